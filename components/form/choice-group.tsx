"use client"

import type { ReactNode } from "react"
import { useError, useFormAnswer } from "./answer"
import { FieldError } from "./checkbox-field"

export type ChoiceOption = { value: string; label: ReactNode; disabled?: boolean }

type GroupProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  options: readonly ChoiceOption[]
}

/** A few choices of which one holds, in one row, with the answer's error and what was chosen. */
export function RadioGroup({ defaultValue, ...group }: GroupProps & { defaultValue?: string }) {
  const chosen = useFormAnswer().valueOf(group.name, defaultValue)
  return <Group {...group} type="radio" className="choice" chosen={chosen === undefined ? [] : [chosen]} />
}

/** A few boxes of one name, any of which may be ticked, with the answer's error and what was ticked. */
export function CheckboxGroup({ defaultValues, ...group }: GroupProps & { defaultValues?: readonly string[] }) {
  return (
    <Group {...group} type="checkbox" className="form" chosen={useFormAnswer().valuesOf(group.name, defaultValues)} />
  )
}

function Group(props: GroupProps & { type: "radio" | "checkbox"; className: string; chosen: readonly string[] }) {
  const { name, label, hint, options, type, className, chosen } = props
  const error = useError(name)
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(" ")
  return (
    <fieldset className="field" id={name} tabIndex={-1} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      <div className={className}>
        {options.map(option => (
          <label key={option.value} className={type === "checkbox" ? "check" : undefined}>
            <input
              type={type}
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
