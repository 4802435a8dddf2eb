import { sql } from "drizzle-orm"
import { event, purchaseRequest, salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"

/** Invoices that are named where an import cannot be undone. */
const NAMED = 5

/**
 * Deletes sales invoices that were imported, all or none. Customers and items that were made with them stay.
 * @throws Refusal for those that somebody has edited since or bought from, and those that a later import changed
 */
export async function undoInvoices(actor: Actor, nos: readonly string[]): Promise<void> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const wanted = sql`company_id = ${companyId} and no = any(${sql.param(nos)}::text[])`
    await tx.execute(sql`select from ${salesInvoice} where ${wanted} order by no for update`)
    const built = await tx.execute<{ no: string; edited: boolean; changed: boolean }>(sql`
      select no, edited, changed from (
        select i.no, exists (select from ${event} as e where e.company_id = i.company_id
            and e.subject_type = 'sales_invoice' and e.subject_no = i.no) as edited,
          i.version > 1 as changed,
          exists (select from ${purchaseRequest} as r where r.company_id = i.company_id
            and r.sales_invoice_no = i.no) as bought
        from ${salesInvoice} as i where ${wanted}) as found
      where edited or changed or bought order by no limit ${NAMED}`)
    if (built.length > 0) {
      throw new Refusal(built.map(({ no, ...how }) => ({ code: reasonOf(how), params: { no } })))
    }
    await tx.execute(sql`delete from ${salesInvoice} where ${wanted}`)
  })
}

function reasonOf({ edited, changed }: { edited: boolean; changed: boolean }): string {
  if (edited) return "sales_import.undo_edited"
  return changed ? "sales_import.undo_changed_since" : "sales_import.undo_bought"
}
