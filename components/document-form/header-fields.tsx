"use client"

import { useTranslations } from "next-intl"
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react"
import { Field } from "@/components/field"
import { useError } from "@/components/form/answer"
import { Candidates } from "./candidates"
import { Combobox } from "./combobox"
import { VendorInvoiceNo } from "./duplicates"
import { RegisterVendor, type VendorIntent } from "./nothing-found"
import type { DocumentView, HeaderFieldSpec, ReadOnlyFieldSpec } from "./view"

type Props = {
  view: DocumentView
  fields: readonly HeaderFieldSpec[]
  readOnly: readonly ReadOnlyFieldSpec[]
  /** Proposes vendors or customers. */
  partyLookup: string
  /** Where a vendor that is not found is registered; absent: who types may not. */
  register?: VendorIntent
  /** Follows the field for the vendor or customer. */
  besideParty?: ReactNode
}

/** The header of a document: every field that can be changed, then what follows from others. */
export function HeaderFields({ view, fields, readOnly, partyLookup, register, besideParty }: Props) {
  const t = useTranslations("documents")
  const party = `header.${fields.find(({ kind }) => kind === "party")?.name}`
  return (
    <section>
      <div className="section">
        <h2>{t("general")}</h2>
      </div>
      <div className="fields">
        {fields.map(field => (
          <HeaderField
            key={field.name}
            field={field}
            view={view}
            partyLookup={partyLookup}
            register={register}
            party={party}
            besideParty={besideParty}
          />
        ))}
        {readOnly.map(({ name, label, value }) => (
          <div className="field" key={name}>
            <label htmlFor={`fixed.${name}`}>{label}</label>
            <input className="input" id={`fixed.${name}`} value={value} readOnly />
          </div>
        ))}
      </div>
    </section>
  )
}

function HeaderField({
  field,
  view,
  partyLookup,
  register,
  party,
  besideParty,
}: {
  field: HeaderFieldSpec
  view: DocumentView
  partyLookup: string
  register?: VendorIntent
  /** Name of the control that holds the vendor or customer. */
  party: string
  besideParty?: ReactNode
}) {
  const name = `header.${field.name}`
  const error = useError(name)
  const candidates = view.candidates[name]
  const value = view.header[field.name] ?? ""
  return (
    <div className={field.width === "wide" ? "wide" : undefined}>
      <Field id={name} label={field.label} error={error} hint={field.hint}>
        {control =>
          field.kind === "select" ? (
            <select {...control} className="input" name={name} defaultValue={value}>
              {field.options?.map(option => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          ) : field.kind === "party" ? (
            <Combobox
              {...control}
              name={name}
              lookup={partyLookup}
              defaultValue={value}
              nothing={text => <RegisterVendor text={text} register={register} />}
            />
          ) : field.duplicates ? (
            <VendorInvoiceNo {...control} {...field.duplicates} name={name} defaultValue={value} party={party} />
          ) : (
            <TextInput
              {...control}
              name={name}
              defaultValue={value}
              activeWith={field.activeWith}
              {...(field.kind === "number" ? { inputMode: "decimal", className: "input num" } : {})}
            />
          )
        }
      </Field>
      {field.name === "pricesIncludingVat" && view.asksTypedCosts && <TypedCosts chosen={view.typedCosts} />}
      {candidates && <Candidates field={name} label={field.label} candidates={candidates} />}
      {field.kind === "party" && besideParty}
    </div>
  )
}

/** What becomes of costs that were typed, where prices come to include VAT or no longer do. */
function TypedCosts({ chosen }: { chosen: DocumentView["typedCosts"] }) {
  const t = useTranslations("documents.typedCosts")
  return (
    <fieldset className="field">
      <legend>{t("question")}</legend>
      <div className="choice">
        {(["figure", "value"] as const).map(choice => (
          <label key={choice}>
            <input type="radio" name="typedCosts" value={choice} defaultChecked={chosen === choice} />
            {t(choice)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type TextInputProps = ComponentProps<"input"> & Pick<HeaderFieldSpec, "activeWith">

function TextInput({ activeWith, ...props }: TextInputProps) {
  const field = useRef<HTMLInputElement>(null)
  const isActive = useIsActive(activeWith)
  const kept = useRef("")
  useEffect(() => {
    if (!activeWith || !field.current) return
    // What was typed comes back with its meaning.
    if (isActive) field.current.value ||= kept.current
    else {
      kept.current = field.current.value
      field.current.value = ""
    }
  }, [isActive, activeWith])
  return <input className="input" autoComplete="off" {...props} ref={field} disabled={!isActive} />
}

/** Whether the field has an effect. Without a script it can always be typed in: the other field may be changed along with it. */
function useIsActive(activeWith: HeaderFieldSpec["activeWith"]): boolean {
  const [isActive, setActive] = useState(true)
  useEffect(() => {
    if (!activeWith) return
    const other = document.getElementById(`header.${activeWith.field}`)
    const look = () => setActive(other instanceof HTMLSelectElement && activeWith.values.includes(other.value))
    look()
    other?.addEventListener("change", look)
    return () => other?.removeEventListener("change", look)
  }, [activeWith])
  return isActive
}
