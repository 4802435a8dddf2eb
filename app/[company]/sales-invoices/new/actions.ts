"use server"

import { redirect } from "next/navigation"
import { answerNewDocument } from "@/app/_document-form/new-document"
import { answer, type FormState } from "@/app/form-action"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { salesHeader } from "@/domain/sales-invoices/sales-header"
import { cutText } from "@/domain/text/cut-text"

/** Makes a sales invoice and goes to it. */
export async function makeSalesInvoice(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, actor =>
    answerNewDocument(actor, { definition: salesHeader }, form, async customerNo => {
      const formId = cutText(String(form.get("formId") ?? ""), 100)
      const externalDocumentNo = String(form.get("header.externalDocumentNo") ?? "")
      const no = await createSalesInvoice(actor, { formId, customerNo, externalDocumentNo })
      redirect(`/${company}/sales-invoices/${encodeURIComponent(no)}`)
    }),
  )
}
