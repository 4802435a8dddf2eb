"use client"

import type { ReactNode } from "react"
import { useFormAnswer } from "@/components/form/answer"

type Props = {
  title: string
  /** Names of the controls in it. */
  controls: readonly string[]
  children: ReactNode
}

/** Fields of a card that belong together, folded away: open where an answer says that something is wrong with one of them. */
export function CardTopic({ title, controls, children }: Props) {
  const { issuesFor } = useFormAnswer()
  const isWrong = controls.some(name => issuesFor(name).length > 0)
  return (
    <details className="topic" open={isWrong || undefined}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
