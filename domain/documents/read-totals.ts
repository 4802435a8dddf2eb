import { and, eq, isNotNull, ne, sql } from "drizzle-orm"
import { currency, postedPurchaseLine, purchaseInvoiceLine, salesInvoiceLine, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { VatCalculationType } from "@/domain/vat/vat-totals"
import { plainNumber } from "./draft"
import type { LineStore } from "./store-lines"

export type VatGroupTotals = {
  vatIdentifier: string
  /** Of the VAT posting setup, e.g. "High". */
  description: string
  vatCalculationType: VatCalculationType
  vatPercent: string
  base: string
  vat: string
  /** Part of the VAT: what the vendor's paper differs by from what is worked out. */
  vatDifference: string
}

/** The VAT groups of a document, summed from what is stored, in the order of their first line, with what their VAT is worked out from. */
export async function readVatGroups(
  tx: Tx,
  store: LineStore | "posted",
  companyId: number,
  document: { no: string; vatBusPostingGroup: string | null; currencyCode: string; vatBaseDiscountPercent?: string },
): Promise<VatGroupTotals[]> {
  const line = { purchase: purchaseInvoiceLine, sales: salesInvoiceLine, posted: postedPurchaseLine }[store]
  const description = sql<string>`coalesce((select min(${vatPostingSetup.description}) from ${vatPostingSetup}
    where ${vatPostingSetup.companyId} = ${companyId}
      and ${vatPostingSetup.vatBusPostingGroup} = ${document.vatBusPostingGroup}
      and ${vatPostingSetup.vatIdentifier} = ${line.vatIdentifier}), '')`
  const { currencyCode, vatBaseDiscountPercent = "0" } = document
  const decimals = sql`(select ${currency.amountDecimals} from ${currency}
    where ${currency.companyId} = ${companyId} and ${currency.code} = ${currencyCode})`
  const discounted = sql<string>`round(sum(${line.amount}) * (100 - ${vatBaseDiscountPercent}::numeric) / 100, ${decimals})`
  const rows = await tx
    .select({
      vatIdentifier: line.vatIdentifier,
      description,
      vatCalculationType: line.vatCalculationType,
      vatPercent: line.vatPercent,
      base: Number(vatBaseDiscountPercent) === 0 ? sql<string>`sum(${line.amount})` : discounted,
      vat: sql<string>`sum(${line.amountIncludingVat} - ${line.amount})`,
      vatDifference: "vatDifference" in line ? sql<string>`sum(${line.vatDifference})` : sql<string>`'0'`,
    })
    .from(line)
    .where(
      and(
        eq(line.companyId, companyId),
        eq(line.documentNo, document.no),
        ne(line.type, "comment"),
        isNotNull(line.no),
      ),
    )
    .groupBy(line.vatIdentifier, line.vatCalculationType, line.vatPercent)
    .orderBy(sql`min(${line.lineNo})`)
  return rows.map(row => ({
    ...row,
    vatPercent: plainNumber(row.vatPercent),
    base: plainNumber(row.base),
    vat: plainNumber(row.vat),
    vatDifference: plainNumber(row.vatDifference),
  }))
}
