import { createHash } from "node:crypto"
import { isIPv6 } from "node:net"
import { inArray, lt, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { signInThrottle } from "@/db/schema"

/** Failures within fifteen minutes after which sign-in is refused for as long. */
const failuresAllowed = { account: 5, address: 50 }
const pause = sql`interval '15 minutes'`

/** Whom an attempt counts against: the account named, known or not, and the address it came from. */
export type Attempt = { email: string; address: string }

/**
 * Counts an attempt before its password is looked at, so that a hundred at once get no more tries than a hundred in turn.
 *
 * @returns the instant until which attempts are refused, or undefined when this one may go on
 */
export async function countAttempt(attempt: Attempt): Promise<Date | undefined> {
  const refused = []
  for (const { key, allowed } of keysOf(attempt)) {
    const { failures, blockedUntil } = await countOne(key, allowed)
    if (failures > allowed && blockedUntil) refused.push(blockedUntil)
  }
  return refused.length > 0 ? new Date(Math.max(...refused.map(until => until.getTime()))) : undefined
}

/** Takes back what countAttempt counted: the password was right. The account starts afresh, the address loses one. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  const [account, address] = keysOf(attempt)
  await database().transaction(async tx => {
    await tx.delete(signInThrottle).where(inArray(signInThrottle.key, [account.key]))
    await tx
      .update(signInThrottle)
      .set({ failures: sql`greatest(failures - 1, 0)` })
      .where(inArray(signInThrottle.key, [address.key]))
  })
  await database().delete(signInThrottle).where(lt(signInThrottle.windowEndsAt, sql`now() - interval '1 day'`))
}

/** One more failure of the key, in a new window when its last is over; the allowed one that is reached starts the pause. */
async function countOne(key: string, allowed: number) {
  const over = sql`${signInThrottle.windowEndsAt} <= now()`
  const reached = sql`${signInThrottle.failures} + 1 >= ${allowed}`
  const [row] = await database()
    .insert(signInThrottle)
    .values({ key, failures: 1, windowEndsAt: sql`now() + ${pause}` })
    .onConflictDoUpdate({
      target: signInThrottle.key,
      set: {
        failures: sql`CASE WHEN ${over} THEN 1 ELSE ${signInThrottle.failures} + 1 END`,
        windowEndsAt: sql`CASE WHEN ${over} OR (${reached} AND ${signInThrottle.blockedUntil} IS NULL)
          THEN now() + ${pause} ELSE ${signInThrottle.windowEndsAt} END`,
        blockedUntil: sql`CASE WHEN ${over} THEN NULL WHEN ${reached}
          THEN coalesce(${signInThrottle.blockedUntil}, now() + ${pause}) END`,
      },
    })
    .returning({ failures: signInThrottle.failures, blockedUntil: signInThrottle.blockedUntil })
  return row!
}

function keysOf({ email, address }: Attempt) {
  const account = createHash("sha256").update(email).digest("hex")
  return [
    { key: `account:${account}`, allowed: failuresAllowed.account },
    { key: `address:${network(address)}`, allowed: failuresAllowed.address },
  ] as const
}

/** An IPv6 customer has a whole /64 to choose addresses from: it counts as one. */
function network(address: string): string {
  if (!isIPv6(address)) return address
  const [head = "", tail] = address.toLowerCase().split("::")
  const left = head.split(":").filter(Boolean)
  const right = (tail ?? "").split(":").filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill("0"), ...right]
  return `${groups.slice(0, 4).join(":")}::/64`
}
