import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm"
import {
  detailedVendorLedgerEntry,
  vatEntry,
  vatPostingSetup,
  vendorLedgerEntry,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal, round, ZERO } from "@/domain/money/decimal"
import type { Which } from "./applications-of"

/** VAT of a document, or what a payment discount takes off it, in the company's currency. */
export type DiscountVat = Pick<
  typeof vatEntry.$inferSelect,
  | "countryRegionCode"
  | "vatRegistrationNo"
  | "vatBusPostingGroup"
  | "vatProdPostingGroup"
  | "vatIdentifier"
  | "vatCalculationType"
  | "vatPercent"
> & {
  /** The document's vendor ledger entry. */
  entryNo: number
  purchaseVatAccountNo: string | null
  reverseChargeVatAccountNo: string | null
  /** Of the entry's posting group; of what was taken off, where that went. */
  discountAccountNo: string | null
  base: Decimal
  amount: Decimal
}

/** VAT of a document with whether the setup has a payment discount lessen it. */
export type DocumentVat = DiscountVat & { isAdjusted: boolean }

const ofSetup = and(
  eq(vatPostingSetup.companyId, vatEntry.companyId),
  eq(vatPostingSetup.vatBusPostingGroup, vatEntry.vatBusPostingGroup),
  eq(vatPostingSetup.vatProdPostingGroup, vatEntry.vatProdPostingGroup),
)

const columns = {
  countryRegionCode: vatEntry.countryRegionCode,
  vatRegistrationNo: vatEntry.vatRegistrationNo,
  vatBusPostingGroup: vatEntry.vatBusPostingGroup,
  vatProdPostingGroup: vatEntry.vatProdPostingGroup,
  vatIdentifier: vatEntry.vatIdentifier,
  vatCalculationType: vatEntry.vatCalculationType,
  vatPercent: vatEntry.vatPercent,
  purchaseVatAccountNo: vatPostingSetup.purchaseVatAccountNo,
  reverseChargeVatAccountNo: vatPostingSetup.reverseChargeVatAccountNo,
  discountAccountNo: vendorPostingGroup.paymentDiscountAccountNo,
}

/** The VAT of the documents of these vendor ledger entries, as it was posted, in the order of its entries. */
export async function readDocumentVat(tx: Tx, companyId: number, entryNos: readonly number[]): Promise<DocumentVat[]> {
  if (entryNos.length === 0) return []
  const rows = await tx
    .select({
      ...columns,
      entryNo: vatEntry.transactionNo,
      isAdjusted: vatPostingSetup.adjustForPaymentDiscount,
      base: vatEntry.base,
      amount: vatEntry.amount,
    })
    .from(vatEntry)
    .innerJoin(vatPostingSetup, ofSetup)
    .innerJoin(vendorLedgerEntry, ofEntry(vatEntry.transactionNo))
    .innerJoin(vendorPostingGroup, ofGroup)
    .where(
      and(
        eq(vatEntry.companyId, companyId),
        inArray(vatEntry.transactionNo, [...entryNos]),
        isNull(vatEntry.vendorLedgerEntryNo),
      ),
    )
    .orderBy(asc(vatEntry.transactionNo), asc(vatEntry.lineNo))
  return rows.map(exact)
}

const ofEntry = (no: SQL | typeof vatEntry.transactionNo | typeof vatEntry.vendorLedgerEntryNo) =>
  and(eq(vendorLedgerEntry.companyId, vatEntry.companyId), eq(vendorLedgerEntry.transactionNo, no))
const ofGroup = and(
  eq(vendorPostingGroup.companyId, vendorLedgerEntry.companyId),
  eq(vendorPostingGroup.code, vendorLedgerEntry.vendorPostingGroup),
)

const exact = <Row extends { base: string; amount: string }>(row: Row) => ({
  ...row,
  base: new Decimal(row.base),
  amount: new Decimal(row.amount),
})

/**
 * What a payment discount takes off a document's VAT: of each VAT group the part that the discount is of the document, the
 * remainder carried from group to group; of those groups that the setup has adjusted. A reverse charge's VAT is not paid
 * to the vendor, so that the discount is of its base alone.
 *
 * @param vat of one document, in the order of its entries
 * @param discount > 0, in the document's currency, as is `total`, what its entry was for
 * @returns with the sign of what is taken off
 */
