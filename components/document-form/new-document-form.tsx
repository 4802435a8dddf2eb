"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Field } from "@/components/field"
import { useError, useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import type { FormAction, FormState } from "@/components/form/form-state"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { Candidates } from "./candidates"
import { Combobox } from "./combobox"
import { VendorInvoiceNo } from "./duplicates"
import { RegisterVendor, type VendorIntent } from "./nothing-found"
import type { Candidate } from "./view"

export type NewDocumentView = {
  values: Record<string, string>
  candidates: Candidate[]
  /** What may be done where the text names no vendor; its own control knows it. */
  unknownVendor?: unknown
}

type Props = {
  action: FormAction
  /** Made by the page: sent twice, it makes one document. */
  formId: string
  party: { field: string; lookup: string; value: string; register?: VendorIntent }
  /** Another number for the document, the partner's. */
  reference: string
  /** Fields of the header that go by another name; default none. */
  names?: Readonly<Record<string, string>>
  /** Says which other documents carry that number, while it is typed. */
  check?: string
  cancel: string
  /** Follows the vendor or customer: what may be done where it is not known. */
  besideParty?: ReactNode
}

/** A new document: for or from whom, and their number for it; the rest follows and can be changed on its page. */
export function NewDocumentForm({ action, ...content }: Props) {
  return (
    <Form action={action} className="form" isUnsavedAfter={isUnmade}>
      <Content {...content} />
    </Form>
  )
}

/** Registering a vendor is answered as done, and makes no document. */
const isUnmade = ({ status, data }: FormState) => status !== "done" || data !== undefined

function Content({ formId, party, reference, names = {}, check, cancel, besideParty }: Omit<Props, "action">) {
  const t = useTranslations("documents")
  const answer = useFormAnswer()
  const view = answer.drawing.data as NewDocumentView | undefined
  const [partyName, referenceName] = [`header.${party.field}`, `header.${reference}`]
  const [partyError, referenceError] = [useError(partyName), useError(referenceName)]
  const label = t(`header.${party.field}`)
  return (
    <div className="form" key={answer.drawing.id}>
      {/* Enter in a field presses the first button: it must be the one that makes the document. */}
      <button className="hidden" type="submit" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="formId" value={view?.values.formId ?? answer.valueOf("formId", formId)} />
      <Field id={partyName} label={label} error={partyError} hint={t("partyHint")}>
        {control => (
          <Combobox
            {...control}
            name={partyName}
            lookup={party.lookup}
            nothing={text => <RegisterVendor text={text} register={party.register} />}
            defaultValue={view?.values[partyName] ?? answer.valueOf(partyName, party.value)}
            aria-required
            autoFocus={!referenceError}
          />
        )}
      </Field>
      {view && view.candidates.length > 0 && (
        <Candidates field={partyName} label={label} candidates={view.candidates} />
      )}
      {besideParty}
      <Field id={referenceName} label={t(`header.${names[reference] ?? reference}`)} error={referenceError}>
        {control => {
          const input = {
            ...control,
            name: referenceName,
            defaultValue: view?.values[referenceName] ?? answer.valueOf(referenceName),
          }
          if (check) return <VendorInvoiceNo {...input} check={check} party={partyName} />
          return <input {...input} className="input" autoComplete="off" />
        }}
      </Field>
      <div className="actions">
        <SubmitButton pendingLabel={t("making")}>{t("make")}</SubmitButton>
        <Link className="btn" href={cancel}>
          {t("cancel")}
        </Link>
      </div>
    </div>
  )
}
