import type { DraftLine, LineField } from "./line-fields"

/** A line as it shall be, and what the actor said about it. */
export type PlannedLine = {
  line: DraftLine
  /** As the form calls it: "12", "new1". */
  key: string
  /** Fields the actor filled in or changed: no default overrules these. */
  typed: ReadonlySet<LineField>
  /** Of the price as it was typed; absent: as many as it has. */
  priceDecimals?: number
  isNew: boolean
}

/** The VAT product posting group that somebody chose for a line; undefined: its item or account gives it. */
export function chosenVatGroup({ line, typed }: Pick<PlannedLine, "line" | "typed">): string | undefined {
  const isChosen = typed.has("vatProdPostingGroup") || line.typedFields?.includes("vatProdPostingGroup")
  return isChosen ? (line.vatProdPostingGroup ?? undefined) : undefined
}
