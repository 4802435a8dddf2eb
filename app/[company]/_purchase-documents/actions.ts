"use server"

import { refresh, revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { answerDocumentForm } from "@/app/_document-form/answer-form"
import type { FormKind } from "@/app/_document-form/form-kind"
import { answerNewDocument } from "@/app/_document-form/new-document"
import { formOf, storedOf } from "@/app/_document-form/stored-form"
import { readTypedForm } from "@/app/_document-form/typed-form"
import { draftPath, purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { answer, type FormState } from "@/app/form-action"
import { type Actor, authorise } from "@/domain/access/actor"
import { deletePurchaseDocument } from "@/domain/purchase-documents/delete-purchase-document"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { purchaseDefinition, purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { type PurchaseDocumentPage, readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { markReviewed, sendBack } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { turnPurchaseDocument } from "@/domain/purchase-documents/turn-purchase-document"
import { cutText } from "@/domain/text/cut-text"
import { enterNewVendor, withNewVendor } from "./enter-new-vendor"
import { enterVendor, withUnknownVendor } from "./enter-vendor"
import { postAndGo } from "./post-and-go"

/** The menu beside every page counts drafts, and stays where it is when the action goes to another page. */
const recount = (company: string) => revalidatePath(`/${company}`, "layout")

const kindOf = ({ header: { documentType } }: PurchaseDocumentPage): FormKind => ({
  definition: purchaseDefinition,
  accounts: true,
  names: purchaseKinds[documentType].names,
})

/** Makes a purchase invoice or credit memo and goes to it. */
export async function makePurchaseDocument(
  company: string,
  documentType: PurchaseDocumentType,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const entered = await enterNewVendor(actor, form)
    if (entered) return entered
    // What a page binds is the client's to change.
    const { documentType: type, names } = purchaseKinds[documentType === "credit_memo" ? "credit_memo" : "invoice"]
    const done = await answerNewDocument(actor, { definition: purchaseHeader, names }, form, async vendorNo => {
      const formId = cutText(String(form.get("formId") ?? ""), 100)
      const vendorInvoiceNo = String(form.get("header.vendorInvoiceNo") ?? "")
      const no = await newPurchaseDocument(actor, { formId, vendorNo, vendorInvoiceNo, documentType: type })
      recount(company)
      redirect(draftPath(company, type, no))
    })
    return withNewVendor(actor, form, done)
  })
}

/**
 * Every button of the form: save, add, move and delete lines, Post, which saves what was typed and
 * posts that, and Post and New, which goes on to a new document of the kind. The
 * answer's data is the form anew.
 */
export async function editPurchaseDocument(
  company: string,
  no: string,
  page: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const edit = async (actor: Actor) => {
    const then = thenOf(form.get("intent"))
    if (then) {
      authorise(actor, "purchase_invoice.post")
      form.set("intent", "save")
    }
    const read = await unlessPosted(actor, no, readPurchaseDocument(actor, no, { page }))
    const entered = await enterVendor(actor, { documentType: read.header.documentType, no }, form)
    if (entered) return entered
    const answered = await answerDocumentForm(
      actor,
      kindOf(read),
      storedOf(actor, purchaseDefinition, read),
      form,
      async (changes, reader) => {
        const { version, ...told } = await unlessPosted(actor, no, savePurchaseDocument(actor, no, changes))
        if (then) await postAndGo(actor, company, no, { version, unreviewed: false }, then)
        return {
          ...formOf(reader, purchaseDefinition, await readPurchaseDocument(actor, no, { page })).view,
          ...told,
        }
      },
    )
    return withUnknownVendor(actor, form, answered)
  }
  return answer(company, form, edit, () => readTypedForm(form).view)
}

/** Where posting leads to; undefined where nothing is to be posted. */
function thenOf(intent: FormDataEntryValue | null): "posted" | "new" | undefined {
  if (intent === "post") return "posted"
  return intent === "post_and_new" ? "new" : undefined
}

/** Marks a draft as reviewed, and stays on its page or goes on reviewing. */
export async function markPurchaseDocumentReviewed(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await unlessPosted(actor, no, markReviewed(actor, no, Number(form.get("version"))))
    recount(company)
    if (form.get("then") === "review") redirect(`/${company}/review?kind=review`)
    refresh()
    return undefined
  })
}

/** Sends a draft back to who asked for it, with the reason, and goes on reviewing, or stays in the list of what waits. */
export async function sendPurchaseDocumentBack(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const [version, reason] = [Number(form.get("version")), String(form.get("reason") ?? "")]
    await unlessPosted(actor, no, sendBack(actor, no, version, reason))
    recount(company)
    if (form.get("then") === "stay") {
      refresh()
      return undefined
    }
    redirect(`/${company}/review?kind=review&sent-back=${encodeURIComponent(no)}`)
  })
}

/** Makes a draft below zero the other type of document, and goes to it. */
export async function turnDraft(company: string, no: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const turned = await unlessPosted(actor, no, turnPurchaseDocument(actor, no, Number(form.get("version"))))
    recount(company)
    redirect(`${draftPath(company, turned.documentType, turned.no)}?turned=${encodeURIComponent(no)}`)
  })
}

/** Deletes a draft and goes to the list. */
export async function removePurchaseDocument(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const documentType = await unlessPosted(actor, no, deletePurchaseDocument(actor, no, Number(form.get("version"))))
    recount(company)
    redirect(`/${company}/${purchaseKinds[documentType].folder}?deleted=${encodeURIComponent(no)}`)
  })
}
