import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { afterEdit } from "@/domain/approvals/after-edit"
import type { FieldChange, SavedData } from "@/domain/documents/change-record"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { vatDifferenceField, vatGroupKey, withoutDifference } from "@/domain/documents/keep-vat-differences"
import { refuseIf } from "@/domain/documents/plan-save"
import { readLines, writeLines } from "@/domain/documents/store-lines"
import { type Issue, Stale } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, sum, toPlain, withDecimals } from "@/domain/money/decimal"
import { lockPurchaseDocument, requireVersion } from "./access"
import { eventKind } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { tellReviewers } from "./review-after-save"
import { statedAs, type VatAmount, vatAmountsOf } from "./vat-amounts"

/** The control of a VAT group's amount. */
export const vatAmountField = (key: string) => `vatAmount.${key}`

export type TypedVatAmounts = {
  /** Of the draft that the page showed. */
  version: number
  /** By key of the VAT group, decimal strings; "" for the VAT that is worked out. Groups that are left out stay. */
  amounts: Readonly<Record<string, string>>
}

/**
 * Types the VAT of a draft's VAT groups as it stands on the vendor's paper (docs/semantics.md, "Amounts"): what it differs by
 * from the VAT that is worked out is kept, and shared by the group's lines. Altogether the differences may be as large as the
 * currency's Max. VAT Difference Allowed. It is what stands on the paper: a review stays one, and an approval, which signs it, does not.
 *
 * @returns the draft's version
 * @throws Refusal at vatAmount.<key>; Stale where the draft was changed since; NotFound, Forbidden as for saving it
 */
export async function typeVatAmounts(actor: Actor, no: string, typed: TypedVatAmounts): Promise<number> {
  return inCompany(actor.companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no)
    requireVersion(header, typed.version)
    const { companyId } = actor
    const currency = await readDocumentCurrency(tx, companyId, header.currencyCode, header.postingDate)
    const terms = { header, decimals: currency.amountDecimals }
    const lines = await readLines(tx, "purchase", companyId, no)
    const groups = vatAmountsOf(lines, terms)
    if (Object.keys(typed.amounts).some(key => !groups.some(group => group.key === key))) {
      throw new Stale(header.version, [])
    }
    const wanted = groups.map(group => differenceOf(group, typed.amounts[group.key]))
    refuseIf(problemsOf(groups, typed.amounts, wanted, currency))

    const differing = lines.map(withoutDifference)
    for (const [index, { key }] of groups.entries()) {
      const at = differing.findIndex(line => vatGroupKey(line) === key && new Decimal(line.lineAmount).abs().gt(0))
      if (at >= 0) differing[at] = { ...differing[at]!, vatDifference: toPlain(wanted[index]!) }
    }
    const changes = groups.flatMap(({ vatIdentifier, difference }, index): FieldChange[] => {
      if (difference.eq(wanted[index]!)) return []
      return [{ field: vatDifferenceField, vatIdentifier, before: toPlain(difference), after: toPlain(wanted[index]!) }]
    })
    if (changes.length === 0) return header.version
    const { lines: worked, amount, amountIncludingVat } = workOutAmounts(differing, statedAs(terms))
    await writeLines(tx, "purchase", companyId, no, lines, worked)
    return keep(tx, actor, header, { amount, amountIncludingVat }, changes)
  })
}

/** What was typed less what is worked out; as it is where nothing was typed. */
function differenceOf({ calculated, difference }: VatAmount, typed: string | undefined): Decimal {
  if (typed === undefined || !isAmount(typed)) return difference
  return typed === "" ? new Decimal(0) : new Decimal(typed).minus(calculated)
}

const isAmount = (text: string) => text === "" || /^-?\d{1,12}(\.\d{1,5})?$/u.test(text)

function problemsOf(
  groups: readonly VatAmount[],
  typed: TypedVatAmounts["amounts"],
  wanted: readonly Decimal[],
  currency: DocumentCurrency,
): Issue[] {
  const total = sum(wanted.map(difference => difference.abs()))
  return groups.flatMap((group, index): Issue[] => {
    const text = typed[group.key]
    const problem = text === undefined ? null : problemOf(group, text, { difference: wanted[index]!, total }, currency)
    return problem ? [{ field: vatAmountField(group.key), ...problem }] : []
  })
}

/** @param differing what the group's VAT then differs by, and that of all groups together */
function problemOf(
  group: VatAmount,
  text: string,
  { difference, total }: { difference: Decimal; total: Decimal },
  { amountDecimals: decimals, code: currency, maxVatDifferenceAllowed }: DocumentCurrency,
): Omit<Issue, "field"> | null {
  if (!isAmount(text)) return { code: "not_a_number" }
  const amount = new Decimal(text || 0)
  if (amount.decimalPlaces() > decimals) {
    return { code: "amount_too_many_decimals", params: { typed: text, currency, decimals } }
  }
  if (difference.isZero()) return null
  if (!group.mayBeTyped) return { code: "vat_not_typeable" }
  if (amount.times(group.base).lt(0)) return { code: "vat_sign_differs" }
  if (!total.gt(maxVatDifferenceAllowed)) return null
  const figures = { maximum: maxVatDifferenceAllowed, difference, total }
  const shown = Object.entries(figures).map(([name, figure]) => [name, withDecimals(figure, decimals)])
  return { code: "vat_difference_too_large", params: { ...Object.fromEntries(shown), currency } }
}

async function keep(
  tx: Tx,
  actor: Actor,
  header: PurchaseDocumentRow,
  totals: { amount: string; amountIncludingVat: string },
  changes: FieldChange[],
): Promise<number> {
  const { companyId, no, documentType } = header
  const version = header.version + 1
  const data: SavedData = { contentHash: "", changes, added: [], removed: [], moved: [] }
  await recordEvent(tx, {
    companyId,
    actor,
    kind: eventKind(documentType, "saved"),
    subjectType: "purchase_invoice",
    subjectNo: no,
    version,
    data,
  })
  const after = await afterEdit(tx, actor, header, header.reviewState === "reviewed", async () => ({
    header: { ...header, ...totals, version },
    lines: await readLines(tx, "purchase", companyId, no),
  }))
  await tx
    .update(purchaseInvoice)
    .set({ ...totals, version, ...after.columns, updatedAt: sql`now()` })
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
  if (after.waitsAnew) await tellReviewers(tx, actor, header, version)
  return version
}
