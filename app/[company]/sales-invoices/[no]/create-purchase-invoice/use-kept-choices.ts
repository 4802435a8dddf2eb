"use client"

import { type RefObject, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react"
import { type PickedInvoice, readKeptPicks } from "@/app/[company]/sales-invoices/[no]/kept-picks"
import { useFormAnswer } from "@/components/form/answer"
import { forgetForm, keepForm, keptForm } from "@/components/form/kept-form"
import { hasUnsavedWork, isAbandoned } from "@/components/unsaved/unsaved-work"

/** What opens the form, and what works it out anew with what was typed. */
const openingIntent = "open"
const typedIntent = "update"

/**
 * Opens the form with what is kept for it in this tab: what was typed before the page was loaded again, else what is
 * picked on the sales invoice. It is sent to the server like any step of the form, so that the page shows what is true now.
 * The page keeps what it holds until it is left by a link, by Back, or by OK.
 *
 * @param inside something in the form
 * @param path address of the form
 * @param vendorNo that the address asks for
 * @returns whether that is still under way, and how to ask for it again
 */
export function useKeptChoices(
  inside: RefObject<HTMLElement | null>,
  path: string,
  invoice: PickedInvoice,
  vendorNo: string | null,
): { isOpening: boolean; again: () => void } {
  const { state, drawing, send, work } = useFormAnswer()
  // While the server's page is taken over it has to be drawn as the server did.
  const isHere = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  /** Null: nothing is kept. Looked for while drawing: nobody is to see all lines for a moment where some were picked. */
  const [kept, setKept] = useState<FormData | null>()
  // A form that was posted without a script holds all of it already.
  if (isHere && kept === undefined && state.status === "idle")
    setKept(keptForm(path) ?? openedWithPicks(invoice, vendorNo) ?? null)
  const isOpening = Boolean(kept) && drawing.data === undefined

  const sent = useRef(false)
  const open = useEffectEvent(() => {
    if (!kept || sent.current) return
    sent.current = true
    if (kept.get("intent") === typedIntent) work.holdsTyped()
    send(kept)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept is looked for once
  useEffect(() => open(), [kept])

  const keep = useEffectEvent(() => {
    const form = inside.current?.closest("form")
    if (!form) return
    if (isAbandoned(form)) return forgetForm(path)
    if (isOpening && kept) return keepForm(path, kept)
    const held = new FormData(form)
    held.set("intent", hasUnsavedWork() ? typedIntent : openingIntent)
    keepForm(path, held)
  })
  useEffect(() => {
    const keepNow = () => keep()
    window.addEventListener("pagehide", keepNow)
    return () => {
      window.removeEventListener("pagehide", keepNow)
      forgetForm(path)
    }
  }, [path])

  return { isOpening, again: () => kept && send(kept) }
}

/** The form as the sales invoice's button opens it. */
function openedWithPicks(invoice: PickedInvoice, vendorNo: string | null): FormData | undefined {
  const picks = readKeptPicks(invoice)
  return picks.size === 0 ? undefined : openingForm([...picks.keys()], vendorNo)
}

/** What opens Create Purchase Invoice with a selection. */
export function openingForm(lineIds: readonly number[], vendorNo: string | null = null): FormData {
  const form = new FormData()
  form.set("intent", openingIntent)
  form.set("selection", lineIds.join(","))
  if (vendorNo) form.set("vendorNo", vendorNo)
  return form
}
