"use client"

import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react"
import { useFormAnswer } from "@/components/form/answer"

/** Milliseconds of quiet after typing before costs and totals are worked out anew. */
const typingPause = 350

export type SteadySubmit = {
  /** Sends the form with this intent, after the answer that is under way. */
  now(intent: string): void
  /** Sends it with "update" once the control has come to rest. */
  soon(control: EventTarget): void
}

/**
 * Sends the form around `inside` so that nothing is lost while an answer is under way: what is asked meanwhile is sent
 * after it.
 */
export function useSteadySubmit(inside: RefObject<HTMLElement | null>): SteadySubmit {
  const { pending } = useFormAnswer()
  const waiting = useRef<string | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const busy = useRef(pending)
  busy.current = pending

  const now = useCallback(
    (intent: string) => {
      clearTimeout(timer.current)
      if (busy.current) {
        // A pressed button outdoes the work that follows typing, and OK outdoes every other button.
        const isWeaker = waiting.current === "ok" || (waiting.current !== undefined && intent === "update")
        if (!isWeaker) waiting.current = intent
        return
      }
      const form = inside.current?.closest("form")
      if (!form) return
      const button = document.createElement("button")
      Object.assign(button, { type: "submit", name: "intent", value: intent, hidden: true })
      form.append(button)
      form.requestSubmit(button)
      button.remove()
    },
    [inside],
  )

  useEffect(() => {
    if (pending || waiting.current === undefined) return
    const intent = waiting.current
    waiting.current = undefined
    now(intent)
  }, [pending, now])

  useEffect(() => () => clearTimeout(timer.current), [])

  const soon = useCallback(
    (control: EventTarget) => {
      if (!(control instanceof HTMLInputElement) || !/^(lines\.|vendorNo$|scope$)/.test(control.name)) return
      clearTimeout(timer.current)
      if (control.type === "radio") now("update")
      else timer.current = setTimeout(() => now("update"), typingPause)
    },
    [now],
  )

  return useMemo(() => ({ now, soon }), [now, soon])
}
