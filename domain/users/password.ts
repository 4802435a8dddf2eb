import { randomBytes } from "node:crypto"
import { hash, verify } from "@node-rs/argon2"
import { z } from "zod"

/** OWASP's parameters for argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const shortestPassword = 12
const longestPassword = 200

/** A new password: any characters, 12 to 200 of them (NIST SP 800-63B: length, no rules of composition). */
export const newPassword = z.string().min(shortestPassword).max(longestPassword)

/** @returns the password's argon2id hash, in PHC string format */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), cost)
}

let nobodysHash: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. Without a hash (an unknown e-mail) it works as long and says no, so that the
 * time it takes tells nothing.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(16).toString("hex"))
  const right = await verify(passwordHash ?? (await nobodysHash), normalised(password.slice(0, longestPassword)))
  return right && passwordHash !== undefined
}

/** The same letters typed on another keyboard are the same password. */
function normalised(password: string): string {
  return password.normalize("NFKC")
}
