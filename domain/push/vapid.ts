import { createECDH } from "node:crypto"
import { markFor } from "@/domain/users/seal"
import { env } from "@/env"

/** Order of the curve P-256 (FIPS 186-5). */
const order = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")

/**
 * By which push services know this portal (VAPID, RFC 8292), base64url. The key is made from this installation's secret: who changes that
 * signs everybody out, and with the sessions what push was turned on in ends anyhow, so that a key of its own would outlive nothing.
 */
export function vapidKeys(): { subject: string; publicKey: string; privateKey: string } {
  const pair = createECDH("prime256v1")
  const made = BigInt(`0x${markFor("web push", "key of the portal").toString("hex")}`)
  pair.setPrivateKey(((made % (order - 1n)) + 1n).toString(16).padStart(64, "0"), "hex")
  return { subject: contact(), publicKey: pair.getPublicKey("base64url"), privateKey: pair.getPrivateKey("base64url") }
}

/** Whom a push service writes to about what this portal sends. */
function contact(): string {
  const { PUBLIC_URL, MAIL_FROM } = env()
  if (PUBLIC_URL.startsWith("https:")) return PUBLIC_URL
  return `mailto:${/<([^<>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM}`
}
