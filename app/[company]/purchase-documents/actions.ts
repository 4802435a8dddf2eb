"use server"

import { refresh, revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { answerDocumentForm } from "@/app/document-form/answer-form"
import { answerNewDocument } from "@/app/document-form/new-document"
import { readTypedForm } from "@/app/document-form/typed-form"
import { answer, type FormState } from "@/app/form-action"
import { type Actor, authorise } from "@/domain/access/actor"
import { createPurchaseInvoice } from "@/domain/purchase-invoices/create-purchase-invoice"
import { deletePurchaseInvoice } from "@/domain/purchase-invoices/delete-purchase-invoice"
import type { PurchaseDocumentType } from "@/domain/purchase-invoices/document-type"
import { unlessPosted } from "@/domain/purchase-invoices/find-posted-as"
import { readPurchaseInvoice } from "@/domain/purchase-invoices/read-purchase-invoice"
import { markReviewed, sendBack } from "@/domain/purchase-invoices/review"
import { savePurchaseInvoice } from "@/domain/purchase-invoices/save-purchase-invoice"
import { cutText } from "@/domain/text/cut-text"
import { formKindOf, formOf, storedOf } from "./form-of"
import { draftPath, purchaseKinds } from "./kinds"
import { postAndGo } from "./post-and-go"

/** The menu beside every page counts drafts, and stays where it is when the action goes to another page. */
const recount = (company: string) => revalidatePath(`/${company}`, "layout")

/** Makes a purchase invoice or credit memo and goes to it. */
export async function makePurchaseInvoice(
  company: string,
  documentType: PurchaseDocumentType,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, actor => {
    // What a page binds is the client's to change.
    const { documentType: type, names } = purchaseKinds[documentType === "credit_memo" ? "credit_memo" : "invoice"]
    return answerNewDocument(actor, { kind: "vendor", field: "buyFromVendorNo", names }, form, async vendorNo => {
      const formId = cutText(String(form.get("formId") ?? ""), 100)
      const vendorInvoiceNo = String(form.get("header.vendorInvoiceNo") ?? "")
      const no = await createPurchaseInvoice(actor, { formId, vendorNo, vendorInvoiceNo, documentType: type })
      recount(company)
      redirect(draftPath(company, type, no))
    })
  })
}

/**
 * Every button of the form: save, add, move and delete lines, and Post, which saves what was typed and posts that. The
 * answer's data is the form anew.
 */
export async function editPurchaseInvoice(
  company: string,
  no: string,
  page: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const edit = async (actor: Actor) => {
    const isPosting = form.get("intent") === "post"
    if (isPosting) {
      authorise(actor, "purchase_invoice.post")
      form.set("intent", "save")
    }
    const read = await unlessPosted(actor, no, readPurchaseInvoice(actor, no, { page }))
    return answerDocumentForm(actor, formKindOf(read), storedOf(actor, read), form, async (changes, reader) => {
      const { typedCostsKept, version } = await unlessPosted(actor, no, savePurchaseInvoice(actor, no, changes))
      if (isPosting) await postAndGo(actor, company, no, { version, unreviewed: false })
      return { ...formOf(reader, await readPurchaseInvoice(actor, no, { page })).view, typedCostsKept }
    })
  }
  return answer(company, form, edit, () => readTypedForm(form).view)
}

/** Marks a draft as reviewed, and stays on its page or goes on reviewing. */
export async function markPurchaseInvoiceReviewed(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await unlessPosted(actor, no, markReviewed(actor, no, Number(form.get("version"))))
    recount(company)
    if (form.get("then") === "review") redirect(`/${company}/review`)
    refresh()
    return undefined
  })
}

/** Sends a draft back to who asked for it, with the reason, and goes on reviewing. */
export async function sendPurchaseInvoiceBack(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const [version, reason] = [Number(form.get("version")), String(form.get("reason") ?? "")]
    await unlessPosted(actor, no, sendBack(actor, no, version, reason))
    recount(company)
    redirect(`/${company}/review?sent-back=${encodeURIComponent(no)}`)
  })
}

/** Deletes a draft and goes to the list. */
export async function removePurchaseInvoice(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const documentType = await unlessPosted(actor, no, deletePurchaseInvoice(actor, no, Number(form.get("version"))))
    recount(company)
    redirect(`/${company}/${purchaseKinds[documentType].folder}?deleted=${encodeURIComponent(no)}`)
  })
}
