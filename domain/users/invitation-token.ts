import { createHash, createHmac } from "node:crypto"
import { env } from "@/env"

/** What tells one invitation from every other. */
type Invited = { companyId: number; email: string; createdAt: Date }

/**
 * The secret part of an invitation's link, 43 characters. Made from the invitation and this installation's secret instead
 * of drawn at random: the link can be shown and mailed again, and yet the table opens nothing by itself.
 */
export function invitationToken({ companyId, email, createdAt }: Invited): string {
  const named = `invitation\0${companyId}\0${email}\0${createdAt.getTime()}`
  return createHmac("sha256", env().AUTH_SECRET).update(named).digest("base64url")
}

/** What the table keeps of a token. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
