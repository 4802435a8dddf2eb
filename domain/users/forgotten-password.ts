import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { accountLetter, users } from "@/db/schema"
import type { RequestOrigin } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { recordSecurityOf } from "@/domain/security-log/record"
import type { Language } from "@/language/language"
import { removeOldLetters, tellOfChange } from "./account-letters"
import { endTokens } from "./api-tokens"
import { hashOfToken } from "./invitation-token"
import { linksReachMailboxes } from "./link-mail"
import { hashPassword } from "./password"
import { ownWordsOf, requireStrong } from "./password-rules"
import { passwordToken } from "./password-token"
import { revokeSessions } from "./sessions"
import { accountKey, countKeys, network } from "./throttle"
import { waitUntil } from "./wait"

const minutesValid = 60
/** Letters to one account, and requests from one network, before they have to wait an hour each. */
const allowed = { account: 3, address: 30 }
const pace = { first: "1 hour", longest: "1 hour" }

/**
 * Has a link to a new password mailed to whoever reads an account's mail. Does the same for an address without an account,
 * which the worker that sends finds out: neither answer nor time tells. Of more than three letters an hour to one account
 * the further ones are not sent, and the answer is the same; the links of the first ones are still good.
 *
 * @param asked.address where the request comes from
 * @throws Refusal from a network that asks too often, and where no mail goes out
 */
export async function askForNewPassword(asked: { email: string; address: string; language: Language }): Promise<void> {
  const { email, address, language } = asked
  if (!(await linksReachMailboxes())) throw refuse("user.no_mail_server")
  const until = await countKeys([{ key: `forgotten-address:${network(address)}`, allowed: allowed.address, pace }])
  if (until) throw refuse("user.too_many_attempts", waitUntil(until), "email")
  const account = { key: `forgotten-account:${accountKey(email)}`, allowed: allowed.account, pace }
  if (await countKeys([account])) return
  const createdAt = new Date()
  await database()
    .insert(accountLetter)
    .values({
      kind: "password_link",
      email,
      language,
      createdAt,
      tokenHash: hashOfToken(passwordToken({ email, createdAt })),
      expiresAt: sql`now() + make_interval(mins => ${minutesValid})`,
    })
    .onConflictDoNothing()
  await removeOldLetters()
}

/** @returns whose password the link opens; undefined for one that is unknown, used, or more than an hour old */
export async function findPasswordLink(token: string): Promise<{ email: string } | undefined> {
  const [found] = await database()
    .select({ email: accountLetter.email })
    .from(accountLetter)
    .innerJoin(users, eq(users.email, accountLetter.email))
    .where(isOpen(token))
  return found
}

/**
 * Gives the account that the link is for another password, once. All its sessions end, every other link to a new password
 * is worthless from then on, and the user is told by mail.
 *
 * @throws NotFound for a link that is not valid (any more); Refusal for a password that is easily guessed
 */
export async function chooseNewPassword(token: string, password: string, from: RequestOrigin): Promise<void> {
  const found = await findPasswordLink(token)
  if (!found) throw new NotFound("link")
  const [user] = await database().select({ id: users.id }).from(users).where(eq(users.email, found.email))
  if (!user) throw new NotFound("link")
  await requireStrong(password, await ownWordsOf(user.id), "password")
  const passwordHash = await hashPassword(password)
  await database().transaction(async tx => {
    const [used] = await tx
      .update(accountLetter)
      .set({ usedAt: sql`now()` })
      .where(isOpen(token))
      .returning({ language: accountLetter.language })
    if (!used) throw new NotFound("link")
    await tx
      .update(accountLetter)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(accountLetter.email, found.email),
          eq(accountLetter.kind, "password_link"),
          isNull(accountLetter.usedAt),
        ),
      )
    await tx
      .update(users)
      .set({ passwordHash, verifiedAt: sql`coalesce(${users.verifiedAt}, now())` })
      .where(eq(users.id, user.id))
    await revokeSessions(user.id, undefined, tx)
    await endTokens(tx, user.id)
    await tellOfChange(tx, "password_changed", { email: found.email, language: used.language })
  })
  await recordSecurityOf({ userId: user.id }, "", from, { kind: "password_changed", detail: "by_link" })
}

function isOpen(token: string) {
  return and(
    eq(accountLetter.tokenHash, hashOfToken(token)),
    eq(accountLetter.kind, "password_link"),
    isNull(accountLetter.usedAt),
    gt(accountLetter.expiresAt, sql`now()`),
  )
}
