import { sql } from "drizzle-orm"
import { fileImport, fileImportChunk, fileImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { daily, keptDays } from "./daily"

/** Removes what stood in the rows of old files, and the files. What came of the rows stays, in numbers. */
export const cleanUpImportRows = scheduledKind({
  name: "clean_up_import_rows",
  schedule: daily(40),
  perform: async companyId =>
    inCompany(companyId, async tx => {
      const ended = sql`company_id = ${companyId} and import_no in (
        select no from ${fileImport} where company_id = ${companyId} and state <> 'queued'
          and finished_at < now() - make_interval(days => ${keptDays.importRows}))`
      // Without its file, one cannot be read again.
      await tx.execute(sql`delete from ${fileImportChunk} where ${ended}`)
      return (await tx.execute(sql`delete from ${fileImportRow} where ${ended}`)).count
    }),
})
