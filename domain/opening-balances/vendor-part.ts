import { sql } from "drizzle-orm"
import { insertAll } from "@/db/bulk-rows"
import { openingVendorLine } from "@/db/schema"
import type { Issue } from "@/domain/errors"
import { Decimal, round, toPlain } from "@/domain/money/decimal"
import { vendorInvoiceKey } from "@/domain/posting/vendor-invoice-key"
import { languages } from "@/language/language"
import { messages } from "@/messages"
import type { JudgedLine, OpeningLineValues, OpeningPart } from "./opening-part"
import { givenDates } from "./vendor-dates"
import { readVendorLineSetup, type VendorLineSetup } from "./vendor-line-setup"

type Line = Omit<typeof openingVendorLine.$inferSelect, "companyId" | "no">

const keyOf = (line: Pick<Line, "vendorNo" | "documentType" | "vendorInvoiceKey">) =>
  JSON.stringify([line.vendorNo, line.documentType, line.vendorInvoiceKey])

/** Open invoices and credit memos of vendors, one by one: due dates, aging and payments need them. */
export const vendorPart: OpeningPart<Line> = {
  name: "vendors",
  columns: [
    { name: "vendorNo", kind: "code", required: true, maximum: 20 },
    { name: "documentType", kind: "text", maximum: 30 },
    { name: "vendorInvoiceNo", kind: "code", required: true, maximum: 35 },
    { name: "documentDate", kind: "date", required: true },
    { name: "dueDate", kind: "date" },
    { name: "paymentTermsCode", kind: "code", maximum: 10 },
    { name: "paymentDiscountDate", kind: "date" },
    { name: "paymentDiscountPercent", kind: "number", percent: true, integerDigits: 3 },
    { name: "currencyCode", kind: "code", maximum: 10 },
    { name: "amount", kind: "number", required: true },
    { name: "amountLcy", kind: "number" },
    { name: "description", kind: "text", maximum: 100 },
  ],
  decimals: async (tx, companyId, rows) => {
    const setup = await readVendorLineSetup(tx, companyId, rows)
    const codes = rows.map(row => currencyOf(row, setup))
    const amount = Math.max(0, ...codes.map(code => setup.currencies.get(code) ?? 0))
    return { amount, amountLcy: setup.lcy.decimals }
  },
  judge: async (tx, companyId, rows) => {
    const setup = await readVendorLineSetup(tx, companyId, rows)
    return rows.map(row => judge(row, setup))
  },
  values,
  put: async (tx, companyId, lines) => {
    const kept = await tx.execute<{ no: number } & Pick<Line, "vendorNo" | "documentType" | "vendorInvoiceKey">>(sql`
      ${insertAll(openingVendorLine, companyId, lines, ["no"])}
      on conflict (company_id, vendor_no, document_type, vendor_invoice_key) do update set
        vendor_invoice_no = excluded.vendor_invoice_no, document_date = excluded.document_date, due_date = excluded.due_date,
        payment_discount_date = excluded.payment_discount_date, payment_discount_percent = excluded.payment_discount_percent,
        currency_code = excluded.currency_code, amount = excluded.amount, amount_lcy = excluded.amount_lcy,
        description = excluded.description
      returning no, vendor_no as "vendorNo", document_type as "documentType", vendor_invoice_key as "vendorInvoiceKey"`)
    const nos = new Map(kept.map(({ no, ...line }) => [keyOf(line), no]))
    return lines.map(line => nos.get(keyOf(line))!)
  },
}

function values(line: Line): OpeningLineValues {
  return {
    vendorNo: line.vendorNo,
    documentType: line.documentType,
    vendorInvoiceNo: line.vendorInvoiceNo,
    documentDate: line.documentDate,
    dueDate: line.dueDate,
    currencyCode: line.currencyCode,
    description: line.description,
    paymentDiscountDate: line.paymentDiscountDate ?? "",
    paymentDiscountPercent: toPlain(new Decimal(line.paymentDiscountPercent)),
    amount: toPlain(new Decimal(line.amount)),
    amountLcy: toPlain(new Decimal(line.amountLcy)),
  }
}

const currencyOf = (row: OpeningLineValues, { vendors, lcy }: VendorLineSetup) =>
  (row.currencyCode || vendors.get(row.vendorNo ?? "")?.currencyCode || lcy.code).toUpperCase()

