"use client"

import { useFormAnswer } from "@/components/form/answer"
import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"

/** The token that was just made, which nobody sees again. */
export function MadeToken({ title, text, label }: { title: string; text: string; label: string }) {
  const { state } = useFormAnswer()
  const token = state.status === "done" ? (state.data as { token?: unknown } | undefined)?.token : undefined
  if (typeof token !== "string") return null
  return (
    <Notice key={state.id} icon={CircleCheck} title={title} announce>
      <p className="soft">{text}</p>
      <textarea className="input no" readOnly rows={2} value={token} aria-label={label} />
    </Notice>
  )
}
