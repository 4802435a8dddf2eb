"use client"

import type { ComponentProps } from "react"
import { TextAreaField } from "@/components/text-area-field"
import { useError, useFormAnswer } from "./answer"

/** A field of several lines, with the answer's error and what was typed. */
export function TextArea({ defaultValue, ...field }: Omit<ComponentProps<typeof TextAreaField>, "error" | "value">) {
  const answer = useFormAnswer()
  return (
    <TextAreaField
      {...field}
      defaultValue={answer.valueOf(field.name, defaultValue?.toString())}
      error={useError(field.name)}
    />
  )
}
