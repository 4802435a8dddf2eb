import { and, eq, sql } from "drizzle-orm"
import { company, currency, openedVendorEntry, postedPurchaseDocument, vendor, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { AmountCurrency } from "@/domain/money/read-amount"
import { vendorInvoiceKey } from "@/domain/posting/vendor-invoice-key"
import type { RowPayment } from "./row-payment"

/** What a row pays in: the code, and the currency where the company has it. */
export type RowCurrency = { code: string; known: AmountCurrency | undefined }

type Row = Pick<RowPayment, "vendorNo" | "currencyCode" | "documents">

/**
 * In which currency each row of a file pays, which its amount is read in: the one that it names, else that of the first
 * document it names, else the vendor's, else the company's. Four statements, however many rows.
 */
export async function rowCurrencies(tx: Tx, companyId: number, rows: readonly Row[]): Promise<RowCurrency[]> {
  const own = await tx
    .select({ code: currency.code, amountDecimals: currency.amountDecimals, companys: company.currencyCode })
    .from(currency)
    .innerJoin(company, eq(company.id, currency.companyId))
    .where(eq(currency.companyId, companyId))
  const known = new Map(own.map(({ code, amountDecimals }) => [code, { code, amountDecimals }]))
  const unnamed = rows.filter(({ currencyCode }) => currencyCode === "")
  const [ofVendor, ofDocument] = [
    await vendorCurrencies(tx, companyId, unnamed),
    await documentCurrencies(tx, companyId, unnamed),
  ]
  return rows.map(row => {
    const paid = row.documents.map(no => ofDocument(row.vendorNo, no))
    const code =
      row.currencyCode.toUpperCase() ||
      paid.find(found => found !== undefined) ||
      ofVendor.get(row.vendorNo) ||
      own[0]?.companys ||
      ""
    return { code, known: known.get(code) }
  })
}

const listOf = (values: Iterable<string>) => sql`(${sql.param([...new Set(values)])}::text[])`

async function vendorCurrencies(tx: Tx, companyId: number, rows: readonly Row[]): Promise<Map<string, string | null>> {
  const found = await tx
    .select({ no: vendor.no, code: vendor.currencyCode })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), sql`${vendor.no} = any${listOf(rows.map(({ vendorNo }) => vendorNo))}`))
  return new Map(found.map(({ no, code }) => [no, code]))
}

/** The currency of what a vendor's document is owed in, by our number of it, else by the vendor's own. */
async function documentCurrencies(tx: Tx, companyId: number, rows: readonly Row[]) {
  const nos = rows.flatMap(row => row.documents)
  const [e, d] = [vendorLedgerEntry, postedPurchaseDocument]
  const ours = await tx
    .select({ vendorNo: e.vendorNo, no: e.documentNo, code: e.currencyCode })
    .from(e)
    .where(
      and(eq(e.companyId, companyId), sql`${e.documentNo} = any${listOf(nos.flatMap(no => [no, no.toUpperCase()]))}`),
    )
  const theirs = await tx
    .select({ vendorNo: d.payToVendorNo, no: d.vendorInvoiceKey, code: d.currencyCode })
    .from(d)
    .where(
      and(
        eq(d.companyId, companyId),
        sql`${d.payToVendorNo} = any${listOf(rows.map(({ vendorNo }) => vendorNo))}`,
        sql`${d.vendorInvoiceKey} = any${listOf(nos.map(vendorInvoiceKey))}`,
      ),
    )
  const byOurs = new Map(ours.map(({ vendorNo, no, code }) => [`${vendorNo}/${no}`, code]))
  const o = openedVendorEntry
  const opened = await tx
    .select({ vendorNo: o.vendorNo, no: o.vendorInvoiceKey, code: e.currencyCode })
    .from(o)
    .innerJoin(e, and(eq(e.companyId, o.companyId), eq(e.transactionNo, o.transactionNo)))
    .where(
      and(
        eq(o.companyId, companyId),
        sql`${o.vendorNo} = any${listOf(rows.map(({ vendorNo }) => vendorNo))}`,
        sql`${o.vendorInvoiceKey} = any${listOf(nos.map(vendorInvoiceKey))}`,
      ),
    )
  const byTheirs = new Map([...theirs, ...opened].map(({ vendorNo, no, code }) => [`${vendorNo}/${no}`, code]))
  return (vendorNo: string, no: string): string | undefined =>
    byOurs.get(`${vendorNo}/${no}`) ??
    byOurs.get(`${vendorNo}/${no.toUpperCase()}`) ??
    byTheirs.get(`${vendorNo}/${vendorInvoiceKey(no)}`)
}
