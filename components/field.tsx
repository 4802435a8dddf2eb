import type { ReactNode } from "react"
import { OctagonAlert, TriangleAlert } from "./icons"

/** What the control of a field has to carry, so that label, hint and error are read with it. */
export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true }

export type FieldTexts = {
  label: ReactNode
  /** How to fill it in. */
  hint?: ReactNode
  /** What is wrong and how to correct it; marks the control as invalid. */
  error?: ReactNode
  /** What to think about; does not stop anybody. */
  warning?: ReactNode
  /** How many columns of `.fields` it takes. */
  width?: "wide" | "whole"
}

/** A label, its control and what is to be said about it. The control is made by `children` from the props it gets. */
export function Field(props: FieldTexts & { id: string; children: (control: ControlProps) => ReactNode }) {
  const { id, label, hint, error, warning, width, children } = props
  const described = [error && `${id}-error`, warning && `${id}-warning`, hint && `${id}-hint`].filter(Boolean).join(" ")
  const control: ControlProps = { id }
  if (described) control["aria-describedby"] = described
  if (error) control["aria-invalid"] = true
  return (
    <div className={width ? `field ${width}` : "field"}>
      <label htmlFor={id}>{label}</label>
      {children(control)}
      {error && (
        <p className="says bad" id={`${id}-error`}>
          <OctagonAlert className="icon" aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
      {warning && (
        <p className="says warn" id={`${id}-warning`}>
          <TriangleAlert className="icon" aria-hidden="true" />
          <span>{warning}</span>
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
