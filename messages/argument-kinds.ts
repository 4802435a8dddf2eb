/**
 * What the arguments of the sentences below `errors` are, by name: issues carry data as it is stored (ISO dates, plain decimal
 * strings), and whoever renders one writes each argument in the reader's way by its kind. An argument of another name does
 * not pass the tests, so that none reaches a reader raw.
 */
export type ArgumentKind =
  /** Of money: a decimal string with the decimals it is to be shown with. */
  | "amount"
  /** Any other decimal: a quantity, a rate, a percentage. */
  | "number"
  /** YYYY-MM-DD, or blank. */
  | "date"
  /** A count, which a message may make a plural of. */
  | "count"
  /** Numbers of documents and accounts, codes, names, and what was typed: as it stands; an instant among them is written out. */
  | "text"

const kinds: Readonly<Record<string, ArgumentKind>> = {
  amount: "amount",
  applied: "amount",
  base: "amount",
  difference: "amount",
  has: "amount",
  holds: "amount",
  discount: "amount",
  limit: "amount",
  payable: "amount",
  rest: "amount",
  larger: "amount",
  remaining: "amount",
  smaller: "amount",
  stored: "amount",
  total: "amount",
  worked: "amount",
  above: "number",
  is: "number",
  left: "number",
  was: "number",
  minimum: "number",
  maximum: "number",
  date: "date",
  from: "date",
  to: "date",
  count: "count",
  hours: "count",
  decimals: "count",
  expected: "count",
  found: "count",
  length: "count",
  max: "count",
  kilobytes: "count",
  megabytes: "count",
  pixels: "count",
  minutes: "count",
  members: "count",
  most: "count",
  needed: "count",
  position: "count",
  rows: "count",
  seconds: "count",
}

const texts: ReadonlySet<string> = new Set(
  `address at bank bus business by changes code column columns country creditMemoNo currency customer decimal description document email
  field fields figure file first group id into intoNo issuer item lastNumber later ledger lineNo memo name names no nos one other prod product range read reason request requests row series setup sign slug status step terms theirs typed unit used
  users vendor vendorInvoiceNo why word words`.split(/\s+/u),
)

/** Arguments that are something else in one sentence. */
const exceptions: Readonly<Record<string, ArgumentKind>> = {
  "control_total_differs.typed": "amount",
  "credit_discount_too_small.typed": "amount",
  "file_reading.date_open.one": "date",
  "file_reading.date_open.other": "date",
  "file_reading.number_open.one": "number",
  "file_reading.number_open.other": "number",
  "invoice_discount_changed.typed": "amount",
  "service_charge_changed.typed": "amount",
  "vat_difference_too_large.maximum": "amount",
  "vat_differences_too_large.maximum": "amount",
}

/** @returns undefined for a name that is declared nowhere */
export function argumentKind(code: string, name: string): ArgumentKind | undefined {
  return exceptions[`${code}.${name}`] ?? kinds[name] ?? (texts.has(name) ? "text" : undefined)
}
