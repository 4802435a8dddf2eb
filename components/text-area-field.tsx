import type { ComponentProps } from "react"
import { Field, type FieldTexts } from "./field"

/** A field of several lines; see TextField for `required`. */
export function TextAreaField(props: FieldTexts & { name: string } & Omit<ComponentProps<"textarea">, "name">) {
  const { label, hint, error, warning, width, id, required, ...area } = props
  return (
    <Field id={id ?? area.name} label={label} hint={hint} error={error} warning={warning} width={width}>
      {control => <textarea {...area} {...control} className="input" aria-required={required || undefined} />}
    </Field>
  )
}
