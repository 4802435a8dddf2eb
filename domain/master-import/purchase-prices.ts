import { sql } from "drizzle-orm"
import { itemUnitOfMeasure, type Problem, purchasePrice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { EVER } from "@/domain/price-lists/price-list-cards"
import { segmentOf } from "@/domain/records/key-segments"
import { formatNumber } from "@/language/number-format"
import type { BatchContext, GivenRow, Master, MasterChange } from "./master"

type Context = {
  /** Units of items: "item<tab>unit". */
  units: ReadonlySet<string>
}

/** What vendors ask for items: a price by vendor, item, currency, unit, minimum quantity and first day. */
export const purchasePriceMaster: Master<Context> = {
  name: "purchase-prices",
  words: "purchase_prices",
  section: "purchase_prices",
  table: purchasePrice,
  subject: "purchase_price",
  keys: ["vendorNo", "itemNo", "currencyCode", "unitOfMeasureCode", "minimumQuantity", "startingDate"],
  fields: [
    { name: "vendorNo", kind: "reference", to: "vendors", inEveryFile: true },
    { name: "itemNo", kind: "reference", to: "items", inEveryFile: true },
    { name: "currencyCode", kind: "reference", to: "currencies" },
    { name: "unitOfMeasureCode", kind: "reference", to: "units-of-measure" },
    { name: "minimumQuantity", kind: "number", decimals: 5, minimum: "0" },
    { name: "startingDate", kind: "date" },
    { name: "endingDate", kind: "date" },
    { name: "directUnitCost", kind: "number", decimals: 10, minimum: "0", inEveryFile: true },
    { name: "pricePer", kind: "number", decimals: 0, oneOf: ["1", "100", "1000"] },
  ],
  example: language => ({
    vendorNo: "L00010",
    itemNo: "70010",
    currencyCode: "EUR",
    minimumQuantity: "10",
    startingDate: "2027-01-01",
    directUnitCost: formatNumber("7.25", language, { min: 2, grouping: false }),
  }),
  treatments: ["alone", "key_price", "blank", "twice", "once", "undo"],
  read: async (tx, { companyId }, rows) => ({ units: await unitsOf(tx, companyId, rows) }),
  identify: fillKey,
  start: () => ({ pricePer: "1" }),
  check: (change, { own }) => [...unitProblems(change, own), ...dateProblems(change)],
  stamp: ({ rowNo }, { importNo }) => ({ importNo: importNo || null, importRowNo: importNo ? rowNo : null }),
  used: async () => new Set(),
  page: key =>
    `prices/purchase-prices/${key
      .split("/")
      .map(part => segmentOf(decodeURIComponent(part)))
      .join("/")}`,
  listPage: "prices/purchase-prices",
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
