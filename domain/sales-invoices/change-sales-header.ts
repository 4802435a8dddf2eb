import type { Tx } from "@/db/tenancy"
import { checkCodes } from "@/domain/documents/check-codes"
import { headerField } from "@/domain/documents/draft"
import { dueDates } from "@/domain/documents/due-date"
import { pickFields } from "@/domain/documents/header-definition"
import { checkHeader, headerColumns } from "@/domain/documents/header-values"
import { readPaymentTerms } from "@/domain/documents/setup-choices"
import type { Issue } from "@/domain/errors"
import { customerProblems, headerFromCustomer, readCustomerTerms } from "./customer-terms"
import { type SalesHeaderField, type SalesInvoiceRow, salesHeader } from "./sales-header"

export type ChangedSalesHeader = { header: SalesInvoiceRow; customerChanged: boolean; issues: Issue[] }

/**
 * The header after the actor's changes. Another customer gives anew every column that a customer gives; terms or a document
 * date give the due date anew unless it was typed along with them.
 */
export async function changeSalesHeader(
  tx: Tx,
  stored: SalesInvoiceRow,
  changed: Partial<Record<SalesHeaderField, string>>,
): Promise<ChangedSalesHeader> {
  const wrong = checkHeader(salesHeader, changed)
  if (wrong.length > 0) return { header: stored, customerChanged: false, issues: wrong }
  const typed = headerColumns(salesHeader, changed)
  const header: SalesInvoiceRow = { ...stored, ...typed }
  const customerChanged = changed.customerNo !== undefined
  const issues = customerChanged ? await takeCustomer(tx, header, typed) : []
  const due = changed.paymentTermsCode !== undefined || changed.documentDate !== undefined
  const names = Object.keys(changed)
  issues.push(...(await checkCodes(tx, salesHeader, header, due ? [...names, "paymentTermsCode"] : names)))
  if (due && changed.dueDate === undefined) {
    const code = header.paymentTermsCode
    const terms = code ? await readPaymentTerms(tx, header.companyId, code) : null
    header.dueDate = dueDates(header.documentDate, terms ?? null).dueDate
  }
  return { header, customerChanged, issues }
}

/** Gives the header what the customer of its number gives. @param typed what stays all the same */
async function takeCustomer(tx: Tx, header: SalesInvoiceRow, typed: Partial<SalesInvoiceRow>): Promise<Issue[]> {
  const { companyId, customerNo: no, documentDate } = header
  const terms = no === "" ? null : await readCustomerTerms(tx, companyId, no)
  if (terms) {
    Object.assign(header, pickFields(headerFromCustomer(terms, documentDate), salesHeader.given), typed)
    return customerProblems(terms)
  }
  const field = headerField("customerNo" satisfies SalesHeaderField)
  return [{ field, code: no === "" ? "required" : "customer_not_found" }]
}
