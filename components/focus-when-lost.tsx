"use client"

import { type ComponentProps, useEffect, useRef } from "react"

/**
 * A block that takes the focus when `answer` becomes another and what had the focus is gone, such as the button of a row
 * that it removed.
 */
export function FocusWhenLost({ answer, ...props }: ComponentProps<"div"> & { answer: unknown }) {
  const block = useRef<HTMLDivElement>(null)
  const first = useRef(answer)
  useEffect(() => {
    if (answer === first.current) return
    first.current = answer
    if (document.activeElement === document.body) block.current?.focus()
  }, [answer])
  return <div {...props} ref={block} tabIndex={-1} />
}
