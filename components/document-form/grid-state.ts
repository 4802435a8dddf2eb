"use client"

import { createContext, useContext } from "react"
import { isOtherThanDrawn } from "@/components/form/other-than-drawn"
import { type FormLines, type LineText, withFormTexts } from "./form-lines"
import type { FormLine } from "./view"

/** What the fields of a document's form hold now, and a way to fill them in. */
export type GridState = {
  /** Lines in their order of now, with the texts of now. */
  lines(): FormLine[]
  /** Texts of the header's fields by name. */
  header(): Record<string, string>
  /** Fills fields in. "given": by the program, because of what was typed last. */
  write(changes: readonly LineText[], origin: "typed" | "given"): void
  /** Calls back after texts, or which lines there are, changed; at once where somebody typed before the script came. @returns ends it */
  subscribe(heard: () => void): () => void
}

const none: GridState = { lines: () => [], header: () => ({}), write: () => {}, subscribe: () => () => {} }

export const GridStateContext = createContext<GridState>(none)

/** The state of the form around. */
export const useGridState = () => useContext(GridStateContext)

/** That of the lines as they are kept beside their fields, and of the fields of the header. @param inside something in the form */
export function gridStateOf(lines: FormLines, inside: () => HTMLElement | null): GridState {
  const form = () => inside()?.closest("form") ?? null
  return {
    lines: () => [...lines.lines()],
    header: () =>
      Object.fromEntries(headerControls(form()).map(({ name, value }) => [name.slice(scope.length), value])),
    write(changes, origin) {
      if (origin === "given") lines.amend(now => withFormTexts(now, changes))
      else lines.write(changes)
    },
    subscribe(heard) {
      const end = new AbortController()
      const ofHeader = ({ target }: Event) => {
        if (isOfHeader(target)) heard()
      }
      form()?.addEventListener("input", ofHeader, { signal: end.signal })
      form()?.addEventListener("change", ofHeader, { signal: end.signal })
      const endLines = lines.subscribe(heard)
      if (headerControls(form()).some(isOtherThanDrawn)) heard()
      return () => {
        end.abort()
        endLines()
      }
    },
  }
}

const scope = "header."

type Control = HTMLInputElement | HTMLSelectElement

const isOfHeader = (element: unknown): element is Control =>
  (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) && element.name.startsWith(scope)

/** Those that are sent. */
const headerControls = (form: HTMLFormElement | null): Control[] =>
  [...(form?.elements ?? [])].filter((element): element is Control => isOfHeader(element) && !element.disabled)
