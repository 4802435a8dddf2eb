"use server"

import { refresh } from "next/cache"
import { redirect } from "next/navigation"
import { answerDocumentForm } from "@/app/document-form/answer-form"
import { answer, type FormState } from "@/app/form-action"
import { deletePurchaseInvoice } from "@/domain/purchase-invoices/delete-purchase-invoice"
import { readPurchaseInvoice } from "@/domain/purchase-invoices/read-purchase-invoice"
import { markReviewed, sendBack } from "@/domain/purchase-invoices/review"
import { savePurchaseInvoice } from "@/domain/purchase-invoices/save-purchase-invoice"
import { formOf, kind, storedOf } from "./form-of"

/** Every button of the form: save, add, move and delete lines. The answer's data is the form anew. */
export async function editPurchaseInvoice(
  company: string,
  no: string,
  page: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const stored = storedOf(actor, await readPurchaseInvoice(actor, no, { page }))
    return answerDocumentForm(actor, kind, stored, form, async edit => {
      const { typedCostsKept } = await savePurchaseInvoice(actor, no, edit)
      return { ...formOf(actor, await readPurchaseInvoice(actor, no, { page })).view, typedCostsKept }
    })
  })
}

export async function markPurchaseInvoiceReviewed(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await markReviewed(actor, no, Number(form.get("version")))
    if (form.get("then") === "review") redirect(`/${company}/review`)
    refresh()
    return undefined
  })
}

export async function sendPurchaseInvoiceBack(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await sendBack(actor, no, Number(form.get("version")), String(form.get("reason") ?? ""))
    redirect(`/${company}/review?sent-back=${encodeURIComponent(no)}`)
  })
}

export async function removePurchaseInvoice(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await deletePurchaseInvoice(actor, no, Number(form.get("version")))
    redirect(`/${company}/purchase-invoices?deleted=${encodeURIComponent(no)}`)
  })
}
