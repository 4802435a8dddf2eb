import { and, eq, inArray } from "drizzle-orm"
import { currency, openedVendorEntry, postedPurchaseDocument, vendor, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { Decimal, withDecimals } from "@/domain/money/decimal"
import type { Application } from "@/domain/payments/application"
import { readEntries, type VendorEntry } from "@/domain/payments/read-entries"
import { vendorInvoiceKey } from "@/domain/posting/vendor-invoice-key"
import type { RowPayment } from "./row-payment"

/** So much of an entry is taken already, by the entry's number. */
export type Taken = Map<number, Decimal>

export type Shares = {
  applications: Application[]
  /** Of the first document; null: none was found. */
  currencyCode: string | null
  problems: Issue[]
}

/**
 * Shares a payment's amount out over the documents that its row names, in their order: each gets what is open of it, the
 * last one what is left, in part. Lock the vendor before.
 *
 * @param taken what rows before this one would take of entries, in a trial
 * @returns what can be applied, and everything that cannot: a document that is not there, another vendor's, paid already,
 *   or an amount that is more than they all come to
 */
export async function shareOut(
  tx: Tx,
  companyId: number,
  payment: RowPayment,
  taken: Taken = new Map(),
): Promise<Shares> {
  const { documents, amount } = payment
  if (documents.length === 0) return { applications: [], currencyCode: null, problems: [] }
  const named = await findDocuments(tx, companyId, payment)
  const entries = named.entries.map(entry => leftOf(entry, taken))
  const { applications, left, problems: unshared } = shareAmong(entries, new Decimal(amount))
  const problems = [...named.problems, ...unshared]
  const [first] = named.entries
  if (first && left.gt(0) && problems.length === 0) {
    const decimals = await decimalsOf(tx, companyId, first.currencyCode)
    const [paid, remaining] = [new Decimal(amount), new Decimal(amount).minus(left)]
    const params = { amount: withDecimals(paid, decimals), remaining: withDecimals(remaining, decimals) }
    problems.push({ code: "payment_import.more_than_documents", params })
  }
  return { applications, currencyCode: first?.currencyCode ?? null, problems }
}

/** An entry as it would be then; what is owed is negative. */
function leftOf(entry: VendorEntry, taken: Taken): VendorEntry {
  const gone = taken.get(entry.transactionNo)
  return gone ? { ...entry, remaining: new Decimal(entry.remaining).plus(gone).toFixed() } : entry
}

/** The entries of the documents that a row names, each once, and the documents that are not to be found. */
async function findDocuments(
  tx: Tx,
  companyId: number,
  { documents, vendorNo }: RowPayment,
): Promise<{ entries: VendorEntry[]; problems: Issue[] }> {
  const problems: Issue[] = []
  const entries: VendorEntry[] = []
  for (const document of [...new Set(documents)]) {
    const found = await findDocument(tx, companyId, vendorNo, document)
    if ("code" in found) problems.push(found)
    else if (entries.some(({ transactionNo }) => transactionNo === found.transactionNo)) {
      problems.push({ code: "payment.entry_twice", params: { document: found.documentNo } })
    } else entries.push(found)
  }
  return { entries, problems }
}

/** Gives each entry its share of an amount; `left` is what none of them takes. */
function shareAmong(
  entries: readonly VendorEntry[],
  amount: Decimal,
): { applications: Application[]; left: Decimal; problems: Issue[] } {
  const problems: Issue[] = []
  const applications: Application[] = []
  let left = amount
  for (const entry of entries) {
    const open = new Decimal(entry.remaining).neg()
    if (open.isZero()) {
      problems.push({ code: "payment_import.document_settled", params: { document: entry.documentNo } })
    } else if (left.gt(0)) {
      // A credit memo gets all that is left, to be refused by name.
      const share = open.isPositive() ? Decimal.min(left, open) : left
      applications.push({ vendorLedgerEntryNo: entry.transactionNo, amount: share.toFixed() })
      left = left.minus(share)
    } else {
      problems.push({ code: "payment_import.nothing_left_for", params: { document: entry.documentNo } })
    }
  }
  return { applications, left, problems }
}

async function decimalsOf(tx: Tx, companyId: number, code: string): Promise<number> {
  const [found] = await tx
    .select({ decimals: currency.amountDecimals })
    .from(currency)
    .where(and(eq(currency.companyId, companyId), eq(currency.code, code)))
  return found?.decimals ?? 0
}

/** The vendor's entry that a row means: by our number, else by the vendor's own, as such numbers are compared. */
async function findDocument(
  tx: Tx,
  companyId: number,
  vendorNo: string,
  document: string,
): Promise<VendorEntry | Issue> {
  const params = { document, vendor: vendorNo }
  const e = vendorLedgerEntry
  const ours = await tx
    .select({ no: e.transactionNo, vendorNo: e.vendorNo, vendor: vendor.name })
    .from(e)
    .innerJoin(vendor, and(eq(vendor.companyId, e.companyId), eq(vendor.no, e.vendorNo)))
    .where(
      and(
        eq(e.companyId, companyId),
        inArray(e.documentType, ["invoice", "credit_memo"]),
        inArray(e.documentNo, [document, document.toUpperCase()]),
      ),
    )
  const own = ours.filter(entry => entry.vendorNo === vendorNo).map(({ no }) => no)
  const nos = own.length > 0 ? own : await findByVendorsNumber(tx, companyId, vendorNo, document)
  if (nos.length === 0) {
    const [other] = ours
    if (other) return { code: "payment_import.document_of_other", params: { document, other: other.vendor } }
    return { code: "payment_import.document_unknown", params }
  }
  const entries = [...(await readEntries(tx, companyId, nos)).values()]
  // The number of an invoice that was cancelled is free again: what is open is meant.
  const open = entries.filter(({ remaining }) => !new Decimal(remaining).isZero())
  const [meant, ambiguous] = open.length > 0 ? open : entries.slice(0, 1)
  if (!meant || ambiguous) return { code: "payment_import.document_ambiguous", params }
  return meant
}

async function findByVendorsNumber(tx: Tx, companyId: number, vendorNo: string, document: string): Promise<number[]> {
  const d = postedPurchaseDocument
  const found = await tx
    .select({ no: d.transactionNo })
    .from(d)
    .where(
      and(
        eq(d.companyId, companyId),
        eq(d.payToVendorNo, vendorNo),
        eq(d.vendorInvoiceKey, vendorInvoiceKey(document)),
        eq(d.documentType, "invoice"),
      ),
    )
  const o = openedVendorEntry
  const opened = await tx
    .select({ no: o.transactionNo })
    .from(o)
    .where(
      and(
        eq(o.companyId, companyId),
        eq(o.vendorNo, vendorNo),
        eq(o.vendorInvoiceKey, vendorInvoiceKey(document)),
        eq(o.documentType, "invoice"),
      ),
    )
  return [...found, ...opened].map(({ no }) => no)
}
