import { and, eq, isNotNull, lt, min, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { accountLetter, companyUser, users } from "@/db/schema"
import { recordSecurityOf } from "@/domain/security-log/record"
import type { Language } from "@/language/language"
import { passwordToken } from "./password-token"

type Kind = (typeof accountLetter.$inferSelect)["kind"]

/** A letter to be sent. */
export type AccountLetter = {
  id: number
  kind: Kind
  createdAt: Date
  to: { name: string; address: string }
  language: Language
  /** Where its link leads: path in the portal. */
  path: string
  /** Among whose captured mail it is, in the demo; 0 for none. */
  companyId: number
}

/** Who asked is not noted: it might be anybody. */
const nowhere = { address: "", userAgent: "" }

type Writer = Pick<ReturnType<typeof database>, "insert">

/** Days in which a letter that tells of a change is tried. */
const daysTried = 3

/** Tells the user of an account what was changed of it. */
export async function tellOfChange(
  writer: Writer,
  kind: Kind,
  to: { email: string; language: Language },
): Promise<void> {
  const expiresAt = sql`now() + make_interval(days => ${daysTried})`
  await writer.insert(accountLetter).values({ kind, email: to.email, language: to.language, expiresAt })
}

/**
 * Takes letters whose time has come, and puts off the next try: by a minute, by two, by four, up to an hour, until they
 * expire. Those to an address without an account are settled here.
 */
export async function takeDueLetters(atMost: number): Promise<AccountLetter[]> {
  const due = sql`(SELECT ${accountLetter.id} FROM ${accountLetter} WHERE ${accountLetter.mailDueAt} <= now()
    ORDER BY ${accountLetter.mailDueAt} LIMIT ${atMost} FOR UPDATE SKIP LOCKED)`
  const pause = sql`make_interval(mins => least(power(2, ${accountLetter.mailAttempts}), 60)::integer)`
  const taken = await database()
    .update(accountLetter)
    .set({
      mailAttempts: sql`${accountLetter.mailAttempts} + 1`,
      mailDueAt: sql`CASE WHEN ${accountLetter.expiresAt} > now() THEN now() + ${pause} END`,
    })
    .where(sql`${accountLetter.id} IN ${due}`)
    .returning()
  const letters = await Promise.all(
    taken.filter(({ expiresAt, usedAt }) => usedAt === null && expiresAt.getTime() > Date.now()).map(addressed),
  )
  return letters.filter(letter => letter !== undefined)
}

/** The mail server has taken it, or never will. */
export async function settleLetter(id: number): Promise<void> {
  await database()
    .update(accountLetter)
    .set({ mailDueAt: null })
    .where(and(eq(accountLetter.id, id), isNotNull(accountLetter.mailDueAt)))
}

/** Removes those that expired a month ago. */
export async function removeOldLetters(): Promise<void> {
  await database().delete(accountLetter).where(lt(accountLetter.expiresAt, sql`now() - interval '30 days'`))
}

function pathOf(row: typeof accountLetter.$inferSelect): string {
  if (row.kind === "password_link") return `/sign-in/new-password/${passwordToken(row)}`
  return row.kind === "second_factor_not_reset" ? "/sign-in" : "/sign-in/forgotten"
}

async function addressed(row: typeof accountLetter.$inferSelect): Promise<AccountLetter | undefined> {
  const { id, kind, createdAt, email } = row
  const [user] = await database()
    .select({ id: users.id, name: users.name, language: users.language, companyId: min(companyUser.companyId) })
    .from(users)
    .leftJoin(companyUser, eq(companyUser.userId, users.id))
    .where(eq(users.email, email))
    .groupBy(users.id)
  if (!user) {
    await settleLetter(id)
    return undefined
  }
  if (kind === "password_link" && row.mailAttempts === 1) {
    await recordSecurityOf({ userId: user.id }, "", nowhere, { kind: "password_link_asked" })
  }
  const path = pathOf(row)
  const to = { name: user.name, address: email }
  return { id, kind, createdAt, to, language: user.language ?? row.language, path, companyId: user.companyId ?? 0 }
}
