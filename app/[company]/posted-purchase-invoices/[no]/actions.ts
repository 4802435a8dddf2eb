"use server"

import { redirect } from "next/navigation"
import { answer, type FormState } from "@/app/form-action"
import { today } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { refuse } from "@/domain/errors"
import {
  type CancellationInput,
  cancelPostedInvoice,
  correctPostedInvoice,
} from "@/domain/posted-purchase-documents/cancel-posted-invoice"

/** Cancels, and shows the credit memo. */
export async function cancelPosted(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const creditMemo = await cancelPostedInvoice(actor, no, readCancellation(form, timeZone))
    redirect(`/${company}/posted-purchase-credit-memos/${encodeURIComponent(creditMemo.no)}`)
  })
}

/** Cancels, and opens the draft to be corrected. */
export async function correctPosted(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const { draftNo } = await correctPostedInvoice(actor, no, readCancellation(form, timeZone))
    redirect(`/${company}/purchase-invoices/${encodeURIComponent(draftNo)}`)
  })
}

/** A blank date is the one that the page proposed. */
function readCancellation(form: FormData, timeZone: string): CancellationInput {
  const reason = String(form.get("reason") ?? "")
  const typed = String(form.get("postingDate") ?? "")
  if (typed.trim() === "") return { postingDate: null, reason }
  const parsed = parseDate(typed, today(timeZone))
  if (!parsed.ok) throw refuse(`date_${parsed.reason}`, { typed }, "postingDate")
  return { postingDate: parsed.value, reason }
}
