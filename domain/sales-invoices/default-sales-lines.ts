import { isTextLine, lineFieldName, plainNumber } from "@/domain/documents/draft"
import type { DraftLine, LineField } from "@/domain/documents/line-fields"
import { missingNumber } from "@/domain/documents/missing-number"
import { chosenVatGroup, type PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { unitPriceFinder } from "@/domain/pricing/sales-price"
import { storedSource } from "@/domain/purchase-requests/stored-cost-source"
import type { SalesTerms, Sold } from "./read-sales-terms"
import { salesDefinition } from "./sales-header"

/** Which terms that prices and VAT rest on have changed. */
export type RenewedSalesTerms = {
  customer: boolean
  /** VAT is to be as it is set up now. */
  vat: boolean
  /** The currency, its rate, or whether prices include VAT. */
  pricing: boolean
}

/** Why a line wants something from its item. */
const reasonOf = ({ line, typed, isNew }: PlannedLine, renewed: RenewedSalesTerms) => ({
  /** Another item: everything is given anew. */
  chosen: isNew || typed.has("no"),
  /** Another unit: the price of the old one means nothing. */
  unit: typed.has("unitOfMeasureCode"),
  /** The price was not typed, and rests on what has changed. What is not recorded counts as typed. */
  price:
    (renewed.customer || renewed.pricing || typed.has("pricePer") || typed.has("vatProdPostingGroup")) &&
    line.typedFields?.includes("price") === false,
  /** Another quantity may reach another price of the customer. */
  quantity: typed.has("quantity") && line.typedFields?.includes("price") === false,
})

function wantsItem(planned: PlannedLine, renewed: RenewedSalesTerms): boolean {
  const { type, no } = planned.line
  const isAsked = planned.typed.has("vatProdPostingGroup") || Object.values(reasonOf(planned, renewed)).some(Boolean)
  return type === "item" && no !== null && isAsked
}

/** Numbers of the items whose terms have to be read. */
export function salesItemsInQuestion(planned: readonly PlannedLine[], renewed: RenewedSalesTerms): string[] {
  return [...new Set(planned.filter(each => wantsItem(each, renewed)).map(({ line }) => line.no!))]
}

/** A line as it is given, and why it cannot be given so. */
type Given = { line: DraftLine; issues: Issue[] }

/**
 * Fills in what a line takes from its item and nobody typed: description, unit, unit price, VAT. A changed customer gives
 * every line its VAT anew, and like another currency, rate, day or way of stating prices those prices that nobody typed; another
 * quantity those of items that the customer has prices of its own for. Nothing here looks at what things cost.
 */
export function defaultSalesLines(
  planned: readonly PlannedLine[],
  terms: SalesTerms,
  renewed: RenewedSalesTerms,
): { lines: DraftLine[]; issues: Issue[] } {
  const priceOf = salesPriceOf(terms)
  const given = planned.map(each => givenLine(each, terms, renewed, priceOf))
  return { lines: given.map(({ line }) => line), issues: given.flatMap(({ issues }) => issues) }
}

function givenLine(planned: PlannedLine, terms: SalesTerms, renewed: RenewedSalesTerms, priceOf: PriceOf): Given {
  const { line, key, typed } = planned
  if (line.type === "item" && line.no === null) return { line, issues: missingNumber(salesDefinition, planned) }
  if (wantsItem(planned, renewed) && !hasOnlyItemPrice(planned, terms, renewed)) {
    return fromItem(planned, terms, renewed, priceOf)
  }
  const isTaxed = renewed.customer || renewed.vat || typed.has("vatProdPostingGroup")
  if (isTaxed && !isTextLine(line)) return withVat(withSource(planned), key, terms)
  return { line: withSource(planned), issues: [] }
}

/** Nothing but the quantity is another one, and the customer has no price of its own for the item. */
function hasOnlyItemPrice(planned: PlannedLine, { prices }: SalesTerms, renewed: RenewedSalesTerms): boolean {
  const { line, typed } = planned
  const { quantity, ...others } = reasonOf(planned, renewed)
  const isAsked = typed.has("vatProdPostingGroup") || Object.values(others).some(Boolean)
  return quantity && !isAsked && !prices.some(({ itemNo }) => itemNo === line.no)
}

/** What was typed comes from nowhere else. */
function withSource({ line, typed }: PlannedLine): DraftLine {
  return typed.has("price") && line.type === "item" ? { ...line, costSource: { kind: "typed" } } : line
}

const issueAt = (key: string, field: LineField, code: string, params: Issue["params"]): Issue => ({
  field: lineFieldName(salesDefinition, key, field),
  code,
  params,
})

function fromItem(planned: PlannedLine, terms: SalesTerms, renewed: RenewedSalesTerms, priceOf: PriceOf): Given {
  const { key, typed } = planned
  const line = withSource(planned)
  const { chosen } = reasonOf(planned, renewed)
  const sold = terms.items.get(line.no!)
  const named = { no: line.no ?? "", description: sold?.description ?? line.description }
  if (!sold) return { line, issues: [issueAt(key, "no", "item_not_found", named)] }
  const issues = (sold.blocked || sold.salesBlocked) && chosen ? [issueAt(key, "no", "item_blocked", named)] : []
  const { unitOfMeasureCode, qtyPerUnitOfMeasure } = unitOf(planned, sold, terms, renewed)
  if (qtyPerUnitOfMeasure === undefined) {
    const params = { ...named, unit: unitOfMeasureCode }
    return { line, issues: [...issues, issueAt(key, "unitOfMeasureCode", "item_unit_missing", params)] }
  }
  const next = {
    ...line,
    unitOfMeasureCode,
    qtyPerUnitOfMeasure,
    ...(chosen && groupsOf(planned, sold)),
    ...vatGroupOf(planned, sold),
  }
  const isTaxed = chosen || renewed.customer || renewed.vat || typed.has("vatProdPostingGroup")
  const taxed = isTaxed ? withVat(next, key, terms) : { line: next, issues: [] }
  const { price: isPriced, unit, quantity } = reasonOf(planned, renewed)
  const keepsPrice = typed.has("price") || !(chosen || unit || isPriced || quantity)
  const priced = keepsPrice ? {} : priceOf(sold, taxed.line)
  return { line: { ...taxed.line, ...priced }, issues: [...issues, ...taxed.issues] }
}

/** Base units are undefined where the item has no such unit. */
function unitOf(planned: PlannedLine, sold: Sold, terms: SalesTerms, renewed: RenewedSalesTerms) {
  const { line, typed } = planned
  const { chosen, unit } = reasonOf(planned, renewed)
  const code = chosen && !typed.has("unitOfMeasureCode") ? sold.baseUnitOfMeasure : line.unitOfMeasureCode
  const known = code === sold.baseUnitOfMeasure ? "1" : terms.units.get(`${sold.no} ${code}`)
  return { unitOfMeasureCode: code, qtyPerUnitOfMeasure: chosen || unit ? known : line.qtyPerUnitOfMeasure }
}

function groupsOf({ line, typed }: PlannedLine, sold: Sold) {
  const { genProdPostingGroup } = sold
  const description = typed.has("description") ? line.description : sold.description
  return { description, genProdPostingGroup }
}

/** Chosen on the line, or the item's where another item or that again was asked for. */
function vatGroupOf(planned: PlannedLine, sold: Sold): Pick<DraftLine, "vatProdPostingGroup"> {
  const { line, typed, isNew } = planned
  const isAsked = isNew || typed.has("no") || typed.has("vatProdPostingGroup")
  const given = isAsked ? sold.vatProdPostingGroup : line.vatProdPostingGroup
  return { vatProdPostingGroup: chosenVatGroup(planned) ?? given }
}

function withVat(line: DraftLine, key: string, terms: SalesTerms): Given {
  const setup = terms.vatSetups.get(line.vatProdPostingGroup ?? "")
  if (!setup || setup.blocked) {
    const params = {
      no: line.no ?? "",
      description: line.description,
      business: terms.vatBusPostingGroup,
      product: line.vatProdPostingGroup ?? "",
    }
    return { line, issues: [issueAt(key, "vatProdPostingGroup", "vat_posting_setup_missing", params)] }
  }
  const { vatIdentifier, vatCalculationType } = setup
  const vatPercent = vatCalculationType === "normal" ? plainNumber(setup.vatPercent) : "0"
  return { line: { ...line, vatIdentifier, vatPercent, vatCalculationType }, issues: [] }
}

type PriceOf = (sold: Sold, line: DraftLine) => Pick<DraftLine, "price" | "costSource">

/** The customer's price, or the item's, in the line's unit and the document's currency, and where it comes from. */
function salesPriceOf({ currency, prices, unitsOfMeasure, pricesIncludingVat, postingDate }: SalesTerms): PriceOf {
  const { code, companyCurrencyCode, isForeign, unitAmountDecimals } = currency
  const { exchangeRateAmount, relationalExchangeRateAmount } = currency
  const find = unitPriceFinder({
    date: postingDate,
    currencyCode: code,
    companyCurrencyCode,
    exchangeRate: isForeign ? { exchangeRateAmount, relationalExchangeRateAmount } : null,
    unitAmountDecimals,
    unitsOfMeasure,
    pricesIncludingVat,
    prices,
  })
  return (sold, line) => {
    const { unitPrice, source } = find({
      itemNo: sold.no,
      quantity: new Decimal(line.quantity),
      unitOfMeasureCode: line.unitOfMeasureCode,
      qtyPerUnitOfMeasure: new Decimal(line.qtyPerUnitOfMeasure),
      pricePer: new Decimal(line.pricePer),
      itemPrice: new Decimal(sold.unitPrice),
      vatPercent: new Decimal(line.vatPercent),
    })
    return { price: toPlain(unitPrice), costSource: storedSource(source) }
  }
}
