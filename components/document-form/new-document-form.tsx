"use client"

import { useTranslations } from "next-intl"
import { Field } from "@/components/field"
import { useError, useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { Candidates } from "./candidates"
import { Combobox } from "./combobox"
import { VendorInvoiceNo } from "./duplicates"
import { RegisterVendor } from "./nothing-found"
import type { Candidate } from "./view"

export type NewDocumentView = { values: Record<string, string>; candidates: Candidate[] }

type Props = {
  action: FormAction
  /** Made by the page: sent twice, it makes one document. */
  formId: string
  party: { field: string; lookup: string; value: string; register?: string }
  /** Another number for the document, the partner's. */
  reference: string
  /** Fields of the header that go by another name; default none. */
  names?: Readonly<Record<string, string>>
  /** Says which other documents carry that number, while it is typed. */
  check?: string
  cancel: string
}

/** A new document: for or from whom, and their number for it; the rest follows and can be changed on its page. */
export function NewDocumentForm({ action, ...content }: Props) {
  return (
    <Form action={action} className="form">
      <Content {...content} />
    </Form>
  )
}

function Content({ formId, party, reference, names = {}, check, cancel }: Omit<Props, "action">) {
  const t = useTranslations("documents")
  const answer = useFormAnswer()
  const view = answer.drawing.data as NewDocumentView | undefined
  const [partyName, referenceName] = [`header.${party.field}`, `header.${reference}`]
  const [partyError, referenceError] = [useError(partyName), useError(referenceName)]
  const label = t(`header.${party.field}`)
  return (
    <div className="form" key={answer.drawing.id}>
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
