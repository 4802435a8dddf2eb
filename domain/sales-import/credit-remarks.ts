import type { Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type CreditUse, readCreditUse } from "@/domain/customers/credit-use"
import { readDocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import type { ImportRun } from "@/domain/import-kinds/import-kind"
import { Decimal, ZERO } from "@/domain/money/decimal"
import type { ImportedBefore } from "./compare-invoice"
import type { ComposedInvoice } from "./compose-invoice"

/** By customer, what a trial has counted in the batches before: none of it is written. */
export type CreditMemory = Map<string, Decimal>

/**
 * Says of invoices that a customer's credit limit does not hold them, beside what is open already. Nothing is refused for it.
 * Two statements, however many invoices.
 */
export async function creditRemarks(
  tx: Tx,
  run: ImportRun<{ credit: CreditMemory }>,
  currencyCode: string,
  customerNos: readonly string[],
): Promise<(composed: ComposedInvoice, before: ImportedBefore | undefined) => Problem[]> {
  const uses = await readCreditUse(tx, run.companyId, [...new Set(customerNos)])
  if (uses.size === 0) return () => []
  const rate = await readDocumentCurrency(tx, run.companyId, currencyCode, run.today)
  const worth = (amount: string) => toCompanyCurrency(new Decimal(amount), rate)
  const counted = run.trial ? run.memory.credit : new Map<string, Decimal>()
  return ({ header }, before) => {
    const use = uses.get(header.customerNo)
    if (!use) return []
    // What it stands in the place of is counted among the open ones.
    const replaced = before?.currencyCode === currencyCode ? worth(before.amountIncludingVat) : ZERO
    const here = worth(header.amountIncludingVat).minus(replaced)
    const own = (counted.get(header.customerNo) ?? ZERO).plus(here)
    counted.set(header.customerNo, own)
    const total = new Decimal(use.used).plus(own)
    return total.gt(new Decimal(use.limit)) ? [remarkOf(header.customerNo, use, total)] : []
  }
}

function remarkOf(no: string, { limit, amountDecimals, currencyCode }: CreditUse, total: Decimal): Problem {
  const figure = (amount: Decimal) => amount.toFixed(amountDecimals)
  const params = { no, limit: figure(new Decimal(limit)), total: figure(total), currency: currencyCode }
  return { code: "sales_import.credit_limit", params }
}
