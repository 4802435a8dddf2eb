import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"

/**
 * Writes what was done to a user's rights into the history of users and rights, and mails it to that user: nobody's
 * rights change unnoticed.
 *
 * @param kind one of aboutAccess
 * @param data besides the name
 * @returns the event's id
 */
export async function recordUserEvent(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId" | "name">,
  kind: string,
  user: { userId: number; name: string; email: string },
  data: Record<string, unknown> = {},
): Promise<number> {
  return recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind,
    subjectType: "user",
    subjectNo: user.email,
    data: { name: user.name, ...data },
    tell: { userIds: [user.userId], mail: true },
  })
}
