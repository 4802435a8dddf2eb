import { sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { SubjectType } from "@/domain/history/record-event"
import type { DatabaseNews } from "./listen"

/**
 * Tells live pages, when the transaction commits, that a document looks different though no event was recorded, such as
 * the progress of long work. Recorded events announce themselves.
 */
export async function announce(tx: Tx, companyId: number, type: SubjectType, no: string): Promise<void> {
  await notify(tx, { company: companyId, type, no })
}

/** Tells the live pages of one user, when the transaction commits, that their notifications look different. */
export async function announceToUser(tx: Tx, companyId: number, userId: number): Promise<void> {
  await notify(tx, { company: companyId, user: userId })
}

async function notify(tx: Tx, news: DatabaseNews): Promise<void> {
  await tx.execute(sql`select pg_notify('inkoop_event', ${JSON.stringify(news)})`)
}
