import { and, eq } from "drizzle-orm"
import { company, currency } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** The company's own currency (LCY), in which the books are kept. */
export type CompanyCurrency = { code: string; decimals: number }

/** Reads the company's currency and the decimals of its amounts. */
export async function readCompanyCurrency(tx: Tx, companyId: number): Promise<CompanyCurrency> {
  const [own] = await tx
    .select({ code: currency.code, decimals: currency.amountDecimals })
    .from(company)
    .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
    .where(eq(company.id, companyId))
  return own!
}
