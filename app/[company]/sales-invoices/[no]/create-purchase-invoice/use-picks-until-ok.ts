"use client"

import { type RefObject, useEffect, useEffectEvent, useRef } from "react"
import {
  keepPicks,
  type PickedInvoice,
  type Picks,
  readKeptPicks,
} from "@/app/[company]/sales-invoices/[no]/kept-picks"

/**
 * OK uses up what was picked on the sales invoice: who comes back to it begins anew. Where OK leads nowhere, because
 * the answer is the form again, what was picked is kept on, for Cancel.
 *
 * @param inside something in the form
 * @param pending whether an answer is under way; it still is when the form goes
 */
export function usePicksUntilOk(inside: RefObject<HTMLElement | null>, invoice: PickedInvoice, pending: boolean): void {
  const used = useRef<Picks>(undefined)

  const use = useEffectEvent((event: SubmitEvent) => {
    if (!(event.submitter instanceof HTMLButtonElement) || event.submitter.value !== "ok") return
    used.current = readKeptPicks(invoice)
    keepPicks(invoice, new Map())
  })
  useEffect(() => {
    const form = inside.current?.closest("form")
    form?.addEventListener("submit", use)
    return () => form?.removeEventListener("submit", use)
  }, [inside])

  const giveBack = useEffectEvent(() => {
    if (used.current) keepPicks(invoice, used.current)
    used.current = undefined
  })
  useEffect(() => {
    if (!pending) giveBack()
  }, [pending])
}
