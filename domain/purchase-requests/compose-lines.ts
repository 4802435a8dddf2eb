/**
 * From asked-for lines to the lines of a purchase invoice: pure, so that the page that shows what will be made and the
 * job that makes it cannot differ (docs/semantics.md, "Create Purchase Invoice", 5 and 7).
 */
import type { StoredCostSource } from "@/db/schema"
import { lineAmount } from "@/domain/documents/line-amount"
import { lineNo } from "@/domain/documents/lines"
import type { Issue } from "@/domain/errors"
import { Decimal, ONE, toPlain, ZERO } from "@/domain/money/decimal"
import type { ItemRow, ItemTerms, VatSetup } from "@/domain/pricing/item-terms"
import { lineDiscountFinder } from "@/domain/pricing/line-discount"
import { type CostSource, directUnitCostFinder } from "@/domain/pricing/purchase-cost"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"
import { type VatCalculationType, type VatTotals, vatTotals } from "@/domain/vat/vat-totals"

/** A line as it was asked for. `Key` is whatever the caller knows it by. */
export type AskedLine<Key> = {
  key: Key
  type: "comment" | "item"
  /** Null on an item line: text only. */
  no: string | null
  description: string
  quantity: Decimal
  unitOfMeasureCode: string
  /** Per unit of the line, in the document's currency; null: take the default. */
  typedUnitCost: Decimal | null
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
  const findCost = directUnitCostFinder({
    date: terms.date,
    currencyCode: terms.currencyCode,
    companyCurrencyCode: terms.companyCurrencyCode,
    exchangeRate: terms.exchangeRate,
    unitAmountDecimals: terms.unitAmountDecimals,
    pricesIncludingVat: terms.payTo.pricesIncludingVat,
    prices: itemTerms.prices,
    unitsOfMeasure: itemTerms.unitsOfMeasure,
  })
  const findDiscount = lineDiscountFinder({
    date: terms.date,
    currencyCode: terms.currencyCode,
    companyCurrencyCode: terms.companyCurrencyCode,
    discounts: itemTerms.discounts,
  })
  const problems: LineProblem<Key>[] = []
  const lines = asked.map((line, index) => {
    if (line.type === "comment" || line.no === null) return textLine(line, index)
    const bought = itemTerms.items.get(line.no)
    const found = bought && { bought, vat: itemTerms.vatSetups.get(bought.vatProdPostingGroup ?? "") }
    const wrong = lineProblems(line, found, terms, itemTerms)
    problems.push(...wrong)
    const qtyPerUnit = found && qtyPerUnitOf(line, found.bought, itemTerms)
    if (!found?.vat || !qtyPerUnit) return textLine(line, index)
    const { bought: source, vat } = found
    const unitOfMeasureCode = line.unitOfMeasureCode || source.baseUnitOfMeasure
    const priced = {
      itemNo: line.no,
      quantity: line.quantity,
      unitOfMeasureCode,
      qtyPerUnitOfMeasure: qtyPerUnit,
    }
    const cost = findCost({
      ...priced,
      lastDirectCost: new Decimal(source.lastDirectCost),
      vatPercent: new Decimal(vat.vatPercent),
      vatCalculationType: vat.vatCalculationType,
    })
    const directUnitCost = line.typedUnitCost ?? cost.directUnitCost
    const { lineDiscountPercent } = findDiscount(priced)
    return {
      key: line.key,
      lineNo: lineNo(index),
      type: line.type,
      no: line.no,
      description: line.description,
      quantity: line.quantity,
      unitOfMeasureCode,
      qtyPerUnitOfMeasure: qtyPerUnit,
      defaultUnitCost: cost.source.kind === "none" ? null : cost.directUnitCost,
      directUnitCost,
      costSource: line.typedUnitCost ? typedSource(cost) : storedSource(cost.source),
      lineDiscountPercent,
      ...lineAmount({ quantity: line.quantity, directUnitCost, lineDiscountPercent }, terms.amountDecimals),
      vendorItemNo: source.vendorNo === terms.buyFrom.no ? source.vendorItemNo : "",
      vatProdPostingGroup: source.vatProdPostingGroup,
      genProdPostingGroup: source.genProdPostingGroup,
      vatIdentifier: vat.vatIdentifier,
      vatPercent: vat.vatCalculationType === "normal" ? new Decimal(vat.vatPercent) : ZERO,
      vatCalculationType: vat.vatCalculationType,
      amount: ZERO,
      amountIncludingVat: ZERO,
    }
  })
  const totals = vatTotals({
    pricesIncludingVat: terms.payTo.pricesIncludingVat,
    decimals: terms.amountDecimals,
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
    if (own) Object.assign(line, { amount: own.amount, amountIncludingVat: own.amountIncludingVat })
  }
  return { lines, totals: totals.totals, groups: totals.groups, problems }
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

/** Base units in the line's unit; blank is the base unit. Undefined: the item is not kept in that unit. */
function qtyPerUnitOf<Key>(line: AskedLine<Key>, bought: ItemRow, { unitsOfMeasure }: ItemTerms): Decimal | undefined {
  if (line.unitOfMeasureCode === "" || line.unitOfMeasureCode === bought.baseUnitOfMeasure) return ONE
  return unitsOfMeasure.get(bought.no)?.get(line.unitOfMeasureCode)
}

function lineProblems<Key>(
  line: AskedLine<Key>,
  found: { bought: ItemRow; vat: VatSetup | undefined } | undefined,
  terms: VendorTerms,
  itemTerms: ItemTerms,
): LineProblem<Key>[] {
  const named = { no: line.no ?? "", description: line.description }
  if (!found) return [{ key: line.key, code: "item_not_found", params: named }]
  const { bought, vat } = found
  const problems: LineProblem<Key>[] = []
  const add = (code: string, params: Issue["params"]) => problems.push({ key: line.key, code, params })
  if (bought.blocked) add("item_blocked", named)
  else if (bought.purchasingBlocked) add("item_purchasing_blocked", named)
  if (!qtyPerUnitOf(line, bought, itemTerms)) add("item_unit_missing", { ...named, unit: line.unitOfMeasureCode })
  if (!bought.vatProdPostingGroup) add("item_vat_group_missing", named)
  else if (!vat || vat.blocked) {
    const groups = { business: terms.payTo.vatBusPostingGroup ?? "", product: bought.vatProdPostingGroup }
    add("vat_posting_setup_missing", { ...named, ...groups })
  }
  if (!bought.genProdPostingGroup) add("item_posting_group_missing", named)
  else if (!itemTerms.genProdPostingGroups.has(bought.genProdPostingGroup)) {
    const groups = { business: terms.payTo.genBusPostingGroup ?? "", product: bought.genProdPostingGroup }
    add("general_posting_setup_missing", { ...named, ...groups })
  }
  if (bought.type === "inventory" && !bought.inventoryPostingGroup) add("item_inventory_group_missing", named)
  return problems
}

function typedSource(cost: { directUnitCost: Decimal; source: CostSource }): StoredCostSource {
  if (cost.source.kind === "none") return { kind: "typed" }
  return { kind: "typed", insteadOf: toPlain(cost.directUnitCost) }
}

/** As it is stored with the line: decimals as strings. */
function storedSource(source: CostSource): StoredCostSource {
  if (source.kind === "none") return source
  const conversion = {
    ...(source.convertedFrom && {
      convertedFrom: {
        unitOfMeasureCode: source.convertedFrom.unitOfMeasureCode,
        quantityPer: toPlain(source.convertedFrom.qtyPerUnitOfMeasure),
      },
    }),
    ...(source.currencyConvertedFrom && { currencyConvertedFrom: source.currencyConvertedFrom }),
  }
  if (source.kind === "last_direct_cost") {
    return { kind: source.kind, ...conversion, ...(source.vatAdded && { vatAdded: toPlain(source.vatAdded) }) }
  }
  const { unitOfMeasureCode, startingDate, endingDate } = source
  const minimumQuantity = toPlain(source.minimumQuantity)
  return { kind: source.kind, unitOfMeasureCode, minimumQuantity, startingDate, endingDate, ...conversion }
}
