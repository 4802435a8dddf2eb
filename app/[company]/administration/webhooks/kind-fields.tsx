"use client"

import type { ReactNode } from "react"
import { useError, useFormAnswer } from "@/components/form/answer"
import { FieldError } from "@/components/form/checkbox-field"

type Props = {
  label: ReactNode
  hint: ReactNode
  /** Kinds that it is told of already. */
  told?: readonly string[]
  nouns: readonly { noun: string; label: string; kinds: readonly string[] }[]
}

/** Kinds of events to choose, those of a noun folded together; where some of it is ticked it stands open. */
export function KindFields({ label, hint, told, nouns }: Props) {
  const chosen = useFormAnswer().valuesOf("kinds", told)
  const error = useError("kinds")
  return (
    <fieldset
      className="field"
      id="kinds"
      tabIndex={-1}
      aria-describedby={error ? "kinds-error kinds-hint" : "kinds-hint"}
    >
      <legend>{label}</legend>
      {error && <FieldError name="kinds">{error}</FieldError>}
      <p className="hint" id="kinds-hint">
        {hint}
      </p>
      {nouns.map(each => (
        <details key={each.noun} open={each.kinds.some(kind => chosen.includes(kind))}>
          <summary>{each.label}</summary>
          <div className="checks">
            {each.kinds.map(kind => (
              <label key={kind} className="check">
                <input type="checkbox" name="kinds" value={kind} defaultChecked={chosen.includes(kind)} />
                <code className="no">{kind}</code>
              </label>
            ))}
          </div>
        </details>
      ))}
    </fieldset>
  )
}
