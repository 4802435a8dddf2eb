import { and, eq, sql } from "drizzle-orm"
import { company, customer, paymentTerms } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { isInvoicingBlocked } from "@/domain/customers/blocked-customer"
import type { IsoDate } from "@/domain/dates/date"
import { headerField } from "@/domain/documents/draft"
import { dueDates } from "@/domain/documents/due-date"
import type { Terms } from "@/domain/documents/setup-choices"
import type { Issue } from "@/domain/errors"

export type CustomerTerms = {
  customer: typeof customer.$inferSelect
  currencyCode: string
  timeZone: string
  paymentTerms: Omit<Terms, "calcPmtDiscOnCrMemos"> | null
}

/** A customer and its terms. Null where the company has no such customer. */
export async function readCustomerTerms(tx: Tx, companyId: number, customerNo: string): Promise<CustomerTerms | null> {
  const [row] = await tx
    .select({
      customer,
      currencyCode: sql<string>`coalesce(${customer.currencyCode}, ${company.currencyCode})`,
      timeZone: company.timeZone,
      dueDateCalculation: paymentTerms.dueDateCalculation,
      discountDateCalculation: paymentTerms.discountDateCalculation,
      discountPercent: paymentTerms.discountPercent,
    })
    .from(customer)
    .innerJoin(company, eq(company.id, customer.companyId))
    .leftJoin(
      paymentTerms,
      and(eq(paymentTerms.companyId, customer.companyId), eq(paymentTerms.code, customer.paymentTermsCode)),
    )
    .where(and(eq(customer.companyId, companyId), eq(customer.no, customerNo)))
  if (!row) return null
  const { dueDateCalculation, discountDateCalculation, discountPercent, ...terms } = row
  const known = dueDateCalculation !== null && discountDateCalculation !== null && discountPercent !== null
  return { ...terms, paymentTerms: known ? { dueDateCalculation, discountDateCalculation, discountPercent } : null }
}

/** Why nothing can be sold to this customer. */
export function customerProblems({ customer: buyer }: CustomerTerms): Issue[] {
  const field = headerField("customerNo")
  const named = { customer: buyer.name, no: buyer.no }
  const issues: Issue[] = []
  if (buyer.privacyBlocked) issues.push({ field, code: "customer_privacy_blocked", params: named })
  else if (isInvoicingBlocked(buyer.blocked)) issues.push({ field, code: "customer_blocked", params: named })
  if (!buyer.vatBusPostingGroup) issues.push({ field, code: "customer_vat_group_missing", params: named })
  return issues
}

/** What the header of a sales invoice takes from its customer. */
export function headerFromCustomer(terms: CustomerTerms, documentDate: IsoDate) {
  const { customer: buyer } = terms
  return {
    customerNo: buyer.no,
    customerName: buyer.name,
    address: buyer.address,
    postCode: buyer.postCode,
    city: buyer.city,
    countryRegionCode: buyer.countryRegionCode,
    contact: buyer.contact,
    vatRegistrationNo: buyer.vatRegistrationNo,
    genBusPostingGroup: buyer.genBusPostingGroup,
    vatBusPostingGroup: buyer.vatBusPostingGroup,
    paymentTermsCode: buyer.paymentTermsCode,
    salespersonCode: buyer.salespersonCode,
    currencyCode: terms.currencyCode,
    dueDate: dueDates(documentDate, terms.paymentTerms).dueDate,
  }
}
