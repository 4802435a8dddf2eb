"use client"

import { createContext, useContext } from "react"
import type { FormAnswer } from "@/components/form/answer"
import type { Candidate, LineColumn, LineFacts, PriceField } from "./view"

/** Where numbers of lines are looked up, accounts and charges on documents that take them; and all lines of the document. */
export type LineLookups = { items: string; accounts?: string; charges?: string; numbers: string; lines: string }

export type CodeOption = { code: string; description: string }

/** What all lines of a document's form have in common. */
export type LineGrid = {
  columns: readonly LineColumn[]
  /** Of the columns, by name: each cell of a line that is read without its head says it. */
  heads: Readonly<Record<string, string>>
  facts: Readonly<Record<string, LineFacts>>
  priceField: PriceField
  prices: "incl" | "excl"
  lookups: LineLookups
  /** VAT product posting groups that a line may have. */
  vatGroups: readonly CodeOption[]
  candidates: Readonly<Record<string, Candidate[]>>
  /** The document has lines on other pages, to which a line can be moved by number. */
  isInPages: boolean
  /** What the last answer says of a control, the same until another comes; undefined: nothing is wrong. */
  issuesFor: FormAnswer["issuesFor"] | undefined
  onMove: (id: string, step: 1 | -1) => void
  onDelete: (id: string) => void
}

export const LineGridContext = createContext<LineGrid | undefined>(undefined)

/** That of the grid around. */
export function useLineGrid(): LineGrid {
  const grid = useContext(LineGridContext)
  if (!grid) throw new Error("outside of a grid of lines")
  return grid
}
