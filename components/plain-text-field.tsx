import type { ComponentProps } from "react"
import { Field, type FieldTexts } from "./field"

/**
 * A field of one line. `required` is told to assistive technology and left to the server to check: the browser's own
 * bubbles speak the browser's language, not the reader's.
 */
export function PlainTextField(props: FieldTexts & { name: string } & Omit<ComponentProps<"input">, "name" | "width">) {
  const { label, hint, error, warning, width, id, required, className, ...input } = props
  return (
    <Field id={id ?? input.name} label={label} hint={hint} error={error} warning={warning} width={width}>
      {control => (
        <input
          {...input}
          {...control}
          className={className ? `input ${className}` : "input"}
          aria-required={required || undefined}
        />
      )}
    </Field>
  )
}
