import { and, eq, gt, or, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  detailedVendorLedgerEntry,
  vatEntry,
  vatPostingSetup,
  vendorLedgerEntry,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { Which } from "./applications-of"
import type { DiscountVat } from "./lessened-vat"

const columns = {
  countryRegionCode: vatEntry.countryRegionCode,
  vatRegistrationNo: vatEntry.vatRegistrationNo,
  vatBusPostingGroup: vatEntry.vatBusPostingGroup,
  vatProdPostingGroup: vatEntry.vatProdPostingGroup,
  vatIdentifier: vatEntry.vatIdentifier,
  vatCalculationType: vatEntry.vatCalculationType,
  vatPercent: vatEntry.vatPercent,
  nonDeductiblePercent: vatEntry.nonDeductiblePercent,
  nonDedVatAccountNo: vatEntry.nonDedVatAccountNo,
  // Taken back from where it went, whatever is set up by now.
  purchaseVatAccountNo: sql<
    string | null
  >`coalesce(${vatEntry.purchaseVatAccountNo}, ${vatPostingSetup.purchaseVatAccountNo})`,
  reverseChargeVatAccountNo: sql<
    string | null
  >`coalesce(${vatEntry.reverseChargeVatAccountNo}, ${vatPostingSetup.reverseChargeVatAccountNo})`,
}

const total = (column: PgColumn) => sql<string>`sum(${column})`
const sums = {
  base: total(vatEntry.base),
  amount: total(vatEntry.amount),
  nonDeductibleBase: total(vatEntry.nonDeductibleBase),
  nonDeductibleAmount: total(vatEntry.nonDeductibleAmount),
}

/** The VAT that payment discounts and tolerances took off, as it stands, of the applications of an entry: see `readApplications`. */
export async function readDiscountVat(
  tx: Tx,
  companyId: number,
  entryNo: number,
  { withEntryNo, laterOnly }: Which = {},
): Promise<DiscountVat[]> {
  const others = sql`(select o.applied_entry_no from ${detailedVendorLedgerEntry} o
    where o.company_id = ${companyId} and o.vendor_ledger_entry_no = ${entryNo})`
  const isOfPair = sql`exists (select from ${detailedVendorLedgerEntry} p where p.company_id = ${companyId}
    and p.transaction_no = ${vatEntry.transactionNo} and p.entry_type in ('payment_discount', 'payment_tolerance')
    and p.vendor_ledger_entry_no = ${vatEntry.vendorLedgerEntryNo}
    and ${entryNo} in (p.vendor_ledger_entry_no, p.applied_entry_no)
    ${withEntryNo === undefined ? sql`` : sql`and ${withEntryNo} in (p.vendor_ledger_entry_no, p.applied_entry_no)`})`
  const kept = sql`(select max(p.gl_account_no) from ${detailedVendorLedgerEntry} p
    where p.company_id = ${vatEntry.companyId} and p.transaction_no = ${vatEntry.transactionNo}
    and p.vendor_ledger_entry_no = ${vatEntry.vendorLedgerEntryNo} and p.entry_type = 'payment_discount')`
  const reductionAccountNo = sql<
    string | null
  >`coalesce(${vatEntry.reductionAccountNo}, ${kept}, ${vendorPostingGroup.paymentDiscountAccountNo})`
  const rows = await tx
    .select({
      ...columns,
      reductionAccountNo,
      entryNo: sql<number>`${vatEntry.vendorLedgerEntryNo}`.mapWith(Number),
      ...sums,
    })
    .from(vatEntry)
    .innerJoin(
      vatPostingSetup,
      and(
        eq(vatPostingSetup.companyId, vatEntry.companyId),
        eq(vatPostingSetup.vatBusPostingGroup, vatEntry.vatBusPostingGroup),
        eq(vatPostingSetup.vatProdPostingGroup, vatEntry.vatProdPostingGroup),
      ),
    )
    .innerJoin(
      vendorLedgerEntry,
      and(
        eq(vendorLedgerEntry.companyId, vatEntry.companyId),
        eq(vendorLedgerEntry.transactionNo, vatEntry.vendorLedgerEntryNo),
      ),
    )
    .innerJoin(
      vendorPostingGroup,
      and(
        eq(vendorPostingGroup.companyId, vendorLedgerEntry.companyId),
        eq(vendorPostingGroup.code, vendorLedgerEntry.vendorPostingGroup),
      ),
    )
    .where(
      and(
        eq(vatEntry.companyId, companyId),
        sql`(${vatEntry.vendorLedgerEntryNo} = ${entryNo} or ${vatEntry.vendorLedgerEntryNo} in ${others})`,
        isOfPair,
        laterOnly && gt(vatEntry.transactionNo, entryNo),
      ),
    )
    .groupBy(...Object.values({ ...columns, reductionAccountNo }), vatEntry.vendorLedgerEntryNo)
    .having(or(...Object.values(sums).map(sum => sql`${sum} <> 0`)))
    .orderBy(vatEntry.vendorLedgerEntryNo, vatEntry.vatBusPostingGroup, vatEntry.vatProdPostingGroup)
  return rows.map(row => ({
    ...row,
    base: new Decimal(row.base),
    amount: new Decimal(row.amount),
    nonDeductibleBase: new Decimal(row.nonDeductibleBase),
    nonDeductibleAmount: new Decimal(row.nonDeductibleAmount),
  }))
}
