"use client"

import type { ReactNode } from "react"
import { useError, useFormAnswer } from "./answer"
import { FieldError } from "./checkbox-field"

export type CheckboxOption = { value: string; label: ReactNode; disabled?: boolean }

type Props = {
  name: string
  label: ReactNode
  hint?: ReactNode
  options: readonly CheckboxOption[]
  defaultValues?: readonly string[]
}

/** A few boxes of one name, any of which may be ticked, with the answer's error and what was ticked. */
export function CheckboxGroup({ name, label, hint, options, defaultValues }: Props) {
  const chosen = useFormAnswer().valuesOf(name, defaultValues)
  const error = useError(name)
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ")
  return (
    <fieldset className="field" id={name} tabIndex={-1} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      <div className="checks">
        {options.map(option => (
          <label key={option.value} className="check">
            <input
              type="checkbox"
              name={name}
              value={option.value}
              disabled={option.disabled}
              defaultChecked={chosen.includes(option.value)}
              aria-invalid={error ? true : undefined}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error && <FieldError name={name}>{error}</FieldError>}
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}
