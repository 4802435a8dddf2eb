"use client"

import type { ReactNode } from "react"
import { useFormAnswer } from "@/components/form/answer"

/** Fields of a form, made anew when a stale save comes back merged: what is on the page then is the merged form. */
export function MergedFields({ children }: { children: ReactNode }) {
  const { state } = useFormAnswer()
  return (
    <div className="fields" key={state.stale?.version}>
      {children}
    </div>
  )
}
