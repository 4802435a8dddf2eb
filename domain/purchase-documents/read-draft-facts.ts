import { and, eq } from "drizzle-orm"
import { company, currency, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { DocumentFact } from "@/domain/facts/fact"
import { lineMarginsOf, type Margin, marginsOf } from "@/domain/facts/margin"
import { readFacts } from "@/domain/facts/read-facts"
import { authorisePurchaseDocument } from "./access"

export type DraftFacts = {
  /** The worst first. */
  facts: DocumentFact[]
  /** Null: a cost is not known; absent: nothing is known to be sold, or the actor may not see it. */
  margin?: Margin | null
  /** By line id. */
  lineMargins: ReadonlyMap<number, Margin | null>
  /** The company's, which all amounts are in. */
  currencyCode: string
  amountDecimals: number
}

/**
 * What is worth knowing of a draft before somebody agrees to it, and what it leaves of the sale.
 *
 * @throws NotFound for an unknown number, another company's, or somebody else's; Forbidden
 */
export async function readDraftFacts(actor: Actor, no: string): Promise<DraftFacts> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [[header], [own], facts, margins, lineMargins] = await Promise.all([
      tx
        .select({
          requestedBy: purchaseInvoice.requestedBy,
          reviewState: purchaseInvoice.reviewState,
          documentType: purchaseInvoice.documentType,
        })
        .from(purchaseInvoice)
        .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no))),
      tx
        .select({ currencyCode: currency.code, amountDecimals: currency.amountDecimals })
        .from(company)
        .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
        .where(eq(company.id, companyId)),
      readFacts(tx, actor, no),
      marginsOf(tx, actor, [no]),
      lineMarginsOf(tx, actor, no),
    ])
    authorisePurchaseDocument(actor, header)
    return { facts, margin: margins.get(no), lineMargins, ...own! }
  })
}
