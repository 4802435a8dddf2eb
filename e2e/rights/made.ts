import type { Member } from "@/e2e/support/own-company"
import { builtInvoice, draftCreditMemo, madeOrder, madePayment, postedInvoice, triedImport } from "@/e2e/support/trade"
import { itemLine, makeItem, makeSalesInvoice } from "@/test/factories"
import { asTrader, colleague, company, people, type Someone } from "./cast"

export async function sold(): Promise<string> {
  return (await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])).no
}

/** Posting is the manager's. */
export function posted(): Promise<string> {
  return postedInvoice(people[2]!.actor)
}

/** So is paying. */
export function paid() {
  return madePayment(people[2]!.actor)
}

/** Of a payment that nobody was asked about yet. */
export function ordered(): Promise<string> {
  return madeOrder(colleague.actor)
}

export function imported(): Promise<string> {
  return triedImport(colleague.actor)
}

export const onInvoice = async (
  of: Someone | Member,
  form: Record<string, string> = {},
  at = "purchase-invoices/x/delete",
) => {
  const { invoiceNo, version } = await builtInvoice(asTrader(of))
  return { at, bound: [invoiceNo], form: { version, ...form } }
}

/** @param page of a credit memo's that has the action */
export const onCreditMemo = async (page: string, form: Record<string, string> = {}, ...more: unknown[]) => {
  const { no, version } = await draftCreditMemo(colleague.actor)
  return { at: `purchase-credit-memos/x${page}`, bound: [no, ...more], form: { version, ...form } }
}
