"use client"

import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react"
import { FormLines } from "./form-lines"
import { linesAfter, takeAnswer } from "./take-answer"
import type { DocumentView, FormLine } from "./view"

export const FormLinesContext = createContext<FormLines>(new FormLines([]))

/** The lines of the form around, as they are now. */
export const useFormLines = () => useContext(FormLinesContext)

/** One of them, drawn again when it changes; undefined once it is gone. */
export function useFormLine(id: string): FormLine | undefined {
  const lines = useFormLines()
  const read = useCallback(() => lines.line(id), [lines, id])
  const subscribe = useCallback((heard: () => void) => lines.subscribeLine(id, heard), [lines, id])
  return useSyncExternalStore(subscribe, read, read)
}

/** Their ids, in order. */
export function useLineIds(): readonly string[] {
  const lines = useFormLines()
  return useSyncExternalStore(lines.subscribe, lines.ids, lines.ids)
}

/** The lines of a document's form over its answers. @param answer differs with each */
export function useLinesOver(view: DocumentView, answer: string): FormLines {
  const last = useRef<FormLines>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is taken once
  const lines = useMemo(() => linesAfter(last.current, view), [answer])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is taken once
  useEffect(() => {
    last.current = lines
    if (view.isPartial) takeAnswer(lines, view)
  }, [answer, lines])
  return lines
}
