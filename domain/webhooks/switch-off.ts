import { and, eq, inArray, isNull, sql } from "drizzle-orm"
import { membership, webhook, webhookDelivery } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"

/** Days after which a webhook is switched off of whose messages none was taken. */
export const daysUntilOff = 5

/**
 * Switches a webhook off by itself whose tries have failed for days without one success; the company's administrators are told. What waits
 * for it is given up, and can be sent again by hand once it is on again.
 *
 * Ask after a try that failed was written, in its transaction.
 */
export async function switchOffIfDead(tx: Tx, companyId: number, id: number): Promise<void> {
  const [dead] = await tx
    .update(webhook)
    .set({ switchedOffAt: sql`now()`, version: sql`${webhook.version} + 1` })
    .where(
      and(
        eq(webhook.companyId, companyId),
        eq(webhook.id, id),
        isNull(webhook.switchedOffAt),
        sql`${webhook.failingSince} < now() - make_interval(days => ${daysUntilOff})`,
      ),
    )
    .returning({ url: webhook.url })
  if (!dead) return
  await giveUpWaiting(tx, companyId, id)
  const administrators = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.companyId, companyId), eq(membership.role, "administrator")))
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: "webhook.switched_off",
    subjectType: "webhook",
    subjectNo: String(id),
    data: { host: new URL(dead.url).host, days: daysUntilOff },
    tell: { userIds: administrators.map(({ userId }) => userId) },
  })
}

/** Those that another worker is at end by themselves, as they are next due. */
async function giveUpWaiting(tx: Tx, companyId: number, id: number): Promise<void> {
  const d = webhookDelivery
  const waiting = await tx
    .select({ no: d.no })
    .from(d)
    .where(and(eq(d.companyId, companyId), eq(d.webhookId, id), eq(d.state, "queued")))
    .for("update", { skipLocked: true })
  if (waiting.length === 0) return
  await tx
    .update(d)
    .set({ state: "failed", problem: "switched_off", endedAt: sql`now()` })
    .where(
      and(
        eq(d.companyId, companyId),
        inArray(
          d.no,
          waiting.map(({ no }) => no),
        ),
      ),
    )
}
