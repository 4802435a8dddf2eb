"use client"

import type { ComponentProps } from "react"
import { PlainTextField as Bare } from "@/components/plain-text-field"
import { useError, useFormAnswer } from "./answer"

export type TextFieldProps = Omit<ComponentProps<typeof Bare>, "error" | "value">

/** A field of one line, with the answer's error and what was typed. Passwords are typed anew. */
export function TextField({ defaultValue, ...field }: TextFieldProps) {
  const answer = useFormAnswer()
  const shown = field.type === "password" ? undefined : answer.valueOf(field.name, defaultValue?.toString())
  return <Bare {...field} defaultValue={shown} error={useError(field.name)} />
}

/** A number as the reader writes it: `defaultValue` is already in the reader's format, the server reads what is typed. */
export function NumberField(props: Omit<TextFieldProps, "type" | "inputMode">) {
  return <TextField {...props} inputMode="decimal" autoComplete="off" className="num" />
}

/** A date as the reader writes it: text, because the browser's own control follows the browser's language. */
export function DateField(props: Omit<TextFieldProps, "type" | "inputMode">) {
  return <TextField {...props} autoComplete="off" />
}
