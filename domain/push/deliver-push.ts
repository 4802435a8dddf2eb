import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { companySignIn, companyUser, pushDelivery, pushSubscription, session } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { readTold, type ToldOutside } from "@/domain/notifications/read-told"
import { type Called, callOutside } from "@/domain/outside/call-outside"
import { isEndedFor, isIdleFor, lacksFactorFor, wantsOtherFor } from "@/domain/users/memberships"
import { isOpenSession } from "@/domain/users/own-sessions"
import { longestPause } from "@/domain/users/presence"
import { markFor } from "@/domain/users/seal"
import { requestOf, type Subscription, unsealSubscription } from "./subscription"

/** Tries of a message, over some two hours. */
export const mostPushTries = 6
/** Seconds for which a push service keeps a message for a browser that is away: what was a day ago, the bell tells. */
const keptSeconds = 24 * 60 * 60

/** Seconds before the next try, after so many: fourfold each time, an hour at most; some of it left to chance. */
const pause = sql`make_interval(secs => least(30 * 4 ^ (${pushDelivery.attempts} - 1), 3600) * (0.9 + random() * 0.2))`

/** What the browser shows (public/push-worker.js): in its reader's language, no more than the subject of the mail says. */
export type PushMessage = {
  title: string
  body: string
  /** Address in the portal that opens it. */
  path: string
  /** Where that leads to: a tab that shows it is gone to instead. */
  page: string
  language: string
}

type Due = { subscriptionId: number; subscription: Subscription; told: ToldOutside }

/**
 * Sends a message that is due, once: that it was begun is written before, and nobody begins it again. It is tried again where the push
 * service was not reached or said that it cannot take it now, a bounded number of times.
 *
 * @param messageOf says what happened
 * @returns the outcome, for the log; "not_queued": it has ended, or is not due
 */
export async function deliverPush(
  companyId: number,
  no: number,
  messageOf: (told: ToldOutside) => PushMessage,
): Promise<string> {
  const due = await inCompany(companyId, tx => begin(tx, companyId, no))
  if (typeof due === "string") return due
  const { subscription, told } = due
  // Shown in place of what was told of the same matter before; its name tells the push service nothing.
  const matter = markFor("push topic", `${companyId} ${told.subjectType} ${told.subjectNo}`).toString("base64url")
  const topic = matter.slice(0, 32)
  const message = JSON.stringify({ ...messageOf(told), tag: topic })
  const { headers, body } = requestOf(subscription, message, { TTL: keptSeconds, topic })
  return settle(companyId, no, due, await callOutside(subscription.endpoint, headers, body))
}

/** Ends a message that cannot be sent. */
export async function giveUpPush(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, tx => tx.delete(pushDelivery).where(isDelivery(companyId, Number(no))))
}

async function begin(tx: Tx, companyId: number, no: number): Promise<Due | string> {
  const [begun] = await tx
    .update(pushDelivery)
    .set({ state: "sending", attempts: sql`${pushDelivery.attempts} + 1` })
    .where(and(isDelivery(companyId, no), eq(pushDelivery.state, "queued"), sql`${pushDelivery.queuedAt} <= now()`))
    .returning({
      key: { companyId: pushDelivery.companyId, userId: pushDelivery.userId, eventId: pushDelivery.eventId },
      id: pushDelivery.subscriptionId,
    })
  if (!begun) return "not_queued"
  const sealed = await sealedOf(tx, companyId, begun.id, begun.key.userId)
  const found = sealed === undefined ? undefined : await readTold(tx, begun.key)
  if (sealed === undefined || !found?.isMember) {
    await tx.delete(pushDelivery).where(isDelivery(companyId, no))
    return "not_told"
  }
  const subscription = unsealSubscription(sealed)
  if (subscription) return { subscriptionId: begun.id, subscription, told: found.told }
  // Sealed under another installation's secret: nobody can send it anything any more.
  await tx.delete(pushSubscription).where(eq(pushSubscription.id, begun.id))
  await tx.delete(pushDelivery).where(isDelivery(companyId, no))
  return "not_told"
}

/** The browser, as long as its session is open, and opens that company: as at every request (presence.ts). */
async function sealedOf(tx: Tx, companyId: number, id: number, userId: number): Promise<string | undefined> {
  const isClosed = sql<boolean>`${isEndedFor(sql`${session.createdAt}`)} or ${isIdleFor(longestPause)}
    or ${wantsOtherFor(sql`${session.ssoCompanyId}`, sql`${session.userId}`)}
    or ${lacksFactorFor(sql`(${session.factorAt} is not null or ${session.ssoCompanyId} is not null)`)}`
  const [found] = await tx
    .select({ sealed: pushSubscription.sealed, isClosed })
    .from(pushSubscription)
    .innerJoin(session, eq(session.idHash, pushSubscription.sessionHash))
    .innerJoin(companyUser, and(eq(companyUser.companyId, companyId), eq(companyUser.userId, session.userId)))
    .leftJoin(companySignIn, eq(companySignIn.companyId, companyId))
    .where(and(eq(pushSubscription.id, id), eq(session.userId, userId), isOpenSession))
  return found && !found.isClosed ? found.sealed : undefined
}

async function settle(companyId: number, no: number, { subscriptionId }: Due, called: Called): Promise<string> {
  const isSubscription = eq(pushSubscription.id, subscriptionId)
  const answer = "answer" in called ? called.answer : 0
  const isTaken = answer >= 200 && answer < 300
  // The browser has unsubscribed, or its address leads inside: nothing will ever reach it.
  const isGone = answer === 404 || answer === 410 || ("problem" in called && called.problem === "inner_address")
  // A time-out is none of these: the message may have been taken.
  const isForLater = answer === 429 || answer >= 500 || ("problem" in called && called.problem === "unreachable")
  if (isGone) await database().delete(pushSubscription).where(isSubscription)
  else
    await database()
      .update(pushSubscription)
      .set(isTaken ? { lastSentAt: sql`now()`, failures: 0 } : { failures: sql`${pushSubscription.failures} + 1` })
      .where(isSubscription)
  return inCompany(companyId, async tx => {
    const again = isForLater
      ? await tx
          .update(pushDelivery)
          .set({ state: "queued", queuedAt: sql`now() + ${pause}` })
          .where(and(isDelivery(companyId, no), sql`${pushDelivery.attempts} < ${mostPushTries}`))
          .returning({ no: pushDelivery.no })
      : []
    if (again.length > 0) return "tried_later"
    await tx.delete(pushDelivery).where(isDelivery(companyId, no))
    if (isTaken) return "sent"
    return isGone ? "browser_gone" : "failed"
  })
}

function isDelivery(companyId: number, no: number) {
  return and(eq(pushDelivery.companyId, companyId), eq(pushDelivery.no, no))
}
