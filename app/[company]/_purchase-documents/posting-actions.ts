"use server"

import { refresh } from "next/cache"
import { PaymentInput } from "@/app/[company]/_payments/payment-input"
import { answer, type FormState } from "@/app/form-action"
import { today } from "@/domain/dates/date"
import { refuse, Stale } from "@/domain/errors"
import { amountCurrencyOfDraft } from "@/domain/payments/amount-currency"
import { allowDuplicate } from "@/domain/purchase-documents/allow-duplicate"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { NotReviewed, PostingRefused } from "@/domain/purchase-documents/post-purchase-document"
import { postAndGo } from "./post-and-go"

/** Posts what the preview showed, and applies it as typed; a draft changed since shows what it would be now, and is not posted. */
export async function postDocument(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const input = new PaymentInput(form, actor.language, today(timeZone))
    const appliedIn = await amountCurrencyOfDraft(actor, no)
    const consent = {
      version: Number(form.get("version")),
      unreviewed: form.get("unreviewed") === "yes",
      applications: input.applications(appliedIn),
    }
    input.refuse()
    const posting = postAndGo(actor, company, no, consent).catch((error: unknown) => {
      // The page beneath shows why, and the form what was typed.
      if (error instanceof Stale || error instanceof NotReviewed || error instanceof PostingRefused) refresh()
      throw error instanceof PostingRefused ? refuse("not_posted_kept") : error
    })
    return posting
  })
}

/** Lets the Vendor Invoice No. pass although a posted document has it, with a reason. */
export async function allowDuplicateNumber(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const reason = String(form.get("reason") ?? "")
    await unlessPosted(actor, no, allowDuplicate(actor, no, Number(form.get("version")), reason))
    refresh()
    return undefined
  })
}
