import { sql } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece, salesImport, salesImportChunk, salesImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { paymentImportWork } from "@/domain/payment-import/work-kind"
import { daily, keptDays } from "./daily"

/** Removes what stood in the rows of old files, and files that failed. What came of the rows stays, in numbers. */
export const cleanUpImportRows = scheduledKind({
  name: "clean_up_import_rows",
  schedule: daily(40),
  remove: async companyId => (await removeSalesRows(companyId)) + (await removePaymentFields(companyId)),
})

const old = sql`finished_at < now() - make_interval(days => ${keptDays.importRows})`

async function removeSalesRows(companyId: number): Promise<number> {
  return inCompany(companyId, async tx => {
    const ended = sql`company_id = ${companyId} and import_no in (
      select no from ${salesImport} where company_id = ${companyId} and state <> 'queued' and ${old})`
    // Without its file, one that failed cannot be tried again.
    await tx.execute(sql`delete from ${salesImportChunk} where ${ended}`)
    return (await tx.execute(sql`delete from ${salesImportRow} where ${ended}`)).count
  })
}

/** The rows stay without their fields, as their keys keep the same payment from being registered twice. */
async function removePaymentFields(companyId: number): Promise<number> {
  const { name } = paymentImportWork
  const emptied = await inCompany(companyId, tx =>
    tx.execute(sql`
      update ${backgroundWorkPiece} set content = null
      where company_id = ${companyId} and kind = ${name} and content is not null and work_no in (
        select no from ${backgroundWork} where company_id = ${companyId} and kind = ${name} and state <> 'queued' and ${old})`),
  )
  return emptied.count
}
