/** A line of a draft, purchase or sales invoice alike: what it holds, and what of that people change. */
import type { purchaseInvoiceLine } from "@/db/schema"

type Stored = typeof purchaseInvoiceLine.$inferSelect

export type LineType = Stored["type"]

export const lineTypes: readonly LineType[] = [
  "comment",
  "item",
  "gl_account",
  "resource",
  "charge_item",
  "fixed_asset",
  "charge",
]

/**
 * A line as stored; numbers are plain decimal strings without trailing zeros, so that equal numbers are equal text. `price`
 * is the direct unit cost of a purchase, the unit price of a sale, `costSource` where it comes from. A sales line has no vendor item number or
 * share of an invoice discount: null, "" and "0".
 *
 * `typedFields` has those of `fieldsWithDefault` that somebody typed since the line's number was chosen: no default overrules
 * them. Null or absent: not recorded, as of an import.
 */
export type DraftLine = Omit<Stored, "companyId" | "documentNo" | "directUnitCost" | "typedFields"> & {
  price: string
  typedFields?: readonly string[] | null
}

/** Digits before the decimal point of any number of a line. */
export const INTEGER_DIGITS = 12

/** Decimals of a cost that was typed, as vendors print them for what costs next to nothing: screws, sheets, kilowatt-hours. */
export const COST_DECIMALS = 10

type Field =
  /** Of an item or account; null on text alone. */
  | { kind: "no" }
  | { kind: "text"; maximum: number }
  /** A unit of measure; in capitals. */
  | { kind: "code" }
  | { kind: "quantity"; decimals: number }
  /** From 0 to 100. */
  | { kind: "percent"; decimals: number }
  /** Not negative; never more decimals than these, and fewer where the document's are its currency's, which saving knows. */
  | { kind: "price"; decimals: number }
  /** Of the document's currency, typed as it stands on paper; blank: worked out. `typedAmount` says which of a line is typed. */
  | { kind: "amount"; decimals: number }
  /** One of a few words; what they are called stands in the messages, `documents.<texts>.<word>`. */
  | { kind: "choice"; words: readonly string[]; texts: string }
  /** "yes" or "no". */
  | { kind: "boolean" }
  /** A VAT product posting group that the VAT posting setup has for the document; blank: that of the item or account. */
  | { kind: "vat_group" }

/** `hasDefault`: an item, a vendor or a customer gives it. */
export type LineFieldDefinition = Field & { hasDefault?: true }

/** Units whose cost or price a line may state. */
export const pricesPer: readonly string[] = ["1", "100", "1000"]

/** Every column of a line: a field that people type, in the order of the form, or what writes it. */
const columns = {
  no: { kind: "no" },
  description: { kind: "text", maximum: 250, hasDefault: true },
  quantity: { kind: "quantity", decimals: 5 },
  unitOfMeasureCode: { kind: "code", hasDefault: true },
  price: { kind: "price", decimals: COST_DECIMALS, hasDefault: true },
  pricePer: { kind: "choice", words: pricesPer, texts: "pricePer", hasDefault: true },
  lineDiscountPercent: { kind: "percent", decimals: 5, hasDefault: true },
  lineDiscountAmount: { kind: "amount", decimals: 6 },
  lineAmount: { kind: "amount", decimals: 6 },
  allowInvoiceDiscount: { kind: "boolean" },
  vatProdPostingGroup: { kind: "vat_group", hasDefault: true },
  lineId: "program",
  lineNo: "program",
  type: "program",
  typedFields: "program",
  typedAmount: "program",
  creditsLineNo: "program",
  chargeAccountNo: "item",
  qtyPerUnitOfMeasure: "item",
  vendorItemNo: "item",
  costSource: "item",
  genProdPostingGroup: "item",
  vatIdentifier: "item",
  vatPercent: "item",
  vatCalculationType: "item",
  invoiceDiscountAmount: "amounts",
  vatDifference: "amounts",
  amount: "amounts",
  amountIncludingVat: "amounts",
} as const satisfies Record<keyof DraftLine, LineFieldDefinition | "program" | "item" | "amounts">

/** What people change on a line. */
export type LineField = {
  [Name in keyof typeof columns]: (typeof columns)[Name] extends string ? never : Name
}[keyof typeof columns]

const typed = Object.entries(columns).filter(
  (entry): entry is [LineField, Exclude<(typeof columns)[LineField], string>] => typeof entry[1] !== "string",
)

/** The fields that people change, in the order of the form. */
export const lineFields: readonly LineField[] = typed.map(([name]) => name)

/** What a field holds. */
export const lineField: Readonly<Record<LineField, LineFieldDefinition>> = Object.fromEntries(typed) as never

/** The fields that an item, a vendor or a customer gives a default. */
export const fieldsWithDefault = lineFields.filter(name => lineField[name].hasDefault)

/** Whether it holds a number: blank means 0 there (of an amount: worked out), and the default on a line that is new. */
export const isNumberField = (name: LineField) => "decimals" in lineField[name]

export type LineValues = Partial<Record<LineField, string>>

/** What the line's fields hold, as text. */
export function lineTexts(line: DraftLine): Record<LineField, string> {
  const texts = lineFields.map((name): [LineField, string] => {
    const value = lineField[name].kind === "amount" && line.typedAmount !== name ? "" : line[name]
    return [name, typeof value === "boolean" ? (value ? "yes" : "no") : (value ?? "")]
  })
  return Object.fromEntries(texts) as Record<LineField, string>
}

/** The line with other values in some of its fields. */
export function withTexts(line: DraftLine, { lineDiscountAmount, lineAmount, ...texts }: LineValues): DraftLine {
  const values = Object.entries(texts).map(([name, text]) => {
    const { kind } = lineField[name as LineField]
    const isCode = kind === "no" || kind === "vat_group"
    return [name, kind === "boolean" ? text === "yes" : isCode && text === "" ? null : text]
  })
  return withDiscount({ ...line, ...Object.fromEntries(values) }, { ...texts, lineDiscountAmount, lineAmount })
}

/**
 * Of percent, discount amount and line amount the one typed last gives the others; of those typed at once an amount goes before
 * the percent, and the line amount before the discount amount. An amount that was cleared leaves no discount.
 */
function withDiscount(line: DraftLine, texts: LineValues): DraftLine {
  const typedAmount = (["lineAmount", "lineDiscountAmount"] as const).find(name => texts[name])
  if (typedAmount) return { ...line, typedAmount, [typedAmount]: texts[typedAmount] }
  if (line.typedAmount === null) return line
  if (texts.lineDiscountPercent !== undefined) return { ...line, typedAmount: null }
  return texts[line.typedAmount] === "" ? { ...line, typedAmount: null, lineDiscountPercent: "0" } : line
}
