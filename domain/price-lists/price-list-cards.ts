/** What price lists hold, said once: purchase prices and line discounts of vendors, and sales prices of customers. */
import { and, eq } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import { company, customer, purchaseLineDiscount, purchasePrice, salesPrice, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { pricesPer } from "@/domain/documents/line-fields"
import { NotFound } from "@/domain/errors"
import type { SubjectType } from "@/domain/history/record-event"
import type { CardDefinition, CardTraits, Inherited, RecordField, RecordValues } from "@/domain/records/definition"
import { checkPrice } from "./check-price"

/** Since ever, as a key has it. */
export const EVER = "0001-01-01"

export type PriceListName = "purchase-prices" | "purchase-line-discounts" | "sales-prices"

/** Names are those of addresses. */
export const priceLists: Readonly<Record<PriceListName, CardDefinition>> = {
  "purchase-prices": priceCard("purchase_price", purchasePrice, "vendorNo", {
    valued: [
      { name: "directUnitCost", kind: "number", decimals: 10, minimum: "0", required: true },
      { name: "pricePer", kind: "choice", words: pricesPer },
    ],
    // Who changes a price that was imported answers for it: it no longer is the file's.
    byHand: { importNo: null, importRowNo: null },
  }),
  "purchase-line-discounts": priceCard("purchase_line_discount", purchaseLineDiscount, "vendorNo", {
    valued: [{ name: "lineDiscountPercent", kind: "number", decimals: 5, above: "0", maximum: "100", required: true }],
  }),
  "sales-prices": priceCard("sales_price", salesPrice, "customerNo", {
    valued: [{ name: "unitPrice", kind: "number", decimals: 10, minimum: "0", required: true }],
  }),
}

export const priceListNames = Object.keys(priceLists) as PriceListName[]

/** @throws NotFound for what is no price list */
export function priceListCard(list: string): CardDefinition {
  const name = priceListNames.find(each => each === list)
  if (!name) throw new NotFound(`price list ${list}`)
  return priceLists[name]
}

/** Whose list it is: the field that names the vendor or the customer. */
export const partnerOf = ({ keys }: CardDefinition) => keys[0] as "vendorNo" | "customerNo"

function priceCard(
  subject: SubjectType,
  table: PgTable,
  partner: "vendorNo" | "customerNo",
  { valued, byHand }: { valued: readonly RecordField[] } & Pick<CardTraits, "byHand">,
): CardDefinition {
  const definition: CardDefinition = {
    slug: "prices",
    table,
    keys: [partner, "itemNo", "currencyCode", "unitOfMeasureCode", "minimumQuantity", "startingDate"],
    card: {
      subject,
      exists: "price.exists",
      byHand,
      inherited: (tx, companyId, values) => inheritedByPrice(tx, companyId, partner, values),
    },
    fields: [
      { name: partner, kind: "card", to: partner === "vendorNo" ? "vendors" : "customers", required: true },
      { name: "itemNo", kind: "card", to: "items", required: true },
      ...valued,
      { name: "currencyCode", kind: "reference", to: "currencies" },
      { name: "unitOfMeasureCode", kind: "reference", to: "units-of-measure" },
      { name: "minimumQuantity", kind: "number", decimals: 5, minimum: "0" },
      { name: "startingDate", kind: "date", blank: EVER },
      { name: "endingDate", kind: "date" },
    ],
    settle: ({ after }) => (after.pricePer === "" ? { ...after, pricePer: "1" } : after),
    check: (tx, change) => checkPrice(tx, definition, change),
  }
  return definition
}

/** A blank currency is that of the vendor or customer, else the company's own. */
async function inheritedByPrice(
  tx: Tx,
  companyId: number,
  partner: "vendorNo" | "customerNo",
  values: RecordValues,
): Promise<Record<string, Inherited>> {
  const table = partner === "vendorNo" ? vendor : customer
  const [own] = await tx.select({ code: company.currencyCode }).from(company).where(eq(company.id, companyId))
  const found = await tx
    .select({ no: table.no, code: table.currencyCode })
    .from(table)
    .where(and(eq(table.companyId, companyId), eq(table.no, values[partner] ?? "")))
  const code = found[0]?.code
  return { currencyCode: code ? { value: code, source: partner } : { value: own!.code, source: "company" } }
}
