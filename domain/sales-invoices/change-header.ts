import { purchaser } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { checkHeader } from "@/domain/documents/check-header"
import { headerField } from "@/domain/documents/draft"
import { dueDates } from "@/domain/documents/due-date"
import { hasCode, readPaymentTerms } from "@/domain/documents/setup-choices"
import type { Issue } from "@/domain/errors"
import { customerProblems, headerFromCustomer, readCustomerTerms } from "./customer-terms"
import { dateFields, type HeaderField, type SalesInvoiceRow, textLengths } from "./header"

/**
 * The header after the actor's changes. Another customer gives name, address, groups, terms and currency anew; terms or
 * a document date give the due date anew unless it was typed along with them.
 */
export async function changeHeader(
  tx: Tx,
  stored: SalesInvoiceRow,
  changed: Partial<Record<HeaderField, string>>,
): Promise<{ header: SalesInvoiceRow; customerChanged: boolean; issues: Issue[] }> {
  const issues = checkHeader(changed, dateFields, textLengths)
  if (issues.length > 0) return { header: stored, customerChanged: false, issues }
  const { companyId } = stored
  const typed = asColumns(changed)
  const header = { ...stored, ...typed }
  const { customerNo, paymentTermsCode, documentDate, dueDate, salespersonCode } = changed
  if (customerNo !== undefined) {
    const terms = customerNo === "" ? null : await readCustomerTerms(tx, companyId, customerNo)
    if (terms) {
      issues.push(...customerProblems(terms))
      Object.assign(header, headerFromCustomer(terms, header.documentDate), typed)
    } else {
      issues.push({ field: headerField("customerNo"), code: customerNo === "" ? "required" : "customer_not_found" })
    }
  }
  if (salespersonCode && !(await hasCode(tx, purchaser, companyId, salespersonCode))) {
    issues.push({ field: headerField("salespersonCode"), code: "code_not_found", params: { code: salespersonCode } })
  }
  if (paymentTermsCode !== undefined || documentDate !== undefined) {
    const code = header.paymentTermsCode
    const terms = code ? await readPaymentTerms(tx, companyId, code) : null
    if (terms === undefined) {
      issues.push({ field: headerField("paymentTermsCode"), code: "code_not_found", params: { code: code ?? "" } })
    } else if (dueDate === undefined) header.dueDate = dueDates(header.documentDate, terms).dueDate
  }
  return { header, customerChanged: customerNo !== undefined, issues }
}

function asColumns(changed: Partial<Record<HeaderField, string>>): Partial<SalesInvoiceRow> {
  const nullable = ["paymentTermsCode", "salespersonCode"]
  return Object.fromEntries(
    Object.entries(changed).map(([name, value]) => [name, value === "" && nullable.includes(name) ? null : value]),
  )
}
