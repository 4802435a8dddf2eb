import { isTextLine, lineFieldName, plainNumber } from "@/domain/documents/draft"
import type { DraftLine, LineField } from "@/domain/documents/line-fields"
import { missingNumber } from "@/domain/documents/missing-number"
import { chosenVatGroup, type PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { Decimal, HUNDRED, round, toPlain } from "@/domain/money/decimal"
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
    (renewed.pricing || typed.has("pricePer") || typed.has("vatProdPostingGroup")) &&
    line.typedFields?.includes("price") === false,
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
 * every line its VAT anew, another currency, rate or way of stating prices those prices that nobody typed. Nothing here
 * looks at what things cost.
 */
export function defaultSalesLines(
  planned: readonly PlannedLine[],
  terms: SalesTerms,
  renewed: RenewedSalesTerms,
): { lines: DraftLine[]; issues: Issue[] } {
  const given = planned.map(each => givenLine(each, terms, renewed))
  return { lines: given.map(({ line }) => line), issues: given.flatMap(({ issues }) => issues) }
}

function givenLine(planned: PlannedLine, terms: SalesTerms, renewed: RenewedSalesTerms): Given {
  const { line, key, typed } = planned
  if (line.type === "item" && line.no === null) return { line, issues: missingNumber(salesDefinition, planned) }
  if (wantsItem(planned, renewed)) return fromItem(planned, terms, renewed)
  const isTaxed = renewed.customer || renewed.vat || typed.has("vatProdPostingGroup")
  if (isTaxed && !isTextLine(line)) return withVat(line, key, terms)
  return { line, issues: [] }
}

const issueAt = (key: string, field: LineField, code: string, params: Issue["params"]): Issue => ({
  field: lineFieldName(salesDefinition, key, field),
  code,
  params,
})

function fromItem(planned: PlannedLine, terms: SalesTerms, renewed: RenewedSalesTerms): Given {
  const { line, key, typed } = planned
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
  const { price: isPriced, unit } = reasonOf(planned, renewed)
  const keepsPrice = typed.has("price") || !(chosen || unit || isPriced)
  const price = keepsPrice ? line.price : unitPriceOf(sold, taxed.line, terms)
  return { line: { ...taxed.line, price }, issues: [...issues, ...taxed.issues] }
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

/** The item's unit price (per base unit, company currency, without VAT) in the line's unit and the document's currency. */
function unitPriceOf(sold: Sold, line: DraftLine, { currency, pricesIncludingVat }: SalesTerms): string {
  let price = new Decimal(sold.unitPrice).times(line.qtyPerUnitOfMeasure)
  price = price.times(currency.exchangeRateAmount).div(currency.relationalExchangeRateAmount)
  if (pricesIncludingVat) price = price.times(HUNDRED.plus(line.vatPercent)).div(HUNDRED)
  return toPlain(round(price.times(line.pricePer), currency.unitAmountDecimals))
}
