"use client"

import { useParams } from "next/navigation"
import { type ReactNode, useState } from "react"
import { Field } from "@/components/field"
import { useError, useFormAnswer } from "@/components/form/answer"
import { Candidates } from "./candidates"
import { Combobox } from "./combobox"
import { RegisterVendor } from "./nothing-found"
import type { Candidate } from "./view"

/** What a form answers where a text that should name a card names several, by name of the control. */
export type CardCandidates = { candidates?: Readonly<Record<string, Candidate[]>> }

type Props = {
  name: string
  label: string
  hint?: string
  required?: boolean
  defaultValue?: string
  to: "vendors" | "items" | "customers"
  /** What the card of that number is called. */
  named?: string
  /** Whether a vendor that is not found can be registered from here. */
  registers?: boolean
  /** Follows the field. */
  children?: ReactNode
}

/** A field that names a card by its number or name, with the proposals that documents have; the server asks back without a script. */
export function CardField(props: Props) {
  const answer = useFormAnswer()
  // An answer that has something to draw may have another text for it.
  return <OneCard key={answer.drawing.id} {...props} />
}

function OneCard({ name, label, hint, required, defaultValue, to, named, registers = false, children }: Props) {
  const { company = "" } = useParams<{ company?: string }>()
  const answer = useFormAnswer()
  const error = useError(name)
  const value = answer.valueOf(name, defaultValue) ?? ""
  const [shown, setShown] = useState(value === defaultValue ? named : undefined)
  const candidates = (answer.drawing.data as CardCandidates | undefined)?.candidates?.[name]
  return (
    <div className="card-field">
      <Field id={name} label={label} hint={[shown, hint].filter(Boolean).join(" ") || undefined} error={error}>
        {control => (
          <Combobox
            {...control}
            name={name}
            lookup={`/api/${company}/lookup/${to}`}
            defaultValue={value}
            aria-required={required || undefined}
            onPick={picked => setShown(to === "items" ? picked.label : undefined)}
            onChange={() => setShown(undefined)}
            nothing={
              registers ? text => <RegisterVendor text={text} register={{ intent: "open_new_vendor" }} /> : undefined
            }
          />
        )}
      </Field>
      {candidates && candidates.length > 0 && <Candidates field={name} label={label} candidates={candidates} />}
      {children}
    </div>
  )
}
