/** What an approval signs: all that decides who is paid what, when, and on what account. Pure. */
import { createHash } from "node:crypto"
import type { purchaseInvoice } from "@/db/schema"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, toPlain } from "@/domain/money/decimal"

export type DraftRow = typeof purchaseInvoice.$inferSelect

/** The vendor's bank accounts that may be paid to. */
export type SignedAccount = { id: number; iban: string; accountNo: string; accountHolder: string }

/** Of the header; the posting date is that of the rate. */
const headerFields = [
  "documentType",
  "creditsNo",
  "buyFromVendorNo",
  "payToVendorNo",
  "currencyCode",
  "postingDate",
  "dueDate",
  "paymentTermsCode",
  "paymentMethodCode",
  "paymentDiscountDate",
  "paymentDiscountPercent",
  "vatBaseDiscountPercent",
  "pricesIncludingVat",
  "invoiceDiscountCalculation",
  "invoiceDiscountValue",
  "invoiceDiscountAmount",
  "genBusPostingGroup",
  "vatBusPostingGroup",
  "vendorPostingGroup",
  "amount",
  "amountIncludingVat",
] as const satisfies readonly (keyof DraftRow)[]

/** Of each line, in the order in which their values are kept. */
const lineFields = [
  "type",
  "no",
  "quantity",
  "unitOfMeasureCode",
  "qtyPerUnitOfMeasure",
  "price",
  "pricePer",
  "lineDiscountPercent",
  "lineDiscountAmount",
  "allowInvoiceDiscount",
  "invoiceDiscountAmount",
  "lineAmount",
  "genProdPostingGroup",
  "vatProdPostingGroup",
  "vatIdentifier",
  "vatPercent",
  "vatCalculationType",
  "vatDifference",
  "chargeAccountNo",
  "creditsLineNo",
  "amount",
  "amountIncludingVat",
] as const satisfies readonly (keyof DraftLine)[]

type Value = string | boolean | null

/** As it is kept with the approval. */
export type Signed = {
  header: Record<string, Value>
  /** Iban, or number, and holder of each account that the vendor may be paid to, in their order. */
  accounts: string[]
  /** By line id, the values of `lineFields`; a line that is a comment alone is none. */
  lines: Record<string, Value[]>
}

/** What changed: a field of the header, `bankAccount`, a field of a line, or a line. Named as the form's controls are. */
export type SignedChange = { field: string; before: string; after: string }

/** A line's control without its field: the line came or went. */
export const isWholeLine = (field: string) => /^lines\.\d+$/u.test(field)

const plain = (value: unknown): Value => {
  if (value === null || value === undefined) return null
  if (typeof value === "boolean") return value
  const text = String(value)
  return /^-?\d+(\.\d+)?$/u.test(text) ? toPlain(new Decimal(text)) : text
}

/** Numbers stay text where they are names, such as "0010". */
const namesOfThings: ReadonlySet<string> = new Set([
  "creditsNo",
  "buyFromVendorNo",
  "payToVendorNo",
  "currencyCode",
  "paymentTermsCode",
  "paymentMethodCode",
  "genBusPostingGroup",
  "vatBusPostingGroup",
  "vendorPostingGroup",
  "no",
  "unitOfMeasureCode",
  "genProdPostingGroup",
  "vatProdPostingGroup",
  "vatIdentifier",
  "chargeAccountNo",
])

const signedValue = (name: string, value: unknown): Value =>
  namesOfThings.has(name) ? (value === null || value === undefined ? null : String(value)) : plain(value)

/** Everything of a draft that is signed. */
export function signedOf(header: DraftRow, lines: readonly DraftLine[], accounts: readonly SignedAccount[]): Signed {
  const worth = lines.filter(({ type }) => type !== "comment").toSorted((a, b) => a.lineId - b.lineId)
  return {
    header: Object.fromEntries(headerFields.map(name => [name, signedValue(name, header[name])])),
    accounts: accounts
      .toSorted((a, b) => a.id - b.id)
      .map(({ iban, accountNo, accountHolder }) => `${iban || accountNo} ${accountHolder}`),
    lines: Object.fromEntries(
      worth.map(line => [
        String(line.lineId),
        lineFields.map(name => signedValue(name, line[name as keyof DraftLine])),
      ]),
    ),
  }
}

