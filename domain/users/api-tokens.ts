import { createHash, randomBytes } from "node:crypto"
import { and, asc, count, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { apiToken, companyUser, session, users } from "@/db/schema"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { recordSecurity } from "@/domain/security-log/record"
import { receivedLine } from "@/domain/text/received-text"
import { tellOfChange } from "./account-letters"
import type { ApiScope, TokenDays } from "./api-scopes"
import { isEndedFor } from "./memberships"
import { nameOfSession } from "./sessions"

/** So many a person has at most in one company. */
const mostTokens = 20
/** Letters of a token's name. */
export const longestTokenName = 60

/** What every token begins with, so that one that leaks is recognised. */
const prefix = "inkoop_"

/** A token as its person sees it, and an administrator: never the token itself. */
export type ShownToken = {
  id: number
  person: { id: number; name: string }
  name: string
  /** Its last letters. */
  ending: string
  scopes: ApiScope[]
  createdAt: Date
  expiresAt: Date
  /** Null: never. */
  lastUsedAt: Date | null
  /** Expired, or ended with the person's sessions: it opens nothing any more. */
  isOver: boolean
}

/**
 * Makes a token by which the actor's programs speak for the actor to this company; the actor is told by mail. The caller has asked for a
 * fresh sign-in.
 *
 * @param given.sessionId of who makes it: what the company wants of a session, it wants of the token
 * @returns the token, which is kept nowhere and shown once
 * @throws Refusal for none or too long a name, no scopes, or one token too many; Forbidden
 */
export async function makeToken(
  actor: Actor,
  given: { name: string; scopes: readonly ApiScope[]; days: TokenDays; sessionId: string },
): Promise<string> {
  authorise(actor, "company.enter")
  const { companyId, userId } = actor
  const name = receivedLine(given.name).trim()
  if (name === "") throw refuse("required", undefined, "tokenName")
  if (name.length > longestTokenName) throw refuse("too_long", { maximum: longestTokenName }, "tokenName")
  if (given.scopes.length === 0) throw refuse("required", undefined, "scopes")
  const token = `${prefix}${randomBytes(32).toString("base64url")}`
  await database().transaction(async tx => {
    // Whoever makes one at the same time waits, and counts this one.
    await tx.select({ id: companyUser.userId }).from(companyUser).where(isPerson(companyId, userId)).for("update")
    const [there] = await tx.select({ count: count() }).from(apiToken).where(isOwn(actor))
    if (there!.count >= mostTokens) throw refuse("user.tokens_many", { most: mostTokens })
    const [made] = await tx
      .select({ factorAt: session.factorAt, ssoCompanyId: session.ssoCompanyId, email: users.email })
      .from(session)
      .innerJoin(users, eq(users.id, session.userId))
      .where(and(eq(session.idHash, nameOfSession(given.sessionId)), eq(session.userId, userId)))
    if (!made) throw refuse("signed_out")
    await tx.insert(apiToken).values({
      companyId,
      userId,
      name,
      tokenHash: hashOfApiToken(token),
      ending: token.slice(-4),
      scopes: [...new Set(given.scopes)],
      expiresAt: sql`now() + make_interval(days => ${given.days})`,
      hasFactor: made.factorAt !== null,
      ssoCompanyId: made.ssoCompanyId,
    })
    await tellOfChange(tx, "api_token_made", { email: made.email, language: actor.language })
    await recordSecurity(tx, actor, { kind: "api_token_changed", detail: "made" })
  })
  return token
}

/** The actor's own tokens for this company, the oldest first. @throws Forbidden */
export function listOwnTokens(actor: Actor): Promise<ShownToken[]> {
  authorise(actor, "company.enter")
  return shownTokens(actor.companyId, actor.userId)
}

/** Everybody's tokens for the actor's company, by name of the person. @throws Forbidden */
export function listCompanyTokens(actor: Actor): Promise<ShownToken[]> {
  authorise(actor, "company.administer")
  return shownTokens(actor.companyId)
}

/** Ends one of the actor's tokens at once. @throws NotFound for one that is gone, and for anybody else's; Forbidden */
export async function withdrawOwnToken(actor: Actor, id: number): Promise<void> {
  authorise(actor, "company.enter")
  await withdraw(actor, id, true)
}

/** Ends anybody's token for the actor's company. @throws NotFound for one that is gone, and for another company's; Forbidden */
export async function withdrawCompanyToken(actor: Actor, id: number): Promise<void> {
  authorise(actor, "company.administer")
  await withdraw(actor, id, false)
}

async function withdraw(actor: Actor, id: number, own: boolean): Promise<void> {
  await database().transaction(async tx => {
    const theirs = own ? isOwn(actor) : eq(apiToken.companyId, actor.companyId)
    const [gone] = await tx
      .delete(apiToken)
      .where(and(eq(apiToken.id, id), theirs))
      .returning({ userId: apiToken.userId })
    if (!gone) throw new NotFound("api token")
    await recordSecurity(tx, actor, { kind: "api_token_changed", detail: "withdrawn", subjectId: gone.userId })
  })
}

/**
 * Ends all tokens of a person, everywhere: with a new password, as whoever knew the former may have made one.
 * @param writer of the transaction that changes it
 */
export async function endTokens(writer: Pick<ReturnType<typeof database>, "delete">, userId: number): Promise<void> {
  await writer.delete(apiToken).where(eq(apiToken.userId, userId))
}

/** What the table keeps of a token. */
export function hashOfApiToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}

/** Whether a text can be a token, before anything is asked. */
export function looksLikeToken(text: string): boolean {
  return text.startsWith(prefix) && /^[\w-]{43}$/.test(text.slice(prefix.length))
}

async function shownTokens(companyId: number, userId?: number): Promise<ShownToken[]> {
  const over = sql<boolean>`${apiToken.expiresAt} <= now() OR ${isEndedFor(sql`${apiToken.createdAt}`)}`
  const rows = await database()
    .select({ token: apiToken, name: users.name, isOver: over })
    .from(apiToken)
    .innerJoin(users, eq(users.id, apiToken.userId))
    .innerJoin(companyUser, isPerson(apiToken.companyId, apiToken.userId))
    .where(and(eq(apiToken.companyId, companyId), userId === undefined ? undefined : eq(apiToken.userId, userId)))
    .orderBy(sql`${users.name} COLLATE "und-x-icu"`, asc(apiToken.id))
  return rows.map(({ token, name, isOver }) => ({
    id: token.id,
    person: { id: token.userId, name },
    name: token.name,
    ending: token.ending,
    scopes: token.scopes as ApiScope[],
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    lastUsedAt: token.lastUsedAt,
    isOver,
  }))
}

function isPerson(companyId: number | typeof apiToken.companyId, userId: number | typeof apiToken.userId) {
  return and(eq(companyUser.companyId, companyId), eq(companyUser.userId, userId))
}

function isOwn({ companyId, userId }: Actor) {
  return and(eq(apiToken.companyId, companyId), eq(apiToken.userId, userId))
}
