"use client"

import { createContext, useContext } from "react"
import { setText } from "@/components/form/set-text"
import type { FormLine, ShownLineType } from "./view"

/** A text to put into a field of a line. */
export type GridChange = { line: string; field: string; text: string }

/** What the fields of a document's form hold now, and a way to fill them in. */
export type GridState = {
  /** Lines in their order of now, with the texts of now. */
  lines(): FormLine[]
  /** Texts of the header's fields by name. */
  header(): Record<string, string>
  /** Fills fields in. "given": by the program, because of what was typed last. */
  write(changes: readonly GridChange[], origin: "typed" | "given"): void
  /** Calls back after texts, or which lines there are, changed. @returns ends it */
  subscribe(heard: () => void): () => void
}

const none: GridState = { lines: () => [], header: () => ({}), write: () => {}, subscribe: () => () => {} }

export const GridStateContext = createContext<GridState>(none)

/** The state of the form around. */
export const useGridState = () => useContext(GridStateContext)

/** Reads and writes the fields themselves. @param inside something in the form */
export function gridStateOf(inside: () => HTMLElement | null): GridState {
  const form = () => inside()?.closest("form") ?? null
  const texts = () => {
    const sent = form()
    return sent
      ? [...new FormData(sent)].filter((entry): entry is [string, string] => typeof entry[1] === "string")
      : []
  }
  return {
    lines: () => linesOf(texts()),
    header: () =>
      Object.fromEntries(
        texts().flatMap(([name, text]) => (name.startsWith("header.") ? [[name.slice("header.".length), text]] : [])),
      ),
    write(changes) {
      for (const { line, field, text } of changes) {
        const control = document.getElementById(`lines.${line}.${field}`)
        if (control instanceof HTMLInputElement) setText(control, text)
      }
    },
    subscribe(heard) {
      const listened = form()
      if (!listened) return () => {}
      const rows = new MutationObserver(heard)
      rows.observe(listened, { childList: true, subtree: true })
      listened.addEventListener("input", heard)
      listened.addEventListener("change", heard)
      return () => {
        rows.disconnect()
        listened.removeEventListener("input", heard)
        listened.removeEventListener("change", heard)
      }
    },
  }
}

function linesOf(texts: readonly [string, string][]): FormLine[] {
  const lines: FormLine[] = []
  const byId = new Map<string, FormLine>()
  for (const [name, text] of texts) {
    if (name !== "line") continue
    const [id = "", type = ""] = text.split(":")
    const line: FormLine = { id, type: type as ShownLineType, values: {} }
    byId.set(id, line)
    lines.push(line)
  }
  for (const [name, text] of texts) {
    const [scope, id = "", field = ""] = name.split(".")
    const line = scope === "lines" ? byId.get(id) : undefined
    if (line) line.values[field] = text
  }
  return lines
}
