import { and, eq, isNull, lt, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { attachment, company } from "@/db/schema"
import { inCompany } from "@/db/tenancy"

/** Twice as long as the web server lets an upload take (bin/web.ts). */
const abandonedAfter = sql`interval '1 hour'`

/** Removes files that stopped coming in with the process that took them, or while the database was away. @returns how many */
export async function removeAbandonedAttachments(companyId: number): Promise<number> {
  const removed = await inCompany(companyId, tx =>
    tx
      .delete(attachment)
      .where(
        and(
          eq(attachment.companyId, companyId),
          isNull(attachment.hash),
          lt(attachment.attachedAt, sql`now() - ${abandonedAfter}`),
        ),
      )
      .returning({ id: attachment.id }),
  )
  return removed.length
}

/** The same in every company. @returns how many */
export async function removeAllAbandonedAttachments(): Promise<number> {
  let removed = 0
  for (const { id } of await database().select({ id: company.id }).from(company))
    removed += await removeAbandonedAttachments(id)
  return removed
}
