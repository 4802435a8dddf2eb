import { createHash } from "node:crypto"
import { isIPv6 } from "node:net"
import { and, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { signInThrottle } from "@/db/schema"

/**
 * Failures after which each further one makes the next attempt wait, twice as long each time, until the right password or
 * a day of rest. By whom it counts:
 * - a browser that signed in to this account before, for itself: nobody else's guesses make it wait, nor does its office;
 * - else the account from one network, so that who guesses from elsewhere does not keep its user out;
 * - the account from everywhere, against guesses from many networks;
 * - and the network for all accounts.
 */
const failuresAllowed = { device: 5, accountHere: 5, account: 20, address: 50 }
const usualPace = { first: "15 seconds", longest: "15 minutes" }
const memory = sql`interval '1 day'`

/** Whom an attempt counts against. */
export type Attempt = {
  /** The account named, known or not. */
  email: string
  /** Where it came from. */
  address: string
  /** The browser, by a name that it cannot make up, where it signed in to this account before. */
  device?: string
}

/** What an attempt counts for. */
export type CountedKey = {
  key: string
  /** Failures until the next attempt has to wait. */
  allowed: number
  /** How long the first wait is, and the longest, as PostgreSQL's intervals. */
  pace?: { first: string; longest: string }
}

/**
 * Counts an attempt before its password is looked at, so that a hundred at once get no more tries than a hundred in turn.
 * One that is refused does not count: whoever goes on trying meanwhile makes nobody wait longer.
 *
 * @returns the instant until which attempts are refused, or undefined when this one may go on
 */
export async function countAttempt(attempt: Attempt): Promise<Date | undefined> {
  return countKeys(keysOf(attempt))
}

/** As countAttempt, for attempts at something else than a password. */
export async function countKeys(keys: readonly CountedKey[]): Promise<Date | undefined> {
  const waiting = await waitsOf(keys.map(({ key }) => key))
  if (waiting) return waiting
  for (const counted of keys) {
    if (!(await countOne(counted))) return (await waitsOf([counted.key])) ?? new Date()
  }
  return undefined
}

/** Takes back what countAttempt counted: the password was right. The account starts afresh, the address loses one. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  const keys = keysOf(attempt).map(({ key }) => key)
  const own = keys.filter(key => !key.startsWith("address:"))
  const shared = keys.filter(key => key.startsWith("address:"))
  await database().transaction(async tx => {
    await tx.delete(signInThrottle).where(inArray(signInThrottle.key, own))
    if (shared.length === 0) return
    await tx
      .update(signInThrottle)
      .set({ failures: sql`greatest(failures - 1, 0)`, blockedUntil: null })
      .where(inArray(signInThrottle.key, shared))
  })
  await database().delete(signInThrottle).where(lt(signInThrottle.windowEndsAt, sql`now()`))
}

/** As forgiveAttempt, for what was counted by countKeys: they start afresh. */
export async function forgetKeys(keys: readonly CountedKey[]): Promise<void> {
  const names = keys.map(({ key }) => key)
  await database().delete(signInThrottle).where(inArray(signInThrottle.key, names))
}

/** Until when attempts of any of the keys have to wait. */
async function waitsOf(keys: string[]): Promise<Date | undefined> {
  const [row] = await database()
    .select({ until: sql<string | null>`max(${signInThrottle.blockedUntil})`.mapWith(signInThrottle.blockedUntil) })
    .from(signInThrottle)
    .where(and(inArray(signInThrottle.key, keys), gt(signInThrottle.blockedUntil, sql`now()`)))
  return row?.until ?? undefined
}

/** One more failure of the key, unless it has to wait. @returns whether it was counted */
async function countOne({ key, allowed, pace = usualPace }: CountedKey): Promise<boolean> {
  const failures = sql`CASE WHEN ${signInThrottle.windowEndsAt} <= now() THEN 1 ELSE ${signInThrottle.failures} + 1 END`
  const doubled = sql`${pace.first}::interval * power(2, least(${failures} - ${allowed}, 10))`
  const wait = sql`least(${pace.longest}::interval, ${doubled})`
  const counted = await database()
    .insert(signInThrottle)
    .values({ key, failures: 1, windowEndsAt: sql`now() + ${memory}` })
    .onConflictDoUpdate({
      target: signInThrottle.key,
      set: {
        failures,
        windowEndsAt: sql`now() + ${memory}`,
        blockedUntil: sql`CASE WHEN ${failures} >= ${allowed} THEN now() + ${wait} END`,
      },
      setWhere: or(isNull(signInThrottle.blockedUntil), lte(signInThrottle.blockedUntil, sql`now()`)),
    })
    .returning({ key: signInThrottle.key })
  return counted.length > 0
}

function keysOf({ email, address, device }: Attempt): CountedKey[] {
  if (device !== undefined) return [{ key: `device:${device}`, allowed: failuresAllowed.device }]
  const account = accountKey(email)
  const from = network(address)
  return [
    { key: `account:${account}:${from}`, allowed: failuresAllowed.accountHere },
    { key: `account:${account}`, allowed: failuresAllowed.account },
    { key: `address:${from}`, allowed: failuresAllowed.address },
  ]
}

/** Names an account, known or not, without telling its address. */
export function accountKey(email: string): string {
  return createHash("sha256").update(email).digest("hex")
}

/** An IPv6 customer has a whole /64 to choose addresses from: it counts as one. */
export function network(address: string): string {
  if (!isIPv6(address)) return address
  const [head = "", tail] = address.toLowerCase().split("::")
  const left = head.split(":").filter(Boolean)
  const right = (tail ?? "").split(":").filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill("0"), ...right]
  return `${groups.slice(0, 4).join(":")}::/64`
}
