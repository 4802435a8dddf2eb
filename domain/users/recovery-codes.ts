import { randomInt } from "node:crypto"
import { and, count, eq, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { recoveryCode } from "@/db/schema"
import { hashOfCode } from "./seal"

const howMany = 10
/** Signs that nobody takes for one another. */
const signs = "abcdefghjkmnpqrstuvwxyz23456789"
const length = 10

type Writer = Pick<ReturnType<typeof database>, "insert" | "delete">

/** Gives the user new recovery codes in the place of those of before. @returns them, to be shown once */
export async function makeRecoveryCodes(writer: Writer, userId: number): Promise<string[]> {
  const codes = Array.from({ length: howMany }, drawCode)
  await writer.delete(recoveryCode).where(eq(recoveryCode.userId, userId))
  await writer.insert(recoveryCode).values(codes.map(code => ({ userId, codeHash: hashOfCode(userId, plain(code)) })))
  return codes
}

/** As makeRecoveryCodes, in a transaction of its own. */
export function renewRecoveryCodes(userId: number): Promise<string[]> {
  return database().transaction(tx => makeRecoveryCodes(tx, userId))
}

/** Takes one of the user's recovery codes, once. @returns whether it was one */
export async function takeRecoveryCode(userId: number, typed: string): Promise<boolean> {
  const taken = await database()
    .update(recoveryCode)
    .set({ usedAt: sql`now()` })
    .where(and(isUnused(userId), eq(recoveryCode.codeHash, hashOfCode(userId, plain(typed)))))
    .returning({ id: recoveryCode.userId })
  return taken.length > 0
}

/** How many are left. */
export async function countRecoveryCodes(userId: number): Promise<number> {
  const [left] = await database().select({ count: count() }).from(recoveryCode).where(isUnused(userId))
  return left?.count ?? 0
}

function isUnused(userId: number) {
  return and(eq(recoveryCode.userId, userId), isNull(recoveryCode.usedAt))
}

/** In two halves, as they are read out. */
function drawCode(): string {
  const drawn = Array.from({ length }, () => signs[randomInt(signs.length)]).join("")
  return `${drawn.slice(0, length / 2)}-${drawn.slice(length / 2)}`
}

function plain(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, "")
}
