/**
 * From asked-for lines to the lines of a purchase invoice: pure, so that the page that shows what will be made and the
 * job that makes it cannot differ (docs/semantics.md, "Create Purchase Invoice", 5 and 7).
 */
import type { StoredCostSource } from "@/db/schema"
import { termsFor, vatBaseDiscount } from "@/domain/documents/due-date"
import { lineNo } from "@/domain/documents/lines"
import type { Issue } from "@/domain/errors"
import { Decimal, ONE, ZERO } from "@/domain/money/decimal"
import type { ItemRow, ItemTerms } from "@/domain/pricing/item-terms"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"
import { type VatCalculationType, type VatTotals, vatTotals } from "@/domain/vat/vat-totals"
import { itemValuesFinder } from "./item-values"
import { lineFaults, qtyPerUnitOf } from "./line-faults"

/** A line as it was asked for. `Key` is whatever the caller knows it by. */
export type AskedLine<Key> = {
  key: Key
  type: "comment" | "item"
  /** Null on an item line: text only. */
  no: string | null
  description: string
  quantity: Decimal
  unitOfMeasureCode: string
  /** In the document's currency; null: take the default. */
  typedUnitCost: Decimal | null
  /** The cost is that of so many units of the line; absent: a typed one of one, a default of as many as on the price list. */
  pricePer?: Decimal
  /** Absent: the item's. */
  vatProdPostingGroup?: string
}

export type ComposedPurchaseLine<Key> = {
  key: Key
  lineNo: number
  type: "comment" | "item"
  no: string | null
  description: string
  quantity: Decimal
  unitOfMeasureCode: string
  qtyPerUnitOfMeasure: Decimal
  /** What the vendor's terms give; null where the line has no cost. */
  defaultUnitCost: Decimal | null
  directUnitCost: Decimal
  /** Both costs are that of so many units. */
  pricePer: Decimal
  costSource: StoredCostSource | null
  lineDiscountPercent: Decimal
  lineDiscountAmount: Decimal
  lineAmount: Decimal
  vendorItemNo: string
  vatProdPostingGroup: string | null
  genProdPostingGroup: string | null
  vatIdentifier: string
  vatPercent: Decimal
  vatCalculationType: VatCalculationType
  amount: Decimal
  amountIncludingVat: Decimal
}

export type LineProblem<Key> = Omit<Issue, "field"> & { key: Key }

export type Composed<Key> = {
  lines: ComposedPurchaseLine<Key>[]
  totals: VatTotals<number>["totals"]
  groups: VatTotals<number>["groups"]
  /** Why lines cannot be bought; where there is one, nothing may be made of the rest. */
  problems: LineProblem<Key>[]
}

/**
 * Works out every line: unit, cost and where it comes from, discount, VAT, amounts; numbered 10000, 20000, …
 *
 * @param terms without problems (`vendorProblems`): a foreign currency needs its rate
 */
export function composeLines<Key>(
  terms: VendorTerms,
  itemTerms: ItemTerms,
  asked: readonly AskedLine<Key>[],
): Composed<Key> {
  const valuesOf = itemValuesFinder(terms, itemTerms)
  const problems: LineProblem<Key>[] = []
  const lines = asked.map((line, index): ComposedPurchaseLine<Key> => {
    if (line.type === "comment" || line.no === null) return textLine(line, index)
    const named = line as NamedLine<Key>
    const bought = boughtItem(named, itemTerms)
    const found = bought && { bought, vat: itemTerms.vatSetups.get(bought.vatProdPostingGroup ?? "") }
    for (const fault of lineFaults(named, found, terms, itemTerms)) problems.push({ key: line.key, ...fault })
    const qtyPerUnitOfMeasure = found && qtyPerUnitOf(named, found.bought, itemTerms)
    if (!found?.vat || !qtyPerUnitOfMeasure) return textLine(line, index)
    const values = valuesOf(named, { bought: found.bought, vat: found.vat, qtyPerUnitOfMeasure })
    return itemLine(line, index, values)
  })
  const { totals, groups } = addVat(lines, terms)
  return { lines, totals, groups, problems }
}

