"use server"

import { refresh } from "next/cache"
import { redirect } from "next/navigation"
import { answer, type FormState } from "@/app/form-action"
import { today } from "@/domain/dates/date"
import { NotFound } from "@/domain/errors"
import { Decimal, sum } from "@/domain/money/decimal"
import { payVendor } from "@/domain/payment-approvals/pay-vendor"
import { amountCurrencyOf, amountCurrencyOfBankAccount, amountCurrencyOfEntry } from "@/domain/payments/amount-currency"
import type { PaymentType } from "@/domain/payments/application"
import { applyEntries } from "@/domain/payments/apply-entries"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { backAddress, withRegistered } from "./pay-address"
import { PaymentInput } from "./payment-input"

/**
 * Registers a payment to the vendor and goes to it, or back to the page that led to it; one that has to be approved first is ordered, and its
 * order is where it goes. An amount left blank is the sum of the entries.
 */
export async function makePayment(
  company: string,
  vendorNo: string,
  currency: string,
  type: PaymentType,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    // What the page bound is the client's to change.
    if (typeof vendorNo !== "string" || typeof currency !== "string") throw new NotFound("vendor")
    const paidIn = await amountCurrencyOf(actor, currency)
    const input = new PaymentInput(form, actor.language, today(timeZone))
    const keptIn = await amountCurrencyOfBankAccount(actor, input.text("bankAccountNo"))
    const applications = input.applications(paidIn)
    const payment = {
      formId: input.text("formId"),
      type: type === "refund" ? type : ("payment" as const),
      vendorNo,
      bankAccountNo: input.text("bankAccountNo"),
      postingDate: input.date("postingDate"),
      currency,
      amount: input.amount("amount", paidIn) || sum(applications.map(({ amount }) => new Decimal(amount))).toFixed(),
      description: input.text("description"),
      applications,
      overpaid: input.overpaid(),
      ...input.paidTo(),
      ...input.bankTerms(keptIn),
    }
    input.refuse()
    const { no, isOrdered } = await payVendor(actor, payment)
    if (isOrdered) redirect(`/${company}/payment-orders/${encodeURIComponent(no)}?ordered=1`)
    const back = backAddress(company, input.text("back"))
    redirect(withRegistered(back ?? `/${company}/payments/${encodeURIComponent(no)}`, no))
  })
}

/** Reverses a payment and goes back to it. */
export async function reverse(company: string, no: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const input = new PaymentInput(form, actor.language, today(timeZone))
    const date = input.date("postingDate")
    input.refuse()
    await reversePayment(actor, no, date, input.text("reason"))
    redirect(`/${company}/payments/${encodeURIComponent(no)}`)
  })
}

/** Applies what is left of a payment or credit memo to open entries; its page then shows them as applied. */
export async function applyRest(
  company: string,
  entryNo: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const appliedIn = await amountCurrencyOfEntry(actor, entryNo)
    const input = new PaymentInput(form, actor.language, today(timeZone))
    const [postingDate, applications] = [input.date("postingDate"), input.applications(appliedIn)]
    input.refuse()
    await applyEntries(actor, { entryNo, postingDate, applications })
    refresh()
    return undefined
  })
}

/** Undoes the application to one entry, on the company's today. */
export async function unapply(
  company: string,
  entryNo: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const appliedEntryNo = Number(form.get("appliedEntryNo"))
    const input = { entryNo, appliedEntryNo, postingDate: today(timeZone) }
    await unapplyEntries(actor, input)
    refresh()
    return undefined
  })
}
