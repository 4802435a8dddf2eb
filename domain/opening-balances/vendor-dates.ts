import type { openingVendorLine } from "@/db/schema"
import { isValidDate } from "@/domain/dates/date"
import { dueDates, termsFor } from "@/domain/documents/due-date"
import type { Issue } from "@/domain/errors"
import { Decimal, HUNDRED, toPlain } from "@/domain/money/decimal"
import type { OpeningLineValues } from "./opening-part"
import type { VendorLineSetup } from "./vendor-line-setup"

type Line = typeof openingVendorLine.$inferSelect
type Terms = VendorLineSetup["terms"] extends ReadonlyMap<string, infer Of> ? Of : never
type Dates = Pick<Line, "dueDate" | "paymentDiscountDate" | "paymentDiscountPercent">

/**
 * When an open document is due, and its payment discount: as they are typed; else by the payment terms that are typed with it. Where none
 * are, the vendor's own give the due date and no discount: whether that still holds only the document says.
 */
export function givenDates(
  row: OpeningLineValues,
  documentType: Line["documentType"],
  { terms, vendors }: VendorLineSetup,
): { dates: Dates; issues: Issue[] } {
  const { documentDate = "", paymentTermsCode = "" } = row
  const issues: Issue[] = []
  const typed = terms.get(paymentTermsCode)
  if (paymentTermsCode !== "" && !typed) {
    issues.push({ field: "paymentTermsCode", code: "opening.no_such_terms", params: { terms: paymentTermsCode } })
  }
  const own = terms.get(vendors.get(row.vendorNo ?? "")?.paymentTermsCode ?? "")
  const held = termsFor(documentType, typed ?? own)
  const ofTerms = isValidDate(documentDate) ? dueDates(documentDate, held) : null
  const { paymentDiscountDate, percent, code } = givenDiscount(row, documentType, typed)
  if (code) issues.push(code)
  const dates: Dates = {
    dueDate: row.dueDate || ofTerms?.dueDate || documentDate,
    paymentDiscountDate,
    paymentDiscountPercent: toPlain(percent),
  }
  return { dates, issues }
}

/** Its payment discount, typed or of the terms that are typed with it. */
function givenDiscount(row: OpeningLineValues, documentType: Line["documentType"], typed: Terms | undefined) {
  const { documentDate = "", paymentDiscountDate = "" } = row
  const held = termsFor(documentType, typed)
  const percent = new Decimal(row.paymentDiscountPercent || held?.discountPercent || 0)
  const ofTerms = held && isValidDate(documentDate) ? dueDates(documentDate, held).pmtDiscountDate : null
  const until = paymentDiscountDate || (percent.isZero() ? null : ofTerms)
  return { paymentDiscountDate: until, percent, code: discountIssue(percent, until) }
}

function discountIssue(percent: Decimal, until: string | null): Issue | undefined {
  if (percent.lt(0) || percent.gt(HUNDRED)) return { field: "paymentDiscountPercent", code: "opening.not_a_percent" }
  if (percent.isZero() || until !== null) return undefined
  return { field: "paymentDiscountDate", code: "opening.discount_without_date" }
}
