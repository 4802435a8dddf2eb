import { and, eq, gt, ne, or, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, purchasesSetup, vendorLedgerEntry, vendorPostingGroup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { Detail } from "./settle"

/** Which applications of an entry: all that stand, those with one other entry, those later than the entry itself. */
export type Which = { withEntryNo?: number; laterOnly?: true }

/**
 * What is applied to and by an entry, added up by side, other side and type; what was undone again is left out.
 *
 * @returns the applications as they stand, and the last day on which one was made (null: none)
 */
export async function readApplications(
  tx: Tx,
  companyId: number,
  entryNo: number,
  { withEntryNo, laterOnly }: Which = {},
): Promise<{ details: Detail[]; lastDate: string | null }> {
  const d = detailedVendorLedgerEntry
  const rows = await tx
    .select({
      entryNo: d.vendorLedgerEntryNo,
      appliedEntryNo: d.appliedEntryNo,
      entryType: d.entryType,
      payablesAccountNo: vendorPostingGroup.payablesAccountNo,
      // Taken back from where it went, whatever is set up by now.
      accountNo: sql<string | null>`coalesce(${d.glAccountNo}, case ${d.entryType}
        when 'payment_discount' then ${vendorPostingGroup.paymentDiscountAccountNo}
        when 'payment_tolerance' then ${purchasesSetup.paymentToleranceAccountNo}
        when 'write_off' then ${purchasesSetup.writeOffAccountNo} end)`,
      isAccountNotKept: sql<boolean>`${d.glAccountNo} is null`,
      reasonCode: d.reasonCode,
      amount: sql<string>`sum(${d.amount})`,
      amountLcy: sql<string>`sum(${d.amountLcy})`,
      lastDate: sql<string>`max(${d.postingDate})::text`,
    })
    .from(d)
    .innerJoin(
      vendorLedgerEntry,
      and(eq(vendorLedgerEntry.companyId, d.companyId), eq(vendorLedgerEntry.transactionNo, d.vendorLedgerEntryNo)),
    )
    .innerJoin(
      vendorPostingGroup,
      and(
        eq(vendorPostingGroup.companyId, d.companyId),
        eq(vendorPostingGroup.code, vendorLedgerEntry.vendorPostingGroup),
      ),
    )
    .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, d.companyId))
    .where(
      and(
        eq(d.companyId, companyId),
        ne(d.entryType, "initial_entry"),
        // Whoever applies is on one side or the other of each of its applications, in the same transaction.
        or(eq(d.vendorLedgerEntryNo, entryNo), touched(entryNo)),
        withEntryNo === undefined
          ? undefined
          : or(eq(d.vendorLedgerEntryNo, withEntryNo), eq(d.appliedEntryNo, withEntryNo)),
        laterOnly && gt(d.transactionNo, entryNo),
      ),
    )
    .groupBy(
      d.vendorLedgerEntryNo,
      d.appliedEntryNo,
      d.entryType,
      vendorPostingGroup.payablesAccountNo,
      d.reasonCode,
      d.glAccountNo,
      vendorPostingGroup.paymentDiscountAccountNo,
      purchasesSetup.paymentToleranceAccountNo,
      purchasesSetup.writeOffAccountNo,
    )
    .having(sql`sum(${d.amount}) <> 0 or sum(${d.amountLcy}) <> 0`)
    .orderBy(d.vendorLedgerEntryNo, d.appliedEntryNo, d.entryType)
  return {
    details: rows.map(({ lastDate: _, amount, amountLcy, ...row }) => ({
      ...row,
      amount: new Decimal(amount),
      amountLcy: new Decimal(amountLcy),
    })),
    lastDate:
      rows
        .map(row => row.lastDate)
        .sort()
        .pop() ?? null,
  }
}

/** Found by the other side's entries, so that an index leads to them. */
function touched(entryNo: number) {
  const d = detailedVendorLedgerEntry
  const others = sql`select o.applied_entry_no from ${detailedVendorLedgerEntry} o
    where o.company_id = ${d.companyId} and o.vendor_ledger_entry_no = ${entryNo}`
  return and(eq(d.appliedEntryNo, entryNo), sql`${d.vendorLedgerEntryNo} in (${others})`)
}

/** The detailed entries that take these back. */
export function undone(details: readonly Detail[]): Detail[] {
  return details.map(detail => ({ ...detail, amount: detail.amount.neg(), amountLcy: detail.amountLcy.neg() }))
}
