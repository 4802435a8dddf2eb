"use server"

import { redirect } from "next/navigation"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { answer, type FormState } from "@/app/form-action"
import { createCreditMemo } from "@/domain/posted-purchase-documents/create-credit-memo"
import { readCreditable } from "@/domain/posted-purchase-documents/read-creditable"
import { readCreditForm } from "./credit-input"

/** Makes the credit memo and goes to it. */
export async function makeCreditMemo(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const { header, amountDecimals } = await readCreditable(actor, no)
    const currency = { code: header.currencyCode, amountDecimals }
    const draftNo = await createCreditMemo(actor, no, {
      formId: String(form.get("formId") ?? ""),
      ...readCreditForm(form, actor.language, currency),
    })
    redirect(draftPath(company, "credit_memo", draftNo))
  })
}
