import { sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { refuse } from "@/domain/errors"

/**
 * A payment discount, tolerance or write-off closes what an entry has left, and holds for the whole of it: what settled the
 * entry before stays for as long as that does, else a discount would stand on a document that is owed again.
 *
 * @param lessened numbers of the entries that would be open again
 * @param undone numbers of the entries whose applications to those are undone, with what was taken off by them
 * @throws Refusal "payment.reduced_after", naming what has to be taken back first
 */
export async function refuseReduced(
  tx: Tx,
  companyId: number,
  lessened: readonly number[],
  undone: readonly number[],
): Promise<void> {
  const [d, e] = [detailedVendorLedgerEntry, vendorLedgerEntry]
  const among = (nos: readonly number[]) => sql`(${sql.param(nos.map(String))}::text[]::bigint[])`
  const [found] = await tx.execute<{ document: string; later: string }>(sql`
    select e.document_no as document, other.document_no as later
    from ${d} r
    join ${e} e on e.company_id = r.company_id and e.transaction_no = r.vendor_ledger_entry_no
    join ${e} other on other.company_id = r.company_id and other.transaction_no = r.applied_entry_no
    where r.company_id = ${companyId} and r.vendor_ledger_entry_no = any${among(lessened)}
      and r.applied_entry_no <> all${among(undone)}
      and r.entry_type in ('payment_discount', 'payment_tolerance', 'write_off')
    group by r.company_id, r.vendor_ledger_entry_no, r.applied_entry_no, r.entry_type, e.document_no, other.document_no
    having sum(r.amount) <> 0 and max(r.transaction_no) >= (
      select min(a.transaction_no) from ${d} a
      where a.company_id = r.company_id and a.vendor_ledger_entry_no = r.vendor_ledger_entry_no
        and a.applied_entry_no = any${among(undone)})
    order by max(r.transaction_no) desc limit 1`)
  if (found) throw refuse("payment.reduced_after", found)
}
