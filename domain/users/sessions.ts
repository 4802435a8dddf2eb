import { createHash, randomBytes } from "node:crypto"
import { and, eq, isNull, ne, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { session } from "@/db/schema"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"

/** A session ends after two weeks, used or not. */
export const sessionSeconds = 14 * 24 * 60 * 60

type Writer = Pick<ReturnType<typeof database>, "insert" | "update">

export type HowOpened = { awaitsFactor?: boolean; hasFactor?: boolean; ssoCompanyId?: number }

/** Of what a browser calls itself, so much is kept. */
const longestUserAgent = 300

/**
 * Opens a session.
 * @param userAgent what the browser calls itself
 * @param how.awaitsFactor whether it opens nothing until the second factor has come
 * @param how.hasFactor whether that has come with it
 * @param how.ssoCompanyId the company whose single sign-on opens it, for itself alone
 * @returns its id, which only the signed cookie may carry; the table keeps its hash
 */
export async function openSession(userId: number, userAgent = "", how: HowOpened = {}): Promise<string> {
  const { hasFactor = false, ...opened } = how
  const id = randomBytes(32).toString("base64url")
  await database()
    .insert(session)
    .values({
      idHash: hashOf(id),
      userId,
      ...opened,
      factorAt: hasFactor ? sql`now()` : null,
      userAgent: cutText(receivedLine(userAgent), longestUserAgent),
      expiresAt: sql`now() + make_interval(secs => ${sessionSeconds})`,
    })
  return id
}

/** Ends one session: sign-out. */
export async function revokeSession(id: string): Promise<void> {
  await database()
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(session.idHash, hashOf(id)), isNull(session.revokedAt)))
}

/** Ends all sessions of a user. @param except the id of one to keep, such as the one that asks */
export async function revokeSessions(userId: number, except?: string, writer: Writer = database()): Promise<void> {
  await writer
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(session.userId, userId),
        isNull(session.revokedAt),
        except === undefined ? undefined : ne(session.idHash, hashOf(except)),
      ),
    )
}

/** Tells a session from every other; opens none. */
export function nameOfSession(id: string): string {
  return hashOf(id)
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex")
}
