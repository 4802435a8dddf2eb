import { and, eq, sql } from "drizzle-orm"
import { company, event, webhook, webhookDelivery } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { announce } from "@/domain/live/announce"
import { type Called, callOutside } from "@/domain/outside/call-outside"
import { unseal } from "@/domain/users/seal"
import { purposeOf, signedHeaders } from "./sign"
import { switchOffIfDead } from "./switch-off"
import { deliveryName } from "./work-name"

/** Tries of a delivery, over some 27 hours. */
export const mostTries = 12
/** Days after which a delivery is given up, however often it was put off because its server had just failed. */
const longestDays = 3

/** Seconds before the next try, after so many: threefold each time, six hours at most; some of it left to chance. */
const pause = sql`make_interval(secs => least(10 * 3 ^ ${webhookDelivery.attempts}, 21600) * (0.9 + random() * 0.2))`

/** Seconds that a server is left alone that has failed, longer each time, ten minutes at most. */
const rest = sql`make_interval(secs => least(5 * 2 ^ least(${webhook.failures}, 20), 600))`

/** What is told of an event: enough to ask the API for the rest, with a token of one's own. No names, no amounts. */
type Message = {
  type: string
  timestamp: string
  data: { company: string; documentType: string; no: string; version: number | null }
}

type Due = { url: string; secret: string | undefined; id: string; message: Message }

/**
 * Tries a delivery that is due. Its next try is written before this one begins: of a worker that is killed in between, or whose answer is
 * lost, it is tried again, under the same id.
 *
 * @returns the outcome, for the log; "not_queued": it has ended, or is not due
 */
export async function deliverMessage(companyId: number, no: string): Promise<string> {
  const due = await begin(companyId, Number(no))
  if (typeof due === "string") return due
  const { url, secret, id, message } = due
  // Sealed under another installation's secret: nobody can sign for it any more.
  if (secret === undefined) return settle(companyId, Number(no), { problem: "no_secret" })
  const body = JSON.stringify(message)
  return settle(companyId, Number(no), await callOutside(url, signedHeaders(secret, id, new Date(), body), body))
}

/** Ends a delivery that cannot be made. */
export async function giveUpDelivery(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, async tx => {
    await tx
      .update(webhookDelivery)
      .set({ state: "failed", endedAt: sql`now()` })
      .where(and(isDelivery(companyId, Number(no)), eq(webhookDelivery.state, "queued")))
    await announce(tx, companyId, deliveryName, no)
  })
}

async function begin(companyId: number, no: number): Promise<Due | string> {
  return inCompany(companyId, async tx => {
    const [hook] = await tx
      .select({
        url: webhook.url,
        sealedSecret: webhook.sealedSecret,
        switchedOffAt: webhook.switchedOffAt,
        isResting: sql<boolean>`coalesce(${webhook.restsUntil} > now(), false)`,
        restsUntil: webhook.restsUntil,
      })
      .from(webhookDelivery)
      .innerJoin(webhook, and(eq(webhook.companyId, companyId), eq(webhook.id, webhookDelivery.webhookId)))
      .where(isDelivery(companyId, no))
    if (!hook) return "not_queued"
    const isDue = and(
      isDelivery(companyId, no),
      eq(webhookDelivery.state, "queued"),
      sql`${webhookDelivery.queuedAt} <= now()`,
    )
    if (hook.switchedOffAt !== null) {
      const ended = { state: "failed", problem: "switched_off", endedAt: sql`now()` } as const
      const given = await tx.update(webhookDelivery).set(ended).where(isDue).returning({ no: webhookDelivery.no })
      return given.length > 0 ? "switched_off" : "not_queued"
    }
    if (hook.isResting) {
      const later = sql`${hook.restsUntil!.toISOString()}::timestamptz + make_interval(secs => random() * 10)`
      const put = await tx
        .update(webhookDelivery)
        .set({ queuedAt: later })
        .where(isDue)
        .returning({ no: webhookDelivery.no })
      return put.length > 0 ? "put_off" : "not_queued"
    }
    const [tried] = await tx
      .update(webhookDelivery)
      .set({ attempts: sql`${webhookDelivery.attempts} + 1`, queuedAt: sql`now() + ${pause}` })
      .where(isDue)
      .returning({ webhookId: webhookDelivery.webhookId, eventId: webhookDelivery.eventId })
    if (!tried) return "not_queued"
    const [told] = await tx
      .select({ event, slug: company.slug })
      .from(event)
      .innerJoin(company, eq(company.id, event.companyId))
      .where(and(eq(event.companyId, companyId), eq(event.id, tried.eventId)))
    return {
      url: hook.url,
      secret: unseal(purposeOf(companyId), hook.sealedSecret),
      id: `msg_${companyId}_${tried.webhookId}_${tried.eventId}`,
      message: messageOf(told!.event, told!.slug),
    }
  })
}

function messageOf({ kind, at, subjectType, subjectNo, version }: typeof event.$inferSelect, slug: string): Message {
  return {
    type: kind,
    timestamp: at.toISOString(),
    data: { company: slug, documentType: subjectType, no: subjectNo, version },
  }
}

async function settle(companyId: number, no: number, called: Called | { problem: "no_secret" }): Promise<string> {
  const answer = "answer" in called ? called.answer : null
  const problem = "problem" in called ? called.problem : ""
  const isTaken = answer !== null && answer >= 200 && answer < 300
  const isOver = sql`${webhookDelivery.attempts} >= ${mostTries} or ${problem} = 'no_secret'
    or ${webhookDelivery.createdAt} < now() - make_interval(days => ${longestDays})`
  const state = isTaken ? sql`'sent'` : sql`case when ${isOver} then 'failed' else 'queued' end`
  return inCompany(companyId, async tx => {
    const [settled] = await tx
      .update(webhookDelivery)
      .set({ state, answer, problem, endedAt: sql`case when ${state} = 'queued' then null else now() end` })
      .where(and(isDelivery(companyId, no), eq(webhookDelivery.state, "queued")))
      .returning({ webhookId: webhookDelivery.webhookId, state: webhookDelivery.state })
    if (!settled) return "not_queued"
    // What it answers to one message says nothing of the next, as long as it answers.
    const isDown = answer === null || answer >= 500 || answer === 429
    await tx
      .update(webhook)
      .set({
        ...(isDown
          ? { failures: sql`${webhook.failures} + 1`, restsUntil: sql`now() + ${rest}` }
          : { failures: 0, restsUntil: null }),
        failingSince: isTaken ? null : sql`coalesce(${webhook.failingSince}, now())`,
      })
      .where(and(eq(webhook.companyId, companyId), eq(webhook.id, settled.webhookId)))
    if (!isTaken) await switchOffIfDead(tx, companyId, settled.webhookId)
    await announce(tx, companyId, deliveryName, String(no))
    return settled.state === "queued" ? "tried_later" : settled.state
  })
}

function isDelivery(companyId: number, no: number) {
  return and(eq(webhookDelivery.companyId, companyId), eq(webhookDelivery.no, no))
}
