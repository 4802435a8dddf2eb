import { and, eq } from "drizzle-orm"
import { currency, orderAddress, paymentMethod, purchaser } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { checkHeader } from "@/domain/documents/check-header"
import { headerField } from "@/domain/documents/draft"
import { dueDates } from "@/domain/documents/due-date"
import { hasCode, readPaymentTerms, type Terms } from "@/domain/documents/setup-choices"
import type { Issue } from "@/domain/errors"
import { headerFromVendor, readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { checkAmountFields } from "./check-amount-fields"
import { dateFields, type HeaderField, hasTypedDiscount, type PurchaseDocumentRow, textLengths } from "./header"

export type ChangedHeader = {
  header: PurchaseDocumentRow
  /** The new vendor's terms, where the vendor was changed. */
  newVendor: VendorTerms | null
  issues: Issue[]
}

/**
 * The header after the actor's changes. Another vendor gives the header anew, as on a new invoice (SEMANTICS.md,
 * "Create Purchase Invoice", 6), but for the number, the dates, what was typed into Vendor Invoice No. and Posting
 * Description, and whatever was changed in the same save. Terms or a document date give the due dates anew unless these
 * were typed along with them; a credit memo is due on its document date.
 */
export async function changeHeader(
  tx: Tx,
  stored: PurchaseDocumentRow,
  changed: Partial<Record<HeaderField, string>>,
): Promise<ChangedHeader> {
  const issues = [...checkHeader(changed, dateFields, textLengths), ...checkAmountFields(changed)]
  if (issues.length > 0) return { header: stored, newVendor: null, issues }
  const { companyId } = stored
  const typed = asColumns(changed)
  const header = { ...stored, ...typed }
  const newVendor =
    changed.buyFromVendorNo === undefined
      ? null
      : await readVendorTerms(tx, companyId, changed.buyFromVendorNo, header.postingDate)
  if (changed.buyFromVendorNo !== undefined) {
    const field = headerField("buyFromVendorNo")
    if (!newVendor) issues.push({ field, code: changed.buyFromVendorNo === "" ? "required" : "vendor_not_found" })
    else {
      issues.push(...vendorProblems(newVendor).map(issue => ({ ...issue, field })))
      const { postingDescription, vendorInvoiceNo, postingDate, documentDate, orderDate, ...defaults } =
        headerFromVendor(newVendor, stored.no, stored.documentType)
      Object.assign(header, defaults, typed)
    }
  }
  if (!hasTypedDiscount(header.invoiceDiscountCalculation)) {
    if (Number(changed.invoiceDiscountValue ?? 0) !== 0) {
      issues.push({ field: headerField("invoiceDiscountValue"), code: "discount_without_effect" })
    }
    header.invoiceDiscountValue = "0"
  }
  if (changed.currencyCode !== undefined) await checkCurrency(tx, header, issues)
  const terms = newVendor?.paymentTerms ?? null
  await checkCodes(tx, header, changed, issues)
  if (newVendor || changed.paymentTermsCode !== undefined || changed.documentDate !== undefined) {
    await setDueDates(tx, header, changed, changed.paymentTermsCode === undefined ? terms : null, issues)
  }
  if (changed.orderAddressCode !== undefined) await setAddress(tx, header, issues)
  return { header, newVendor, issues }
}

const nullable = [
  "paymentTermsCode",
  "paymentMethodCode",
  "purchaserCode",
  "orderAddressCode",
  "controlAmountIncludingVat",
  "controlVatAmount",
]

/** As the table has them: what may be missing is null. */
function asColumns(changed: Partial<Record<HeaderField, string>>): Partial<PurchaseDocumentRow> {
  return Object.fromEntries(
    Object.entries(changed).map(([name, value]) => {
      if (name === "pricesIncludingVat") return [name, value === "yes"]
      if (name === "invoiceDiscountValue" && value === "") return [name, "0"]
      return [name, value === "" && nullable.includes(name) ? null : value]
    }),
  )
}

async function checkCodes(
  tx: Tx,
  header: PurchaseDocumentRow,
  changed: Partial<Record<HeaderField, string>>,
  issues: Issue[],
): Promise<void> {
  for (const [name, table] of [
    ["paymentMethodCode", paymentMethod],
    ["purchaserCode", purchaser],
  ] as const) {
    const code = changed[name]
    if (code && !(await hasCode(tx, table, header.companyId, code))) {
      issues.push({ field: headerField(name), code: "code_not_found", params: { code } })
    }
  }
}

async function checkCurrency(tx: Tx, { companyId, currencyCode: code }: PurchaseDocumentRow, issues: Issue[]) {
  const known = await tx
    .select({ code: currency.code })
    .from(currency)
    .where(and(eq(currency.companyId, companyId), eq(currency.code, code)))
  if (known.length === 0) issues.push({ field: headerField("currencyCode"), code: "code_not_found", params: { code } })
}

async function setDueDates(
  tx: Tx,
  header: PurchaseDocumentRow,
  changed: Partial<Record<HeaderField, string>>,
  known: Terms | null,
  issues: Issue[],
): Promise<void> {
  const code = header.paymentTermsCode
  const terms = known ?? (code ? await readPaymentTerms(tx, header.companyId, code) : null)
  if (terms === undefined) {
    issues.push({ field: headerField("paymentTermsCode"), code: "code_not_found", params: { code: code ?? "" } })
    return
  }
  const isInvoice = header.documentType === "invoice"
  const due = dueDates(header.documentDate as IsoDate, isInvoice ? terms : null)
  if (changed.dueDate === undefined) header.dueDate = due.dueDate
  if (changed.paymentDiscountDate === undefined) header.paymentDiscountDate = due.pmtDiscountDate
  header.paymentDiscountPercent = (isInvoice && terms?.discountPercent) || "0"
}

/** The vendor's other address, or its own again. */
async function setAddress(tx: Tx, header: PurchaseDocumentRow, issues: Issue[]): Promise<void> {
  const { companyId, buyFromVendorNo, orderAddressCode } = header
  if (orderAddressCode === null) {
    const terms = await readVendorTerms(tx, companyId, buyFromVendorNo, header.postingDate)
    if (terms) copyAddress(header, terms.buyFrom)
    return
  }
  const [address] = await tx
    .select()
    .from(orderAddress)
    .where(
      and(
        eq(orderAddress.companyId, companyId),
        eq(orderAddress.vendorNo, buyFromVendorNo),
        eq(orderAddress.code, orderAddressCode),
      ),
    )
  if (address) copyAddress(header, address)
  else {
    const params = { code: orderAddressCode }
    issues.push({ field: headerField("orderAddressCode"), code: "code_not_found", params })
  }
}

type Address = {
  name: string
  address: string
  address2: string
  postCode: string
  city: string
  countryRegionCode: string
}

function copyAddress(header: PurchaseDocumentRow, from: Address): void {
  header.buyFromVendorName = from.name
  header.buyFromAddress = from.address
  header.buyFromAddress2 = from.address2
  header.buyFromPostCode = from.postCode
  header.buyFromCity = from.city
  header.buyFromCountryRegionCode = from.countryRegionCode
}
