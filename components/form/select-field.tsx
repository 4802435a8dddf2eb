"use client"

import type { ComponentProps } from "react"
import { PlainSelectField as Bare } from "@/components/plain-select-field"
import { useError, useFormAnswer } from "./answer"

/** A choice from a short list, with the answer's error and what was chosen. */
export function SelectField({ defaultValue, ...field }: Omit<ComponentProps<typeof Bare>, "error" | "value">) {
  const answer = useFormAnswer()
  return (
    <Bare {...field} defaultValue={answer.valueOf(field.name, defaultValue?.toString())} error={useError(field.name)} />
  )
}
