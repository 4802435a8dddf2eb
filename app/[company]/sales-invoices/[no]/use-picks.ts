"use client"

import { type RefObject, useEffect, useEffectEvent, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import type { FormState } from "@/components/form/form-state"
import { keepPicks, type PickedInvoice, type Picks, readKeptPicks } from "./kept-picks"
import type { PickableLine } from "./picked-lines"

/** What createPurchaseInvoice answers to the buttons that turn the page or pick all lines. */
export type PickAnswer = { picks: [lineId: number, amount: string][] }

/** Whether an answer's data is picks that travelled in the form. */
function isPickAnswer(data: FormState["data"]): data is PickAnswer {
  return typeof data === "object" && data !== null && "picks" in data
}

/**
 * The lines that are picked on all pages of an invoice. With a script they are kept in the tab; without one they travel
 * in the form and come back in its answer.
 *
 * @param table holds the check boxes of the page
 * @returns the picks, and how to replace them
 */
export function usePicks(
  invoice: PickedInvoice,
  lines: readonly PickableLine[],
  table: RefObject<HTMLTableElement | null>,
): [Picks, (next: Picks) => void] {
  const { state } = useFormAnswer()
  const [picks, setPicks] = useState<Picks>(() => new Map(isPickAnswer(state.data) ? state.data.picks : []))
  const change = (next: Picks) => {
    setPicks(next)
    keepPicks(invoice, next)
  }

  const take = useEffectEvent(({ picks: answered }: PickAnswer) => change(new Map(answered)))
  useEffect(() => {
    if (isPickAnswer(state.data)) take(state.data)
  }, [state.data])

  const arrive = useEffectEvent(() => {
    // The browser may have kept the boxes of an earlier visit, or some were ticked before the script was there.
    const checked = table.current?.querySelectorAll<HTMLInputElement>('input[name="line"]:checked') ?? []
    const ticked = new Set(Array.from(checked, box => Number(box.value)))
    const here = lines.filter(line => ticked.has(line.lineId)).map(line => [line.lineId, line.amount] as const)
    change(new Map([...readKeptPicks(invoice), ...here]))
  })
  useEffect(() => arrive(), [])

  return [picks, change]
}
