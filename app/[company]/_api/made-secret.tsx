"use client"

import { useFormAnswer } from "@/components/form/answer"
import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"

/** The secret that was just made, a token or that of a webhook, which nobody sees again. */
export function MadeSecret({ title, text, label }: { title: string; text: string; label: string }) {
  const { state } = useFormAnswer()
  const secret = state.status === "done" ? (state.data as { secret?: unknown } | undefined)?.secret : undefined
  if (typeof secret !== "string") return null
  return (
    <Notice key={state.id} icon={CircleCheck} title={title} announce>
      <p className="soft">{text}</p>
      <textarea className="input no" readOnly rows={2} value={secret} aria-label={label} />
    </Notice>
  )
}