type NamedLine<Key> = AskedLine<Key> & { no: string }

type ItemValues = ReturnType<ReturnType<typeof itemValuesFinder>>

/** Field by field, as item values are worked out. */
function itemLine<Key>(
  { key, type, description }: AskedLine<Key>,
  index: number,
  values: ItemValues,
): ComposedPurchaseLine<Key> {
  return {
    key,
    lineNo: lineNo(index),
    type,
    no: values.no,
    description,
    quantity: values.quantity,
    unitOfMeasureCode: values.unitOfMeasureCode,
    qtyPerUnitOfMeasure: values.qtyPerUnitOfMeasure,
    defaultUnitCost: values.defaultUnitCost,
    directUnitCost: values.directUnitCost,
    pricePer: values.pricePer,
    costSource: values.costSource,
    lineDiscountPercent: values.lineDiscountPercent,
    lineDiscountAmount: values.lineDiscountAmount,
    lineAmount: values.lineAmount,
    vendorItemNo: values.vendorItemNo,
    vatProdPostingGroup: values.vatProdPostingGroup,
    genProdPostingGroup: values.genProdPostingGroup,
    vatIdentifier: values.vatIdentifier,
    vatPercent: values.vatPercent,
    vatCalculationType: values.vatCalculationType,
    amount: ZERO,
    amountIncludingVat: ZERO,
  }
}

/** The item, with the VAT product posting group that was chosen for the line. */
function boughtItem<Key>({ no, vatProdPostingGroup }: AskedLine<Key>, { items }: ItemTerms): ItemRow | undefined {
  const bought = items.get(no ?? "")
  return bought && vatProdPostingGroup ? { ...bought, vatProdPostingGroup } : bought
}

/** Writes amount and amount including VAT to the item lines. @returns what they come to */
function addVat<Key>(lines: readonly ComposedPurchaseLine<Key>[], terms: VendorTerms): VatTotals<number> {
  const totals = vatTotals({
    pricesIncludingVat: terms.payTo.pricesIncludingVat,
    decimals: terms.amountDecimals,
    vatBaseDiscountPercent: new Decimal(
      vatBaseDiscount(termsFor("invoice", terms.paymentTerms), terms.vatTolerancePercent),
    ),
    lines: lines
      .filter(line => line.type === "item" && line.no !== null)
      .map(line => ({
        id: line.lineNo,
        lineAmount: line.lineAmount,
        vatPercent: line.vatPercent,
        vatIdentifier: line.vatIdentifier,
        calculationType: line.vatCalculationType,
      })),
  })
  const amounts = new Map(totals.lines.map(line => [line.id, line]))
  for (const line of lines) {
    const own = amounts.get(line.lineNo)
    if (!own) continue
    line.amount = own.amount
    line.amountIncludingVat = own.amountIncludingVat
  }
  return totals
}

/** Comment lines, and item lines with a blank number, which copy as text only, without quantity. */
function textLine<Key>(line: AskedLine<Key>, index: number): ComposedPurchaseLine<Key> {
  return {
    key: line.key,
    lineNo: lineNo(index),
    type: line.type,
    no: null,
    description: line.description,
    quantity: ZERO,
    unitOfMeasureCode: "",
    qtyPerUnitOfMeasure: ONE,
    defaultUnitCost: null,
    directUnitCost: ZERO,
    pricePer: ONE,
    costSource: null,
    lineDiscountPercent: ZERO,
    lineDiscountAmount: ZERO,
    lineAmount: ZERO,
    vendorItemNo: "",
    vatProdPostingGroup: null,
    genProdPostingGroup: null,
    vatIdentifier: "",
    vatPercent: ZERO,
    vatCalculationType: "normal",
    amount: ZERO,
    amountIncludingVat: ZERO,
  }
}