export function lessenedVat(
  vat: readonly DocumentVat[],
  discount: Decimal,
  total: Decimal,
  lcyDecimals: number,
): DiscountVat[] {
  const part = (of: Decimal) => round(of.times(discount).div(total.abs()), lcyDecimals)
  let [owed, tax] = [ZERO, ZERO]
  return vat.flatMap(({ isAdjusted, ...group }): DiscountVat[] => {
    const isReverseCharge = group.vatCalculationType === "reverse_charge"
    const [owedBefore, taxBefore] = [owed, tax]
    owed = owed.plus(group.base).plus(isReverseCharge ? ZERO : group.amount)
    tax = tax.plus(group.amount)
    if (!isAdjusted) return []
    const amount = part(tax).minus(part(taxBefore))
    const base = part(owed)
      .minus(part(owedBefore))
      .minus(isReverseCharge ? ZERO : amount)
    return [{ ...group, base: base.neg(), amount: amount.neg() }]
  })
}

/** The VAT that payment discounts took off, as it stands, of the applications of an entry: see `readApplications`. */
export async function readDiscountVat(
  tx: Tx,
  companyId: number,
  entryNo: number,
  { withEntryNo, laterOnly }: Which = {},
): Promise<DiscountVat[]> {
  const others = sql`(select o.applied_entry_no from ${detailedVendorLedgerEntry} o
    where o.company_id = ${companyId} and o.vendor_ledger_entry_no = ${entryNo})`
  const isOfPair = sql`exists (select from ${detailedVendorLedgerEntry} p where p.company_id = ${companyId}
    and p.transaction_no = ${vatEntry.transactionNo} and p.entry_type = 'payment_discount'
    and p.vendor_ledger_entry_no = ${vatEntry.vendorLedgerEntryNo}
    and ${entryNo} in (p.vendor_ledger_entry_no, p.applied_entry_no)
    ${withEntryNo === undefined ? sql`` : sql`and ${withEntryNo} in (p.vendor_ledger_entry_no, p.applied_entry_no)`})`
  const kept = sql`(select max(p.gl_account_no) from ${detailedVendorLedgerEntry} p
    where p.company_id = ${vatEntry.companyId} and p.transaction_no = ${vatEntry.transactionNo}
    and p.vendor_ledger_entry_no = ${vatEntry.vendorLedgerEntryNo} and p.entry_type = 'payment_discount')`
  const discountAccountNo = sql<string | null>`coalesce(${kept}, ${vendorPostingGroup.paymentDiscountAccountNo})`
  const rows = await tx
    .select({
      ...columns,
      discountAccountNo,
      entryNo: sql<number>`${vatEntry.vendorLedgerEntryNo}`.mapWith(Number),
      base: sql<string>`sum(${vatEntry.base})`,
      amount: sql<string>`sum(${vatEntry.amount})`,
    })
    .from(vatEntry)
    .innerJoin(vatPostingSetup, ofSetup)
    .innerJoin(vendorLedgerEntry, ofEntry(vatEntry.vendorLedgerEntryNo))
    .innerJoin(vendorPostingGroup, ofGroup)
    .where(
      and(
        eq(vatEntry.companyId, companyId),
        sql`(${vatEntry.vendorLedgerEntryNo} = ${entryNo} or ${vatEntry.vendorLedgerEntryNo} in ${others})`,
        isOfPair,
        laterOnly && gt(vatEntry.transactionNo, entryNo),
      ),
    )
    .groupBy(...Object.values({ ...columns, discountAccountNo }), vatEntry.vendorLedgerEntryNo)
    .having(sql`sum(${vatEntry.base}) <> 0 or sum(${vatEntry.amount}) <> 0`)
    .orderBy(vatEntry.vendorLedgerEntryNo, vatEntry.vatBusPostingGroup, vatEntry.vatProdPostingGroup)
  return rows.map(exact)
}

/** The VAT that takes this back. */
export function undoneVat(vat: readonly DiscountVat[]): DiscountVat[] {
  return vat.map(entry => ({ ...entry, base: entry.base.neg(), amount: entry.amount.neg() }))
}