function judge(row: OpeningLineValues, setup: VendorLineSetup): JudgedLine<Line> {
  const { vendorNo = "", vendorInvoiceNo = "", documentDate = "" } = row
  const issues: Issue[] = [...missing(row), ...setup.partyIssues(vendorNo)]
  const signed = new Decimal(row.amount || 0)
  const documentType = typeOf(row.documentType ?? "", signed)
  if (documentType === null) issues.push({ field: "documentType", code: "opening.document_type" })
  const amount = documentType === "credit_memo" ? signed.abs() : signed
  if (row.amount && amount.lte(0)) issues.push({ field: "amount", code: "opening.amount_not_positive" })
  const currencyCode = currencyOf(row, setup)
  const amountLcy = lcyOf(row, { amount, currencyCode }, setup, issues)
  const key = vendorInvoiceKey(vendorInvoiceNo)
  const { dates, issues: ofDates } = givenDates(row, documentType ?? "invoice", setup)
  issues.push(...ofDates)
  const type = documentType ?? "invoice"
  const known = keyOf({ vendorNo, documentType: type, vendorInvoiceKey: key })
  const used = setup.used.get(known)
  if (used) issues.push({ field: "vendorInvoiceNo", code: "opening.number_used", params: usedParams(row, used) })
  const before = setup.lines.get(known)
  const line: Line = {
    vendorNo,
    documentType: type,
    vendorInvoiceNo,
    vendorInvoiceKey: key,
    documentDate,
    ...dates,
    currencyCode,
    amount: toPlain(amount),
    amountLcy: toPlain(amountLcy),
    description: row.description ?? "",
  }
  return {
    key: vendorInvoiceNo === "" ? null : known,
    line: issues.length > 0 ? null : line,
    issues,
    before: before ? { no: before.no, values: values(before) } : null,
  }
}

const usedParams = ({ vendorNo = "", vendorInvoiceNo = "" }: OpeningLineValues, used: string) => ({
  vendor: vendorNo,
  document: vendorInvoiceNo,
  used,
})

function missing(row: OpeningLineValues): Issue[] {
  return ["vendorNo", "vendorInvoiceNo", "documentDate", "amount"]
    .filter(field => !row[field])
    .map(field => ({ field, code: "required" }))
}

/** In the company's currency: as typed where the document's is another. */
function lcyOf(
  row: OpeningLineValues,
  { amount, currencyCode }: { amount: Decimal; currencyCode: string },
  { currencies, lcy }: VendorLineSetup,
  issues: Issue[],
): Decimal {
  const decimals = currencies.get(currencyCode)
  if (decimals === undefined) {
    issues.push({ field: "currencyCode", code: "opening.no_such_currency", params: { currency: currencyCode } })
  } else if (!round(amount, decimals).eq(amount)) {
    issues.push({ field: "amount", code: "opening.too_many_decimals", params: { decimals, currency: currencyCode } })
  }
  const typed = row.amountLcy ? new Decimal(row.amountLcy).abs() : null
  if (currencyCode === lcy.code) {
    if (typed && !typed.eq(amount)) issues.push({ field: "amountLcy", code: "opening.lcy_amount_differs" })
    return amount
  }
  if (!typed)
    issues.push({ field: "amountLcy", code: "opening.lcy_amount_missing", params: { currency: currencyCode } })
  else if (typed.isZero() || !round(typed, lcy.decimals).eq(typed)) {
    issues.push({
      field: "amountLcy",
      code: "opening.too_many_decimals",
      params: { decimals: lcy.decimals, currency: lcy.code },
    })
  }
  return typed ?? amount
}

const typeNames = new Map(
  (["invoice", "credit_memo"] as const).flatMap(type =>
    [type, type.replace("_", " "), ...languages.map(language => messages[language].books.documentType[type])].map(
      name => [name.toLowerCase(), type] as const,
    ),
  ),
)

/** By its name in any language, else by its sign. */
function typeOf(name: string, amount: Decimal): Line["documentType"] | null {
  if (name === "") return amount.isNegative() ? "credit_memo" : "invoice"
  return typeNames.get(name.trim().toLowerCase()) ?? null
}
