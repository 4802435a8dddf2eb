"use client"

import { type ComponentProps, useEffect, useRef } from "react"

/**
 * A block that takes the focus when it appears, and again whenever `answer` is another. Without a script the browser's
 * own autofocus does it.
 */
export function FocusOnArrival({ answer, ...props }: ComponentProps<"div"> & { answer?: unknown }) {
  const block = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is the reason to take the focus again
  useEffect(() => block.current?.focus(), [answer])
  // biome-ignore lint/a11y/noAutofocus: it appears as the answer to what was just sent, and has to be read first
  return <div {...props} ref={block} tabIndex={-1} autoFocus />
}
