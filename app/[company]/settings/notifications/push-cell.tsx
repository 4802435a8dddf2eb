"use client"

import { useFormAnswer } from "@/components/form/answer"

type Props = { name: string; chosen: boolean; label: string; of: string }

/** Whether browsers tell of a kind too. */
export function PushCell({ name, chosen, label, of }: Props) {
  const isChosen = useFormAnswer()
    .valuesOf(name, chosen ? ["on"] : [])
    .includes("on")
  return (
    <label>
      <input type="checkbox" name={name} defaultChecked={isChosen} aria-label={`${of}: ${label}`} />
      <span aria-hidden="true">{label}</span>
    </label>
  )
}
