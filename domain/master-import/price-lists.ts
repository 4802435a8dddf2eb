import { sql } from "drizzle-orm"
import { itemUnitOfMeasure, type Problem, purchaseLineDiscount, purchasePrice, salesPrice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { EVER, type PriceListName } from "@/domain/price-lists/price-list-cards"
import { segmentOf } from "@/domain/records/key-segments"
import { formatNumber } from "@/language/number-format"
import { priceFilter } from "./list-filters"
import type { BatchContext, GivenRow, Master, MasterChange, MasterField } from "./master"

type Context = {
  /** Units of items: "item<tab>unit". */
  units: ReadonlySet<string>
}

/** What vendors ask for items: a price by vendor, item, currency, unit, minimum quantity and first day. */
export const purchasePriceMaster = priceMaster({
  name: "purchase-prices",
  words: "purchase_prices",
  table: purchasePrice,
  subject: "purchase_price",
  partner: { name: "vendorNo", to: "vendors", example: "L00010" },
  valued: [
    { name: "directUnitCost", kind: "number", decimals: 10, minimum: "0", inEveryFile: true },
    { name: "pricePer", kind: "number", decimals: 0, oneOf: ["1", "100", "1000"] },
  ],
  example: { directUnitCost: "7.25" },
  start: () => ({ pricePer: "1" }),
  stamp: ({ rowNo }, { importNo }) => ({ importNo: importNo || null, importRowNo: importNo ? rowNo : null }),
})

/** What vendors take off the price of items, in percent, by the same key. */
export const purchaseLineDiscountMaster = priceMaster({
  name: "purchase-line-discounts",
  words: "purchase_line_discounts",
  table: purchaseLineDiscount,
  subject: "purchase_line_discount",
  partner: { name: "vendorNo", to: "vendors", example: "L00010" },
  valued: [{ name: "lineDiscountPercent", kind: "number", decimals: 5, above: "0", maximum: "100", inEveryFile: true }],
  example: { lineDiscountPercent: "12.50" },
  start: () => ({}),
})

/** What customers pay for items, by the same key. */
export const salesPriceMaster = priceMaster({
  name: "sales-prices",
  words: "sales_prices",
  table: salesPrice,
  subject: "sales_price",
  partner: { name: "customerNo", to: "customers", example: "K00010" },
  valued: [{ name: "unitPrice", kind: "number", decimals: 10, minimum: "0", inEveryFile: true }],
  example: { unitPrice: "9.95" },
  start: () => ({}),
})

type Described = Pick<Master<Context>, "table" | "subject" | "start" | "stamp"> & {
  name: PriceListName
  words: "purchase_prices" | "purchase_line_discounts" | "sales_prices"
  partner: { name: "vendorNo" | "customerNo"; to: "vendors" | "customers"; example: string }
  /** What is asked, or taken off. */
  valued: readonly MasterField[]
  /** Of these, plain. */
  example: Readonly<Record<string, string>>
}

/** A price list as a table of master data: all of them are told by one kind of key. */
function priceMaster({ name, words, partner, valued, example, ...more }: Described): Master<Context> {
  return {
    name,
    words,
    section: words,
    keys: [partner.name, "itemNo", "currencyCode", "unitOfMeasureCode", "minimumQuantity", "startingDate"],
    fields: [
      { name: partner.name, kind: "reference", to: partner.to, inEveryFile: true },
      { name: "itemNo", kind: "reference", to: "items", inEveryFile: true },
      { name: "currencyCode", kind: "reference", to: "currencies" },
      { name: "unitOfMeasureCode", kind: "reference", to: "units-of-measure" },
      { name: "minimumQuantity", kind: "number", decimals: 5, minimum: "0" },
      { name: "startingDate", kind: "date" },
      { name: "endingDate", kind: "date" },
      ...valued,
    ],
    example: language => ({
      [partner.name]: partner.example,
      itemNo: "70010",
      currencyCode: "EUR",
      minimumQuantity: "10",
      startingDate: "2027-01-01",
      ...Object.fromEntries(
        Object.entries(example).map(([field, value]) => [
          field,
          formatNumber(value, language, { min: 2, grouping: false }),
        ]),
      ),
    }),
    treatments: ["alone", "key_price", "blank", "twice", "once", "undo"],
    read: async (tx, { companyId }, rows) => ({ units: await unitsOf(tx, companyId, rows) }),
    identify: fillKey,
    check: (change, { own }) => [...unitProblems(change, own), ...dateProblems(change)],
    used: async () => new Set(),
    filters: priceFilter(partner.name),
    page: key =>
      `prices/${name}/${key
        .split("/")
        .map(part => segmentOf(decodeURIComponent(part)))
        .join("/")}`,
    listPage: `prices/${name}`,
    ...more,
  }
}

/** A key's blank parts: the company's currency, the base unit, from one on, since ever. */
function fillKey({ given }: GivenRow, { companyCurrencyCode }: BatchContext<Context>): void {
  given.currencyCode ||= companyCurrencyCode
  given.unitOfMeasureCode ??= ""
  given.minimumQuantity ||= "0"
  given.startingDate ||= EVER
}

async function unitsOf(tx: Tx, companyId: number, rows: readonly GivenRow[]): Promise<ReadonlySet<string>> {
  const named = rows.filter(({ given }) => given.unitOfMeasureCode && given.itemNo)
  if (named.length === 0) return new Set()
  const found = await tx.execute<{ key: string }>(sql`
    select item_no || chr(9) || code as key from ${itemUnitOfMeasure}
    where company_id = ${companyId} and item_no = any(${sql.param(named.map(({ given }) => given.itemNo))}::text[])`)
  return new Set(found.map(({ key }) => key))
}

function unitProblems({ after, given }: MasterChange, { units }: Context): Problem[] {
  const unit = given.unitOfMeasureCode
  if (!unit || units.has(`${after.itemNo}\t${unit}`)) return []
  return [{ code: "imports.unit_not_of_item", params: { unit, no: after.itemNo! } }]
}

function dateProblems({ after }: MasterChange): Problem[] {
  const { startingDate = EVER, endingDate } = after
  return endingDate && endingDate < startingDate ? [{ code: "imports.ends_before_it_begins" }] : []
}
