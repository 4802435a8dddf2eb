import { and, eq, sql } from "drizzle-orm"
import { currency, openingVendorLine, paymentTerms, postedPurchaseDocument, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readCompanyCurrency } from "@/domain/books/company-currency"
import type { Issue } from "@/domain/errors"
import { vendorInvoiceKey } from "@/domain/posting/vendor-invoice-key"
import type { OpeningLineValues } from "./opening-part"

type Terms = Pick<
  typeof paymentTerms.$inferSelect,
  "dueDateCalculation" | "discountDateCalculation" | "discountPercent" | "calcPmtDiscOnCrMemos"
>

/** What lines of vendors are judged by, of the vendors that they name. */
export type VendorLineSetup = {
  lcy: { code: string; decimals: number }
  /** Decimals of each currency. */
  currencies: ReadonlyMap<string, number>
  terms: ReadonlyMap<string, Terms>
  vendors: ReadonlyMap<string, Pick<typeof vendor.$inferSelect, "no" | "currencyCode" | "paymentTermsCode">>
  partyIssues: (vendorNo: string) => Issue[]
  /** By vendor, document type and number: what is prepared, and the documents in the books that have used a number. */
  lines: ReadonlyMap<string, typeof openingVendorLine.$inferSelect>
  used: ReadonlyMap<string, string>
}

/** One statement a table. */
export async function readVendorLineSetup(
  tx: Tx,
  companyId: number,
  rows: readonly OpeningLineValues[],
): Promise<VendorLineSetup> {
  const keys = rows.map(({ vendorNo = "", vendorInvoiceNo = "" }) => ({
    no: vendorNo,
    key: vendorInvoiceKey(vendorInvoiceNo),
  }))
  const nos = sql.param([...new Set(rows.map(({ vendorNo = "" }) => vendorNo))])
  const [lcy, currencies, terms, vendors, lines, used] = await Promise.all([
    readCompanyCurrency(tx, companyId),
    tx
      .select({ code: currency.code, decimals: currency.amountDecimals })
      .from(currency)
      .where(eq(currency.companyId, companyId)),
    tx.select().from(paymentTerms).where(eq(paymentTerms.companyId, companyId)),
    tx
      .select({
        no: vendor.no,
        currencyCode: vendor.currencyCode,
        paymentTermsCode: vendor.paymentTermsCode,
        group: vendor.vendorPostingGroup,
      })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), sql`${vendor.no} = any(${nos}::text[])`)),
    tx
      .select()
      .from(openingVendorLine)
      .where(and(eq(openingVendorLine.companyId, companyId), sql`${openingVendorLine.vendorNo} = any(${nos}::text[])`)),
    // Numbers of openings are compared as they are posted: the one that is replaced gives its numbers back.
    tx
      .select({
        vendorNo: postedPurchaseDocument.payToVendorNo,
        documentType: postedPurchaseDocument.documentType,
        key: postedPurchaseDocument.vendorInvoiceKey,
        no: postedPurchaseDocument.no,
      })
      .from(postedPurchaseDocument)
      .where(
        and(
          eq(postedPurchaseDocument.companyId, companyId),
          sql`(${postedPurchaseDocument.payToVendorNo}, ${postedPurchaseDocument.vendorInvoiceKey}) in (
            select r.no, r.key from json_to_recordset(${JSON.stringify(keys)}::json) as r (no text, key text))`,
          sql`${postedPurchaseDocument.correctsNo} is null and not exists (select from ${postedPurchaseDocument} c
            where c.company_id = ${companyId} and c.corrects_no = ${postedPurchaseDocument.no})`,
        ),
      ),
  ])
  const known = new Map(vendors.map(row => [row.no, row]))
  return {
    lcy,
    currencies: new Map(currencies.map(({ code, decimals }) => [code, decimals])),
    terms: new Map(terms.map(row => [row.code, row])),
    vendors: known,
    partyIssues: vendorNo => {
      const found = known.get(vendorNo)
      if (vendorNo === "") return []
      if (!found) return [{ field: "vendorNo", code: "vendor_not_found", params: { no: vendorNo } }]
      return found.group ? [] : [{ field: "vendorNo", code: "opening.no_vendor_group", params: { vendor: vendorNo } }]
    },
    lines: new Map(lines.map(row => [JSON.stringify([row.vendorNo, row.documentType, row.vendorInvoiceKey]), row])),
    used: new Map(
      used.map(({ vendorNo, documentType, key, no }) => [JSON.stringify([vendorNo, documentType, key]), no]),
    ),
  }
}
