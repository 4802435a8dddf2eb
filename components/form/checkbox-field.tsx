"use client"

import type { ReactNode } from "react"
import { OctagonAlert } from "@/components/icons"
import { useError, useFormAnswer } from "./answer"

export type CheckboxFieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  defaultChecked?: boolean
  /** What is sent when it is ticked; several boxes of one name differ in it. Default "on". */
  value?: string
  disabled?: boolean
}

/** One box to tick, with the answer's error and what was ticked. */
export function CheckboxField({
  name,
  label,
  hint,
  defaultChecked = false,
  value = "on",
  disabled,
}: CheckboxFieldProps) {
  const { valuesOf } = useFormAnswer()
  const error = useError(name)
  const id = value === "on" ? name : `${name}-${value}`
  const described = [error && `${name}-error`, hint && `${id}-hint`].filter(Boolean).join(" ")
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          disabled={disabled}
          defaultChecked={valuesOf(name, defaultChecked ? [value] : []).includes(value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && value === "on" && <FieldError name={name}>{error}</FieldError>}
    </div>
  )
}

/** What is wrong with a control, below it. */
export function FieldError({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p className="says bad" id={`${name}-error`}>
      <OctagonAlert className="icon" aria-hidden="true" />
      <span>{children}</span>
    </p>
  )
}
