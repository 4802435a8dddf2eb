"use client"

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { sentLines, sentLinesField } from "./sent-lines"
import { useFormLines } from "./use-form-lines"
import type { LineFacts } from "./view"

/**
 * Sends the lines by what is known of them in place of their controls, which lines far away do not have: all in their order,
 * and the texts of those that were changed.
 *
 * @param inside something in the form
 */
export function useSentLines(inside: RefObject<HTMLElement | null>, facts: Readonly<Record<string, LineFacts>>): void {
  const lines = useFormLines()
  const { work } = useFormAnswer()

  // Ahead of the form's own effect, which asks for the first time.
  useLayoutEffect(
    () => work.holds(() => JSON.stringify(lines.lines().map(({ id, values }) => [id, values]))),
    [work, lines],
  )

  const replace = useEffectEvent(({ formData }: FormDataEvent) => {
    lines.commit()
    for (const name of new Set(formData.keys())) if (name === "line" || name.startsWith("lines.")) formData.delete(name)
    formData.set(sentLinesField, JSON.stringify(sentLines(lines.lines(), facts)))
  })
  useEffect(() => {
    const form = inside.current?.closest("form")
    form?.addEventListener("formdata", replace)
    return () => form?.removeEventListener("formdata", replace)
  }, [inside])
}
