"use client"

import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"
import { useFormAnswer } from "./answer"

/** Says, after an answer of "done", what was done; read aloud when it arrives. */
export function DoneNotice({ children }: { children: string }) {
  const { state } = useFormAnswer()
  if (state.status !== "done") return null
  return (
    <Notice key={state.id} icon={CircleCheck} announce>
      {children}
    </Notice>
  )
}