/** SHA-256 of what is signed, hex: the same for the same content, in whatever order it was read. */
export function digestOf({ header, accounts, lines }: Signed): string {
  const ids = Object.keys(lines).sort((a, b) => Number(a) - Number(b))
  const content = [headerFields.map(name => header[name] ?? null), accounts, ids.map(id => [Number(id), lines[id]])]
  return createHash("sha256").update(JSON.stringify(content)).digest("hex")
}

const shown = (value: Value | undefined) => (value === null || value === undefined ? "" : String(value))

const totals = ["invoiceDiscountAmount", "amount", "amountIncludingVat"] as const
const rest = headerFields.filter(name => !totals.some(total => total === name))

/** What of the signed content became another, each field once; totals last, as they follow from the rest. */
export function signedChangesOf(before: Signed, after: Signed): SignedChange[] {
  const ofHeader = (name: (typeof headerFields)[number]) =>
    changed(`header.${name}`, before.header[name], after.header[name])
  const ids = [...new Set([...Object.keys(before.lines), ...Object.keys(after.lines)])]
  return [
    ...rest.flatMap(ofHeader),
    ...changed("bankAccount", before.accounts.join(", "), after.accounts.join(", ")),
    ...ids.flatMap(id => lineChanges(id, before.lines[id], after.lines[id])),
    ...totals.flatMap(ofHeader),
  ]
}

function lineChanges(id: string, was: Value[] | undefined, is: Value[] | undefined): SignedChange[] {
  if (!was || !is) return changed(`lines.${id}`, was ? "yes" : "no", is ? "yes" : "no")
  return lineFields.flatMap((name, index) => changed(`lines.${id}.${controlOf(name)}`, was[index], is[index]))
}

/** As the form's control is called. */
const controlOf = (name: (typeof lineFields)[number]) => (name === "price" ? "directUnitCost" : name)

function changed(field: string, was: Value | undefined, is: Value | undefined): SignedChange[] {
  return shown(was) === shown(is) ? [] : [{ field, before: shown(was), after: shown(is) }]
}

/** Whether everything that changed is a lower amount of what was approved: of quantities, costs and discounts, and what follows from them. */
export function isDecrease(before: Signed, changes: readonly SignedChange[]): boolean {
  const total = changes.find(({ field }) => field === "header.amountIncludingVat")
  if (!total || before.header.documentType !== "invoice") return false
  const [was, is] = [new Decimal(total.before), new Decimal(total.after)]
  return is.gt(0) && is.lt(was) && changes.every(({ field }) => lessens.has(field.replace(/^lines\.\d+\./u, "lines.")))
}

/** Fields that may change when an invoice becomes less, without another payee, day or account. */
const lessens: ReadonlySet<string> = new Set([
  ...[
    "invoiceDiscountCalculation",
    "invoiceDiscountValue",
    "invoiceDiscountAmount",
    "amount",
    "amountIncludingVat",
  ].map(name => `header.${name}`),
  ...[
    "quantity",
    "directUnitCost",
    "lineDiscountPercent",
    "lineDiscountAmount",
    "invoiceDiscountAmount",
    "lineAmount",
    "amount",
  ].map(name => `lines.${name}`),
  "lines.amountIncludingVat",
])

/** What people fill in or change that no approval signs, by the names that the record of a save has for it. Everything else is signed. */
export const unsignedFields: readonly string[] = [
  ...[
    "vendorInvoiceNo",
    "yourReference",
    "controlAmountIncludingVat",
    "controlVatAmount",
    "postingDescription",
    "buyFromContact",
    "documentDate",
    "orderDate",
    "purchaserCode",
    "orderAddressCode",
    "vatRegistrationNo",
  ].map(name => `header.${name}`),
  "lines.description",
]

const besideFields = [
  "vendorInvoiceNo",
  "yourReference",
  "controlAmountIncludingVat",
  "controlVatAmount",
  "postingDescription",
  "documentDate",
] as const satisfies readonly (keyof DraftRow)[]

/** What is not signed and yet shown: kept with an approval, so that what was changed since can be listed to who signs next. */
export function besideOf(header: DraftRow): Record<string, Value> {
  return Object.fromEntries(besideFields.map(name => [name, header[name] === null ? null : String(header[name])]))
}
