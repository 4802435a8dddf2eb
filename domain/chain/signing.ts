import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto"
import { sha256 } from "./canonical"

/** What stands before the 32 bytes of an Ed25519 key in its usual wrappings (RFC 8410). */
const privatePrefix = Buffer.from("302e020100300506032b657004220420", "hex")
const publicPrefix = Buffer.from("302a300506032b6570032100", "hex")

/** The head of a chain at the end of a day. */
export type Head = { companyId: number; day: string; count: number; hash: Buffer }

export type SigningKey = { key: KeyObject; publicKey: string }

/**
 * The Ed25519 key that a secret text stands for: it is what CHAIN_KEY says, or what the data folder keeps.
 * @returns the public part as base64url of its 32 bytes
 */
export function signingKey(secret: string): SigningKey {
  const seed = sha256(`inkoop chain key\n${secret}`)
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: "der", type: "pkcs8" })
  const exported = createPublicKey(key).export({ format: "der", type: "spki" })
  return { key, publicKey: exported.subarray(publicPrefix.length).toString("base64url") }
}

/** What is signed of a head: the same bytes for whoever has its figures. */
export function headText({ companyId, day, count, hash }: Head): string {
  return `inkoop chain head 1\ncompany ${companyId}\nday ${day}\ncount ${count}\nhash ${hash.toString("hex")}\n`
}

/** What the key before signs of a new one. */
export function endorsementText(companyId: number, publicKey: string): string {
  return `inkoop chain key 1\ncompany ${companyId}\nkey ${publicKey}\n`
}

export function signedHead(text: string, { key }: SigningKey): Buffer {
  return sign(null, Buffer.from(text), key)
}

/** Whether that key signed that text. */
export function isSigned(text: string, signature: Buffer, publicKey: string): boolean {
  const raw = Buffer.from(publicKey, "base64url")
  if (raw.length !== 32 || signature.length !== 64) return false
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: "der", type: "spki" })
  return verify(null, Buffer.from(text), key, signature)
}
