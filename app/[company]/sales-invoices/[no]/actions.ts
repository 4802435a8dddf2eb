"use server"

import { redirect } from "next/navigation"
import { answerDocumentForm } from "@/app/_document-form/answer-form"
import { formOf, storedOf } from "@/app/_document-form/stored-form"
import { readTypedForm } from "@/app/_document-form/typed-form"
import { answer, type FormState } from "@/app/form-action"
import type { Actor } from "@/domain/access/actor"
import { deleteSalesInvoice } from "@/domain/sales-invoices/delete-sales-invoice"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { salesDefinition } from "@/domain/sales-invoices/sales-header"
import { saveSalesInvoice } from "@/domain/sales-invoices/save-sales-invoice"

/** Every button of the form: save, add, move and delete lines. The answer's data is the form anew. */
export async function editSalesInvoice(
  company: string,
  no: string,
  page: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const edit = async (actor: Actor) => {
    const stored = storedOf(actor, salesDefinition, await readSalesInvoice(actor, no, { page }))
    return answerDocumentForm(actor, { definition: salesDefinition }, stored, form, async (changes, reader) => {
      await saveSalesInvoice(actor, no, changes)
      return formOf(reader, salesDefinition, await readSalesInvoice(actor, no, { page })).view
    })
  }
  return answer(company, form, edit, () => readTypedForm(form).view)
}

/** Deletes an ongoing sales invoice and goes to the list. */
export async function removeSalesInvoice(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await deleteSalesInvoice(actor, no, Number(form.get("version")))
    redirect(`/${company}/sales-invoices?deleted=${encodeURIComponent(no)}`)
  })
}
