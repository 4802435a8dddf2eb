import { and, eq } from "drizzle-orm"
import { postedPurchaseDocument as posted, vatEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readVendorBalance } from "@/domain/books/read-vendor-balance"
import type { IsoDate } from "@/domain/dates/date"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { NotFound } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { workOutStatistics } from "@/domain/posting/statistics"
import { vatBaseOf } from "@/domain/posting/vat-base-of"
import type { DocumentStatistics } from "@/domain/purchase-documents/read-statistics"
import type { PostedDocumentType } from "./list-posted-purchase-documents"
import { readPostedLines } from "./read-posted-lines"
import type { PostedHeader } from "./read-posted-purchase-document"

/**
 * What a posted document comes to, at the rates it was posted at: those of its currency and of its reverse-charge VAT,
 * whatever has been set up since.
 *
 * @throws NotFound for an unknown number, another company's, or one of the other document type; Forbidden
 */
export async function readPostedStatistics(
  actor: Actor,
  documentType: PostedDocumentType,
  no: string,
): Promise<DocumentStatistics<PostedHeader>> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [header] = await tx
      .select()
      .from(posted)
      .where(and(eq(posted.companyId, companyId), eq(posted.no, no), eq(posted.documentType, documentType)))
    if (!header) throw new NotFound(`posted purchase document ${no}`)
    const [lines, terms, vat, vendorBalance] = await Promise.all([
      readPostedLines(tx, companyId, no),
      readDocumentCurrency(tx, companyId, header.currencyCode, header.postingDate as IsoDate),
      tx
        .select({ group: vatEntry.vatProdPostingGroup, percent: vatEntry.vatPercent })
        .from(vatEntry)
        .where(
          and(
            eq(vatEntry.companyId, companyId),
            eq(vatEntry.transactionNo, header.transactionNo),
            eq(vatEntry.vatCalculationType, "reverse_charge"),
          ),
        ),
      readVendorBalance(tx, companyId, header.payToVendorNo),
    ])
    const currency = {
      ...terms,
      isRateMissing: false,
      exchangeRateAmount: new Decimal(header.exchangeRateAmount),
      relationalExchangeRateAmount: new Decimal(header.relationalExchangeRateAmount),
    }
    const nonDeductible = new Map(lines.map(line => [line.lineNo, line.nonDeductibleVatPercent]))
    const percents = new Map(vat.map(({ group, percent }) => [group, new Decimal(percent)]))
    return {
      header,
      statistics: workOutStatistics(
        lines,
        currency,
        ({ vatProdPostingGroup }) => percents.get(vatProdPostingGroup ?? "") ?? new Decimal(0),
        ({ lineNo }) => new Decimal(nonDeductible.get(lineNo) ?? 0),
        vatBaseOf(header, terms.amountDecimals),
      ),
      currency,
      vendorBalance,
    }
  })
}
