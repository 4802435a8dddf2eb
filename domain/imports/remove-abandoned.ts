import { and, eq, lt, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, fileImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"

/** Twice as long as the web server lets an upload take (bin/web.ts). */
const abandonedAfter = sql`interval '1 hour'`

/** Removes uploads that ended with the process that took them in, or while the database was away: nobody can go on with those. */
export async function removeAbandoned(companyId: number): Promise<number> {
  const removed = await inCompany(companyId, tx =>
    tx
      .delete(fileImport)
      .where(
        and(
          eq(fileImport.companyId, companyId),
          eq(fileImport.state, "uploading"),
          lt(fileImport.requestedAt, sql`now() - ${abandonedAfter}`),
        ),
      )
      .returning({ no: fileImport.no }),
  )
  return removed.length
}

/** The same in every company. @returns how many */
export async function removeAllAbandoned(): Promise<number> {
  let removed = 0
  for (const { id } of await database().select({ id: company.id }).from(company)) removed += await removeAbandoned(id)
  return removed
}
