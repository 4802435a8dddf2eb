import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm"
import { event, webhook, webhookDelivery } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { cutForward } from "@/domain/lists/cut-page"
import { announce } from "@/domain/live/announce"
import { readWebhook } from "./webhooks"
import { deliveryName } from "./work-name"

/** A message to a webhook, and what came of it. */
export type ShownDelivery = {
  no: number
  kind: string
  subjectNo: string
  at: Date
  state: "queued" | "sent" | "failed"
  attempts: number
  /** Null: none was given. */
  answer: number | null
  /** Why none was given; "": none was asked for yet, or it was. */
  problem: string
  /** Of what waits: when it is tried next. */
  dueAt: Date
}

/**
 * What a webhook was told, the latest first.
 * @param before number of the last one on the page before
 * @throws NotFound as `readWebhook`; Forbidden
 */
export async function listDeliveries(
  actor: Actor,
  webhookId: number,
  { before, limit }: { before?: number; limit: number },
): Promise<{ deliveries: ShownDelivery[]; next?: number }> {
  await readWebhook(actor, webhookId)
  const { companyId } = actor
  const d = webhookDelivery
  const read = await inCompany(companyId, tx =>
    tx
      .select({
        no: d.no,
        kind: event.kind,
        subjectNo: event.subjectNo,
        at: event.at,
        state: d.state,
        attempts: d.attempts,
        answer: d.answer,
        problem: d.problem,
        dueAt: d.queuedAt,
      })
      .from(d)
      .innerJoin(event, and(eq(event.companyId, companyId), eq(event.id, d.eventId)))
      .where(
        and(
          eq(d.companyId, companyId),
          eq(d.webhookId, webhookId),
          before === undefined ? undefined : lt(d.no, before),
        ),
      )
      .orderBy(desc(d.no))
      .limit(limit + 1),
  )
  const { rows: deliveries, next } = cutForward(read, limit, ({ no }) => no)
  return { deliveries, next }
}

/**
 * Sends a message once more that has ended, under the id that it had, with all its tries before it; also to a server that has just failed.
 * @throws Refusal webhook_off where the webhook is switched off; NotFound for one that waits, is gone, or is another company's; Forbidden
 */
export async function sendAgain(actor: Actor, no: number): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const again = await tx
      .update(webhookDelivery)
      .set({
        state: "queued",
        attempts: 0,
        queuedAt: sql`now()`,
        createdAt: sql`now()`,
        generation: sql`${webhookDelivery.generation} + 1`,
        answer: null,
        problem: "",
        endedAt: null,
      })
      .where(
        and(
          eq(webhookDelivery.companyId, companyId),
          eq(webhookDelivery.no, no),
          inArray(webhookDelivery.state, ["sent", "failed"]),
        ),
      )
      .returning({ webhookId: webhookDelivery.webhookId })
    const [sent] = again
    if (!sent) throw new NotFound("webhook delivery")
    const [on] = await tx
      .update(webhook)
      .set({ restsUntil: null })
      .where(and(eq(webhook.companyId, companyId), eq(webhook.id, sent.webhookId), isNull(webhook.switchedOffAt)))
      .returning({ id: webhook.id })
    if (!on) throw refuse("webhook_off")
    await announce(tx, companyId, deliveryName, String(no))
  })
}
