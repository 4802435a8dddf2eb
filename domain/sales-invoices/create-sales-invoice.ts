import { salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { headerField } from "@/domain/documents/draft"
import { onceByForm, sendingOf } from "@/domain/documents/form-once"
import { checkHeader } from "@/domain/documents/header-values"
import { refuseIf } from "@/domain/documents/plan-save"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { customerProblems, headerFromCustomer, readCustomerTerms } from "./customer-terms"
import { salesHeader } from "./sales-header"

/**
 * Makes an ongoing sales invoice: a header from the customer, dated the company's today, without lines.
 *
 * @param input.formId id the page made: sent twice with the same content, it makes one invoice
 * @returns its number
 * @throws Refusal at header.customerNo or header.externalDocumentNo; Forbidden
 */
export async function createSalesInvoice(
  actor: Actor,
  input: { formId: string; customerNo: string; externalDocumentNo?: string },
): Promise<string> {
  authorise(actor, "sales_invoice.edit")
  const field = headerField("customerNo")
  if (input.customerNo === "") throw refuse("required", undefined, field)
  const externalDocumentNo = (input.externalDocumentNo ?? "").trim()
  refuseIf(checkHeader(salesHeader, { externalDocumentNo }))
  return inCompany(actor.companyId, tx =>
    onceByForm(tx, actor, sendingOf(input), async () => {
      const terms = await readCustomerTerms(tx, actor.companyId, input.customerNo)
      if (!terms) throw refuse("customer_not_found", undefined, field)
      refuseIf(customerProblems(terms))
      const date = today(terms.timeZone)
      const no = await takeNumberOf(tx, actor.companyId, "salesInvoiceNos")
      await tx.insert(salesInvoice).values({
        ...headerFromCustomer(terms, date),
        companyId: actor.companyId,
        no,
        documentDate: date,
        postingDate: date,
        externalDocumentNo,
      })
      await recordEvent(tx, {
        companyId: actor.companyId,
        actor,
        kind: "sales_invoice.created",
        subjectType: "sales_invoice",
        subjectNo: no,
        version: 1,
        data: { customerName: terms.customer.name },
      })
      return no
    }),
  )
}
