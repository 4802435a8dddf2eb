"use server"

import { redirect } from "next/navigation"
import { answerNewDocument } from "@/app/document-form/new-document"
import { answer, type FormState } from "@/app/form-action"
import { createPurchaseInvoice } from "@/domain/purchase-invoices/create-purchase-invoice"

/** Makes a purchase invoice and goes to it. */
export async function makePurchaseInvoice(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, actor =>
    answerNewDocument(actor, "vendor", "buyFromVendorNo", form, async vendorNo => {
      const formId = String(form.get("formId") ?? "").slice(0, 100)
      const vendorInvoiceNo = String(form.get("header.vendorInvoiceNo") ?? "")
      const no = await createPurchaseInvoice(actor, { formId, vendorNo, vendorInvoiceNo })
      redirect(`/${company}/purchase-invoices/${encodeURIComponent(no)}`)
    }),
  )
}
