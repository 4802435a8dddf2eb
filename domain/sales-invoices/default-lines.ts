import { and, eq, sql } from "drizzle-orm"
import { item, itemUnitOfMeasure, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftLine, isTextLine, type LineField, lineFieldName, plainNumber } from "@/domain/documents/draft"
import type { PlannedLine } from "@/domain/documents/plan-save"
import type { Issue } from "@/domain/errors"
import { Decimal, HUNDRED, round, toPlain } from "@/domain/money/decimal"

export const names = { priceField: "unitPrice" } as const

type Sold = Pick<
  typeof item.$inferSelect,
  "no" | "description" | "baseUnitOfMeasure" | "unitPrice" | "blocked" | "vatProdPostingGroup" | "genProdPostingGroup"
>

type VatSetup = Pick<
  typeof vatPostingSetup.$inferSelect,
  "vatProdPostingGroup" | "vatIdentifier" | "vatPercent" | "vatCalculationType" | "blocked"
>

export type SalesTerms = {
  items: ReadonlyMap<string, Sold>
  /** Base units by item number and unit, `${no} ${code}`. */
  units: ReadonlyMap<string, string>
  vatSetups: ReadonlyMap<string, VatSetup>
  vatBusPostingGroup: string
  pricesIncludingVat: boolean
  currency: DocumentCurrency
}

/** Which terms that prices and VAT rest on have changed. */
export type RenewedTerms = {
  customer: boolean
  /** VAT is to be as it is set up now. */
  vat: boolean
  /** The currency, its rate, or whether prices include VAT. */
  pricing: boolean
}

/** Why a line wants something from its item. */
const reasonOf = ({ line, typed, isNew }: PlannedLine, renewed: RenewedTerms) => ({
  /** Another item: everything is given anew. */
  chosen: isNew || typed.has("no"),
  /** Another unit: the price of the old one means nothing. */
  unit: typed.has("unitOfMeasureCode"),
  /** The price was not typed, and rests on what has changed. What is not recorded counts as typed. */
  price: renewed.pricing && line.typedFields?.includes("price") === false,
})

function wantsItem(planned: PlannedLine, renewed: RenewedTerms): boolean {
  const { type, no } = planned.line
  return type === "item" && no !== null && Object.values(reasonOf(planned, renewed)).some(Boolean)
}

/** Numbers of the items whose terms have to be read. */
export function itemsInQuestion(planned: readonly PlannedLine[], renewed: RenewedTerms): string[] {
  return [...new Set(planned.filter(each => wantsItem(each, renewed)).map(({ line }) => line.no!))]
}

/** Reads items, units and VAT for the lines in question: three statements, whatever their number. */
export async function readSalesTerms(
  tx: Tx,
  companyId: number,
  document: { vatBusPostingGroup: string | null; pricesIncludingVat: boolean },
  currency: DocumentCurrency,
  items: readonly string[],
): Promise<SalesTerms> {
  const wanted = sql`any(${sql.param(items)}::text[])`
  const vatBusPostingGroup = document.vatBusPostingGroup ?? ""
  const [sold, units, setups] = await Promise.all([
    tx
      .select({
        no: item.no,
        description: item.description,
        baseUnitOfMeasure: item.baseUnitOfMeasure,
        unitPrice: item.unitPrice,
        blocked: item.blocked,
        vatProdPostingGroup: item.vatProdPostingGroup,
        genProdPostingGroup: item.genProdPostingGroup,
      })
      .from(item)
      .where(and(eq(item.companyId, companyId), sql`${item.no} = ${wanted}`)),
    tx
      .select({
        key: sql<string>`${itemUnitOfMeasure.itemNo} || ' ' || ${itemUnitOfMeasure.code}`,
        qtyPerUnitOfMeasure: itemUnitOfMeasure.qtyPerUnitOfMeasure,
      })
      .from(itemUnitOfMeasure)
      .where(and(eq(itemUnitOfMeasure.companyId, companyId), sql`${itemUnitOfMeasure.itemNo} = ${wanted}`)),
    tx
      .select({
        vatProdPostingGroup: vatPostingSetup.vatProdPostingGroup,
        vatIdentifier: vatPostingSetup.vatIdentifier,
        vatPercent: vatPostingSetup.vatPercent,
        vatCalculationType: vatPostingSetup.vatCalculationType,
        blocked: vatPostingSetup.blocked,
      })
      .from(vatPostingSetup)
      .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.vatBusPostingGroup, vatBusPostingGroup))),
  ])
  return {
    items: new Map(sold.map(row => [row.no, row])),
    units: new Map(units.map(row => [row.key, plainNumber(row.qtyPerUnitOfMeasure)])),
    vatSetups: new Map(setups.map(row => [row.vatProdPostingGroup, row])),
    vatBusPostingGroup,
    pricesIncludingVat: document.pricesIncludingVat,
    currency,
  }
}

