"use server"

import { refresh } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { type Issue, Refusal, Stale } from "@/domain/errors"
import { readAmount } from "@/domain/money/read-amount"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { readStatistics } from "@/domain/purchase-documents/read-statistics"
import { typeVatAmounts, vatAmountField } from "@/domain/purchase-documents/type-vat-amounts"
import { cutText } from "@/domain/text/cut-text"

const prefix = vatAmountField("")

/** Keeps the VAT of a draft's VAT groups as it is typed, and shows what the draft comes to then. */
export async function typeVat(company: string, no: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const { currency } = await unlessPosted(actor, no, readStatistics(actor, no))
    const amounts: Record<string, string> = {}
    const issues: Issue[] = []
    for (const [field, value] of form) {
      if (!field.startsWith(prefix) || typeof value !== "string") continue
      const text = cutText(value.trim(), 100)
      const read = text === "" ? { ok: true as const, value: "" } : readAmount(text, actor.language, currency)
      if (read.ok) amounts[field.slice(prefix.length)] = read.value
      else issues.push({ field, ...read.issue })
    }
    if (issues.length > 0) throw new Refusal(issues)
    const version = Number(form.get("version"))
    await unlessPosted(actor, no, typeVatAmounts(actor, no, { version, amounts })).catch((error: unknown) => {
      // The page around shows the draft as it is by now.
      if (error instanceof Stale) refresh()
      throw error
    })
    refresh()
    return undefined
  })
}
