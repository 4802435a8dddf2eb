"use client"

import { useFormAnswer } from "@/components/form/answer"
import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"

/** What became of the requests that were checked. */
export function BatchResult() {
  const { state } = useFormAnswer()
  if (state.status !== "done" || !Array.isArray(state.data)) return null
  return (
    <Notice key={state.id} icon={CircleCheck} announce>
      <ul>
        {state.data.map(text => (
          <li key={String(text)}>{String(text)}</li>
        ))}
      </ul>
    </Notice>
  )
}
