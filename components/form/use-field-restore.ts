"use client"

import { type RefObject, useCallback, useEffect, useRef } from "react"
import { setText } from "./set-text"

/**
 * Esc in a field takes back what was typed since the focus came to it, as in a spreadsheet.
 *
 * @param inside something in the form
 * @returns puts a field back as it was; false when there is nothing to put back
 */
export function useFieldRestore(inside: RefObject<HTMLElement | null>): (field: EventTarget | null) => boolean {
  const entered = useRef<{ field: HTMLInputElement; text: string }>(undefined)

  useEffect(() => {
    const form = inside.current?.closest("form")
    if (!form) return
    const enter = ({ target: field }: FocusEvent) => {
      entered.current = isTextField(field) ? { field, text: field.value } : undefined
    }
    form.addEventListener("focusin", enter)
    return () => form.removeEventListener("focusin", enter)
  }, [inside])

  return useCallback(field => {
    const before = entered.current
    if (!before || before.field !== field || before.field.value === before.text) return false
    setText(before.field, before.text)
    before.field.select()
    return true
  }, [])
}

function isTextField(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && (target.type === "text" || target.type === "search")
}
