/** One form makes one document, however often it is sent as it is. */
import { createHash } from "node:crypto"
import { and, desc, eq, sql } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"

/**
 * What tells one sending of a form from another: its id and all that was typed. A double click sends the same; Back, and
 * something else typed, makes another document.
 */
export function sendingOf(form: { formId: string }): string {
  return createHash("sha256").update(JSON.stringify(form)).digest("hex")
}

/** Lets the same form of the same user in one at a time, until the transaction ends. */
export async function lockForm(tx: Tx, actor: Actor, sending: string): Promise<void> {
  const form = `${actor.companyId}/${actor.userId}/${sending}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${form}, 0))`)
}

const recentEvents = 500

/** The number of the document that this sending made before, looked for among the actor's last events. */
export async function madeByForm(tx: Tx, actor: Actor, kind: string, sending: string): Promise<string | undefined> {
  const recent = tx
    .select({ kind: event.kind, no: event.subjectNo, data: event.data })
    .from(event)
    .where(and(eq(event.companyId, actor.companyId), eq(event.actorId, actor.userId)))
    .orderBy(desc(event.id))
    .limit(recentEvents)
    .as("recent")
  const [made] = await tx
    .select({ no: recent.no })
    .from(recent)
    .where(and(eq(recent.kind, kind), sql`${recent.data} ->> 'sending' = ${sending}`))
  return made?.no
}
