import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"

/**
 * Writes what was done to a user's rights into the history of users and rights and the security log, and mails it to that user: nobody's
 * rights change unnoticed.
 *
 * @param kind one of aboutAccess
 * @param data besides the name
 * @returns the event's id
 */
export async function recordUserEvent(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId" | "name" | "from">,
  kind: string,
  user: { userId: number; name: string; email: string },
  data: Record<string, unknown> = {},
): Promise<number> {
  const detail = kind.replace("user.", "")
  await recordSecurity(tx, actor, { kind: "rights_changed", detail, subjectId: user.userId })
  return recordEvent(tx, {
    companyId: actor.companyId,
    actor: { userId: actor.userId, name: actor.name },
    kind,
    subjectType: "user",
    subjectNo: user.email,
    data: { name: user.name, ...data },
    tell: { userIds: [user.userId], mail: true },
  })
}
