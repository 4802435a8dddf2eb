import { createHmac } from "node:crypto"
import { env } from "@/env"

/**
 * The secret part of the link to a new password. Made from when it was asked for and this installation's secret: the
 * table opens nothing by itself, and the letter can be sent again.
 */
export function passwordToken({ email, createdAt }: { email: string; createdAt: Date }): string {
  const named = `new password\0${email}\0${createdAt.getTime()}`
  return createHmac("sha256", env().AUTH_SECRET).update(named).digest("base64url")
}
