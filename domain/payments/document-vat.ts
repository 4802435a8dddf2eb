import { and, asc, eq, inArray, isNull, min, ne, sql } from "drizzle-orm"
import { postedPurchaseDocument, postedPurchaseLine, vatEntry, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { BorneVat, DocumentVat } from "./lessened-vat"

/** The VAT of the documents of these vendor ledger entries, as it was posted, in the order of its entries. */
export async function readDocumentVat(tx: Tx, companyId: number, entryNos: readonly number[]): Promise<DocumentVat[]> {
  if (entryNos.length === 0) return []
  const rows = await tx
    .select({
      countryRegionCode: vatEntry.countryRegionCode,
      vatRegistrationNo: vatEntry.vatRegistrationNo,
      vatBusPostingGroup: vatEntry.vatBusPostingGroup,
      vatProdPostingGroup: vatEntry.vatProdPostingGroup,
      vatIdentifier: vatEntry.vatIdentifier,
      vatCalculationType: vatEntry.vatCalculationType,
      vatPercent: vatEntry.vatPercent,
      nonDeductiblePercent: vatEntry.nonDeductiblePercent,
      entryNo: vatEntry.transactionNo,
      purchaseVatAccountNo: vatPostingSetup.purchaseVatAccountNo,
      reverseChargeVatAccountNo: vatPostingSetup.reverseChargeVatAccountNo,
      // VAT that was worked out less the discount is not lessened by it again.
      isAdjusted: sql<boolean>`${vatPostingSetup.adjustForPaymentDiscount} and coalesce(
        ${postedPurchaseDocument.vatBaseDiscountPercent}, 0) = 0`,
      base: vatEntry.base,
      amount: vatEntry.amount,
      nonDeductibleBase: vatEntry.nonDeductibleBase,
      nonDeductibleAmount: vatEntry.nonDeductibleAmount,
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
    .leftJoin(
      postedPurchaseDocument,
      and(
        eq(postedPurchaseDocument.companyId, vatEntry.companyId),
        eq(postedPurchaseDocument.transactionNo, vatEntry.transactionNo),
      ),
    )
    .where(
      and(
        eq(vatEntry.companyId, companyId),
        inArray(vatEntry.transactionNo, [...entryNos]),
        isNull(vatEntry.vendorLedgerEntryNo),
      ),
    )
    .orderBy(asc(vatEntry.transactionNo), asc(vatEntry.lineNo))
  const borne = await readBorneVat(tx, companyId, entryNos)
  return rows.map(row => ({
    ...row,
    base: new Decimal(row.base),
    amount: new Decimal(row.amount),
    nonDeductibleBase: new Decimal(row.nonDeductibleBase),
    nonDeductibleAmount: new Decimal(row.nonDeductibleAmount),
    borne: borne.get(keyOf(row)) ?? [],
  }))
}

type Kind = Pick<
  DocumentVat,
  "entryNo" | "vatProdPostingGroup" | "vatIdentifier" | "vatCalculationType" | "nonDeductiblePercent"
>

const keyOf = (kind: Kind) =>
  JSON.stringify([
    kind.entryNo,
    kind.vatProdPostingGroup,
    kind.vatIdentifier,
    kind.vatCalculationType,
    Number(kind.nonDeductiblePercent),
  ])

/** The accounts that bear the non-deductible part of each VAT entry, in the order of the lines; with the sign of the entry. */
async function readBorneVat(
  tx: Tx,
  companyId: number,
  entryNos: readonly number[],
): Promise<ReadonlyMap<string, BorneVat[]>> {
  const [d, l] = [postedPurchaseDocument, postedPurchaseLine]
  const kind = {
    entryNo: d.transactionNo,
    vatProdPostingGroup: sql<string>`coalesce(${l.vatProdPostingGroup}, '')`,
    vatIdentifier: l.vatIdentifier,
    vatCalculationType: l.vatCalculationType,
    nonDeductiblePercent: l.nonDeductibleVatPercent,
    nonDedVatAccountNo: l.nonDedVatAccountNo,
  }
  const rows = await tx
    .select({
      ...kind,
      amount: sql<string>`sum(case ${d.documentType} when 'credit_memo' then -1 else 1 end * ${l.nonDeductibleVatAmount})`,
    })
    .from(l)
    .innerJoin(d, and(eq(d.companyId, l.companyId), eq(d.no, l.documentNo)))
    .where(and(eq(d.companyId, companyId), inArray(d.transactionNo, [...entryNos]), ne(l.nonDeductibleVatAmount, "0")))
    .groupBy(...Object.values(kind))
    .orderBy(min(l.lineNo))
  const borne = new Map<string, BorneVat[]>()
  for (const { amount, nonDedVatAccountNo, ...row } of rows) {
    const others = borne.get(keyOf(row)) ?? []
    borne.set(keyOf(row), [...others, { nonDedVatAccountNo, nonDeductibleAmount: new Decimal(amount) }])
  }
  return borne
}