/**
 * Fills in what a line takes from its item and nobody typed: description, unit, unit price, VAT. A changed customer gives
 * every line its VAT anew, another currency, rate or way of stating prices those prices that nobody typed. Nothing here
 * looks at what things cost.
 */
export function defaultLines(
  planned: readonly PlannedLine[],
  terms: SalesTerms,
  renewed: RenewedTerms,
): { lines: DraftLine[]; issues: Issue[] } {
  const issues: Issue[] = []
  const lines = planned.map(each => {
    const { line, key, typed, isNew } = each
    const add = (field: LineField, code: string, params?: Issue["params"]) =>
      issues.push({ field: lineFieldName(names, key, field), code, params })
    if (line.type === "item" && line.no === null) {
      if (isNew || typed.has("no") || (typed.has("quantity") && line.quantity !== "0")) add("no", "item_no_missing")
      return line
    }
    if (!wantsItem(each, renewed))
      return (renewed.customer || renewed.vat) && !isTextLine(line) ? withVat(line, terms, add) : line
    const { chosen, unit } = reasonOf(each, renewed)
    const sold = terms.items.get(line.no!)
    const named = { no: line.no ?? "", description: sold?.description ?? line.description }
    if (!sold) {
      add("no", "item_not_found", named)
      return line
    }
    if (sold.blocked && chosen) add("no", "item_blocked", named)
    const code = chosen && !typed.has("unitOfMeasureCode") ? sold.baseUnitOfMeasure : line.unitOfMeasureCode
    const known = code === sold.baseUnitOfMeasure ? "1" : terms.units.get(`${sold.no} ${code}`)
    const qtyPer = chosen || unit ? known : line.qtyPerUnitOfMeasure
    if (qtyPer === undefined) {
      add("unitOfMeasureCode", "item_unit_missing", { ...named, unit: code })
      return line
    }
    const next = { ...line, unitOfMeasureCode: code, qtyPerUnitOfMeasure: qtyPer }
    if (chosen) {
      if (!typed.has("description")) next.description = sold.description
      next.vatProdPostingGroup = sold.vatProdPostingGroup
      next.genProdPostingGroup = sold.genProdPostingGroup
    }
    const taxed = chosen || renewed.customer || renewed.vat ? withVat(next, terms, add) : next
    return typed.has("price") ? taxed : { ...taxed, price: unitPriceOf(sold, taxed, terms) }
  })
  return { lines, issues }
}

function withVat(
  line: DraftLine,
  terms: SalesTerms,
  add: (field: LineField, code: string, params?: Issue["params"]) => void,
): DraftLine {
  const setup = terms.vatSetups.get(line.vatProdPostingGroup ?? "")
  if (!setup || setup.blocked) {
    add("no", "vat_posting_setup_missing", {
      no: line.no ?? "",
      description: line.description,
      business: terms.vatBusPostingGroup,
      product: line.vatProdPostingGroup ?? "",
    })
    return line
  }
  return {
    ...line,
    vatIdentifier: setup.vatIdentifier,
    vatPercent: setup.vatCalculationType === "normal" ? plainNumber(setup.vatPercent) : "0",
    vatCalculationType: setup.vatCalculationType,
  }
}

/** The item's unit price (per base unit, company currency, without VAT) in the line's unit and the document's currency. */
function unitPriceOf(sold: Sold, line: DraftLine, { currency, pricesIncludingVat }: SalesTerms): string {
  let price = new Decimal(sold.unitPrice).times(line.qtyPerUnitOfMeasure)
  price = price.times(currency.exchangeRateAmount).div(currency.relationalExchangeRateAmount)
  if (pricesIncludingVat) price = price.times(HUNDRED.plus(line.vatPercent)).div(HUNDRED)
  return toPlain(round(price, currency.unitAmountDecimals))
}
