import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto"
import { env } from "@/env"

const algorithm = "aes-256-gcm"

/**
 * Seals a text by this installation's secret (AES-256-GCM; the key is derived for the purpose, HKDF), so that the database
 * alone does not tell it.
 * @param purpose what it is for; opened only for the same
 */
export function seal(purpose: string, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, keyFor(purpose), nonce)
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")
}

/** @returns undefined for what was sealed for another purpose, by another secret, or changed since */
export function unseal(purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url")
  if (bytes.length < 28) return undefined
  try {
    const cipher = createDecipheriv(algorithm, keyFor(purpose), bytes.subarray(0, 12))
    cipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString("utf8")
  } catch {
    return undefined
  }
}

/** What the table keeps of a code that is too short to be hashed alone. */
export function hashOfCode(userId: number, code: string): string {
  return markFor("recovery codes", `${userId}\0${code}`).toString("hex")
}

/** Marks a text as this installation's own (HMAC-SHA256), for a purpose. */
export function markFor(purpose: string, text: string): Buffer {
  return createHmac("sha256", keyFor(purpose)).update(text).digest()
}

function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "inkoop", purpose, 32))
}
