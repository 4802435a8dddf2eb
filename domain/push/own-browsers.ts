import { and, count, desc, eq, ne, or, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { pushSubscription, session } from "@/db/schema"
import { NotFound, refuse } from "@/domain/errors"
import { isOuterAddress } from "@/domain/outside/outer-address"
import { type Device, deviceNamed } from "@/domain/security-log/device-named"
import { isOpenSession } from "@/domain/users/own-sessions"
import { nameOfSession } from "@/domain/users/sessions"
import { markOf, requestOf, type Subscription, sealSubscription, subscriptionSchema } from "./subscription"

/** So many a user has at most: each is told by itself. */
const mostBrowsers = 10

/** A browser that is told by push, as shown to its user alone. */
export type OwnBrowser = {
  id: number
  device: Device
  createdAt: Date
  /** When it was last told; null: never. */
  lastSentAt: Date | null
  /** The one that asks. */
  isThis: boolean
  mark: string
}

/** The browsers that the user has turned push on in and is still signed in with, this one first. @param sessionId of the one that asks */
export async function listOwnBrowsers(userId: number, sessionId: string): Promise<OwnBrowser[]> {
  const p = pushSubscription
  const isThis = sql<boolean>`${p.sessionHash} = ${nameOfSession(sessionId)}`
  const rows = await database()
    .select({
      id: p.id,
      userAgent: session.userAgent,
      createdAt: p.createdAt,
      lastSentAt: p.lastSentAt,
      isThis,
      mark: p.mark,
    })
    .from(p)
    .innerJoin(session, eq(session.idHash, p.sessionHash))
    .where(and(eq(session.userId, userId), isOpenSession))
    .orderBy(desc(isThis), desc(p.id))
  return rows.map(({ userAgent, ...row }) => ({ ...row, device: deviceNamed(userAgent) }))
}

/**
 * Turns push on in the browser of a session; what it said before is replaced. The browser may have been another session's, another user's
 * too: whoever has its address and keys is that browser, and it is told for who uses it last.
 *
 * @param said what the browser says of itself, as JSON
 * @throws Refusal push_refused for what is no subscription, and for an address that is not https or of this server's own network; push_many
 */
export async function turnPushOn(userId: number, sessionId: string, said: string): Promise<void> {
  const subscription = await checked(said)
  const sessionHash = nameOfSession(sessionId)
  const mark = markOf(subscription)
  await database().transaction(async tx => {
    // Whoever adds one at the same time waits, and counts this one; a session that ended meanwhile has none.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('push'), ${userId})`)
    const isOwn = and(eq(session.userId, userId), isOpenSession)
    const [own] = await tx
      .select({ id: session.idHash })
      .from(session)
      .where(and(eq(session.idHash, sessionHash), isOwn))
      .for("share")
    if (!own) throw refuse("signed_out")
    const p = pushSubscription
    await tx.delete(p).where(or(eq(p.sessionHash, sessionHash), eq(p.mark, mark)))
    const [others] = await tx
      .select({ count: count() })
      .from(p)
      .innerJoin(session, eq(session.idHash, p.sessionHash))
      .where(and(isOwn, ne(p.sessionHash, sessionHash)))
    if (others!.count >= mostBrowsers) throw refuse("push_many", { most: mostBrowsers })
    await tx.insert(p).values({ sessionHash, mark, sealed: sealSubscription(subscription) })
  })
}

/** Turns push off in one of the user's browsers. @throws NotFound for one that is gone, and for anybody else's */
export async function turnPushOff(userId: number, id: number): Promise<void> {
  const sessions = database().select({ id: session.idHash }).from(session).where(eq(session.userId, userId))
  const gone = Number.isSafeInteger(id)
    ? await database()
        .delete(pushSubscription)
        .where(and(eq(pushSubscription.id, id), sql`${pushSubscription.sessionHash} in (${sessions})`))
        .returning({ id: pushSubscription.id })
    : []
  if (gone.length === 0) throw new NotFound("browser")
}

async function checked(said: string): Promise<Subscription> {
  const wrong = refuse("push_refused")
  try {
    const subscription = subscriptionSchema.parse(JSON.parse(said))
    // Keys that nothing can be encrypted by are none.
    requestOf(subscription, "{}", {})
    if (!(await isOuterAddress(subscription.endpoint))) throw wrong
    return subscription
  } catch {
    throw wrong
  }
}
