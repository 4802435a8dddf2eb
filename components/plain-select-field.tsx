import type { ComponentProps } from "react"
import { Field, type FieldTexts } from "./field"

export type Option = { value: string; label: string; disabled?: boolean }

/**
 * A choice from a short list. React resets a form when its action settles and then takes a select's first default, not
 * the one of the answer: the key makes it a new element when the default changes.
 */
export function PlainSelectField(
  props: FieldTexts & { name: string; options: readonly Option[] } & Omit<
      ComponentProps<"select">,
      "name" | "children"
    >,
) {
  const { label, hint, error, warning, width, id, required, options, ...select } = props
  return (
    <Field id={id ?? select.name} label={label} hint={hint} error={error} warning={warning} width={width}>
      {control => (
        <select
          {...select}
          {...control}
          key={String(select.defaultValue)}
          className="input"
          aria-required={required || undefined}
        >
          {options.map(option => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
