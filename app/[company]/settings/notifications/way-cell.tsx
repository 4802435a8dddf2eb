"use client"

import { useFormAnswer } from "@/components/form/answer"

type Props = { name: string; value: string; chosen: string; label: string; of: string }

/** One of the ways in which somebody is told of a kind; its head says which, and in a card it does itself. */
export function WayCell({ name, value, chosen, label, of }: Props) {
  const holds = useFormAnswer().valueOf(name, chosen) === value
  return (
    <label>
      <input type="radio" name={name} value={value} defaultChecked={holds} aria-label={`${of}: ${label}`} />
      <span aria-hidden="true">{label}</span>
    </label>
  )
}
