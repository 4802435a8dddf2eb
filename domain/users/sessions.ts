import { createHash, randomBytes } from "node:crypto"
import { and, eq, gt, isNull, ne, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { session, users } from "@/db/schema"
import type { QuickPathField } from "@/domain/documents/quick-path"
import type { Language } from "@/language/language"

/** A session ends after two weeks, used or not. */
export const sessionSeconds = 14 * 24 * 60 * 60

export type SignedInUser = {
  id: number
  name: string
  email: string
  language: Language | null
  theme: "light" | "dark" | null
  singleKeys: boolean
  /** Fields of a document's line that Enter stops at. */
  quickPath: QuickPathField[]
  /** When the session was opened, as the database writes it: a company may have ended those opened before. */
  signedInAt: string
}

type Writer = Pick<ReturnType<typeof database>, "insert" | "update">

/** Opens a session. @returns its id, which only the signed cookie may carry; the table keeps its hash */
export async function openSession(userId: number): Promise<string> {
  const id = randomBytes(32).toString("base64url")
  await database()
    .insert(session)
    .values({
      idHash: hashOf(id),
      userId,
      expiresAt: sql`now() + make_interval(secs => ${sessionSeconds})`,
    })
  return id
}

/**
 * Who holds the session; asked at every request, so that a revoked session ends there.
 * @returns undefined when the session is unknown, revoked or over
 */
export async function findSession(id: string): Promise<SignedInUser | undefined> {
  const idHash = hashOf(id)
  const [found] = await database()
    .select({
      user: {
        id: users.id,
        name: users.name,
        email: users.email,
        language: users.language,
        theme: users.theme,
        singleKeys: users.singleKeys,
        quickPath: users.quickPath,
        signedInAt: sql<string>`${session.createdAt}::text`,
      },
      unseen: sql<boolean>`${session.lastSeenAt} < now() - interval '5 minutes'`,
    })
    .from(session)
    .innerJoin(users, eq(users.id, session.userId))
    .where(and(eq(session.idHash, idHash), isNull(session.revokedAt), gt(session.expiresAt, sql`now()`)))
  if (found?.unseen) {
    await database().update(session).set({ lastSeenAt: sql`now()` }).where(eq(session.idHash, idHash))
  }
  return found?.user
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
