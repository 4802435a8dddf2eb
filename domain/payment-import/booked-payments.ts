import { sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"
import type { RowPayment } from "./row-payment"

/** A payment that is in the books and was not reversed. */
export type BookedPayment = {
  no: string
  /** Numbers of the documents that it settles now, ours and the vendor's; none: it is on account. */
  documents: string[]
}

/**
 * Payments in the books that a row may say again: of the same vendor on the same day, over the same amount in the same
 * currency and under the same reference. The first registered first.
 */
export async function bookedPayments(
  tx: Tx,
  companyId: number,
  { vendorNo, postingDate, amount, externalDocumentNo }: RowPayment,
  currencyCode: string,
): Promise<BookedPayment[]> {
  return tx.execute<BookedPayment>(sql`
    select e.document_no as no, array(
        select unnest(array[a.document_no, a.external_document_no])
        from detailed_vendor_ledger_entry d
        join vendor_ledger_entry a on a.company_id = ${companyId} and a.transaction_no = d.applied_entry_no
        where d.company_id = ${companyId} and d.vendor_ledger_entry_no = e.transaction_no
          and a.document_type <> 'payment'
        group by a.transaction_no, a.document_no, a.external_document_no having sum(d.amount) <> 0
        ) as documents
    from vendor_ledger_entry e
    join ledger_transaction t on t.company_id = ${companyId} and t.no = e.transaction_no
    where e.company_id = ${companyId} and e.vendor_no = ${vendorNo} and e.document_type = 'payment'
      and e.posting_date = ${postingDate} and e.amount = ${new Decimal(amount).toFixed()}::numeric
      and e.currency_code = ${currencyCode} and upper(e.external_document_no) = ${externalDocumentNo.toUpperCase()}
      and t.reverses_no is null and not exists (select from ledger_transaction r
        where r.company_id = ${companyId} and r.reverses_no = t.no)
    order by e.transaction_no`)
}
