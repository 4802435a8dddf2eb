"use server"

import { refresh } from "next/cache"
import { postAndGo } from "@/app/[company]/purchase-invoices/[no]/post-and-go"
import { answer, type FormState } from "@/app/form-action"
import { Stale } from "@/domain/errors"

/** Posts what the preview showed; a draft changed since shows what it would be now, and is not posted. */
export async function postPurchaseInvoice(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const consent = { version: Number(form.get("version")), unreviewed: form.get("unreviewed") === "yes" }
    try {
      return await postAndGo(actor, company, no, consent)
    } catch (error) {
      if (error instanceof Stale) refresh()
      throw error
    }
  })
}
