import { and, eq, ne, sql } from "drizzle-orm"
import { postedPurchaseDocument, purchaseInvoice, purchaseRequest } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { DraftRow } from "@/domain/approvals/signed"
import { Decimal, sum } from "@/domain/money/decimal"

/**
 * By how many percent a draft is dearer than what was asked for, both without VAT: with all that it was split into, drafts and posted.
 *
 * @returns null where nothing was asked for, or in another currency
 */
export async function differenceToAsked(tx: Tx, header: DraftRow): Promise<Decimal | null> {
  const { companyId, no, splitOfNo, currencyCode } = header
  const [asked] = await tx
    .select({ amount: purchaseRequest.amount, currencyCode: purchaseRequest.currencyCode })
    .from(purchaseRequest)
    .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.purchaseInvoiceNo, splitOfNo ?? no)))
  if (!asked || asked.currencyCode !== currencyCode || new Decimal(asked.amount).lte(0)) return null
  const parts = splitOfNo === null ? [] : await partsBeside(tx, header, splitOfNo)
  const amount = sum([header.amount, ...parts].map(part => new Decimal(part)))
  return amount.minus(asked.amount).div(asked.amount).times(100)
}

/** What the others come to that it was one draft with, in its currency. */
async function partsBeside(tx: Tx, { companyId, no, currencyCode }: DraftRow, splitOfNo: string): Promise<string[]> {
  const [d, p] = [purchaseInvoice, postedPurchaseDocument]
  const drafts = tx
    .select({ amount: d.amount })
    .from(d)
    .where(and(eq(d.companyId, companyId), eq(d.splitOfNo, splitOfNo), ne(d.no, no), eq(d.currencyCode, currencyCode)))
  const posted = tx
    .select({ amount: p.amount })
    .from(p)
    .where(
      and(
        eq(p.companyId, companyId),
        eq(p.splitOfNo, splitOfNo),
        eq(p.currencyCode, currencyCode),
        sql`${p.correctsNo} is null`,
        sql`not exists (select from ${p} as correction where correction.company_id = ${companyId}
          and correction.corrects_no = ${p}.no)`,
      ),
    )
  return (await Promise.all([drafts, posted])).flat().map(({ amount }) => amount)
}
