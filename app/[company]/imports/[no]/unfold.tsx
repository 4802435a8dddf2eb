"use client"

import type { ReactNode } from "react"
import { useFormAnswer } from "@/components/form/answer"

/** What is one line first, within its form: open where something is asked, and where an answer says what is wrong in it. */
export function Unfold({ open, line, children }: { open: boolean; line: string; children: ReactNode }) {
  const { state } = useFormAnswer()
  return (
    <details className="unfold" open={open || state.issues.length > 0 || undefined}>
      <summary>{line}</summary>
      {children}
    </details>
  )
}
