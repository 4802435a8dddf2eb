import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { readVendorBalance } from "@/domain/books/read-vendor-balance"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { Decimal } from "@/domain/money/decimal"
import { invoiceRounding } from "@/domain/posting/invoice-rounding"
import { nonDeductiblePercent } from "@/domain/posting/non-deductible-vat"
import { readPostingSetup } from "@/domain/posting/read-posting-setup"
import { type Statistics, workOutStatistics } from "@/domain/posting/statistics"
import { vatBaseOf } from "@/domain/posting/vat-base-of"
import { authorisePurchaseDocument, ofType } from "./access"
import type { PurchaseDocumentType } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { readPostingDocument } from "./read-posting-document"
import { type VatAmount, vatAmountsOf } from "./vat-amounts"

/** What a document comes to, and what its vendor is owed. */
export type DocumentStatistics<Header> = {
  header: Header
  statistics: Statistics
  /** At the posting date's rate. */
  currency: Omit<DocumentCurrency, `${string}AccountNo`>
  /** Of the pay-to vendor, in the company's currency; null: the actor may not see the books. */
  vendorBalance: Decimal | null
}

export type DraftStatistics = DocumentStatistics<PurchaseDocumentRow> & {
  /** Of each VAT group, to be typed as the vendor's paper has it. */
  vatAmounts: VatAmount[]
}

/**
 * What a draft would come to if it were posted as it is saved: the line of invoice rounding is counted, whatever may stand
 * in the way of posting.
 *
 * @param documentType absent: either; one of the other type is not found
 * @throws NotFound for an unknown number, another company's, or somebody else's; Forbidden
 */
export async function readStatistics(
  actor: Actor,
  no: string,
  documentType?: PurchaseDocumentType,
): Promise<DraftStatistics> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [header] = await tx
      .select()
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no), ofType(documentType)))
    authorisePurchaseDocument(actor, header)
    const document = await readPostingDocument(tx, header)
    const setup = await readPostingSetup(tx, actor, document, false)
    const rounding = invoiceRounding(document, setup)
    const percentOf = (group: string | null) => new Decimal(setup.vatSetups.get(group ?? "")?.vatPercent ?? 0)
    return {
      header,
      statistics: workOutStatistics(
        rounding ? [...document.lines, rounding] : document.lines,
        setup.currency,
        ({ vatProdPostingGroup }) => percentOf(vatProdPostingGroup),
        line => nonDeductiblePercent(line, setup),
        vatBaseOf(header, setup.currency.amountDecimals),
      ),
      currency: setup.currency,
      vatAmounts: vatAmountsOf(document.lines, { header, decimals: setup.currency.amountDecimals }),
      vendorBalance: may(actor, "books.see") ? await readVendorBalance(tx, companyId, header.payToVendorNo) : null,
    }
  })
}
