import { sql } from "drizzle-orm"
import { database } from "@/db/client"
import { membership, session } from "@/db/schema"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { daily, keptDays } from "./daily"

/** Removes the ended sessions of a company's users, and of those who are in no company any more. */
export const cleanUpSessions = scheduledKind({ name: "clean_up_sessions", schedule: daily(10), perform: removeEnded })

/** @returns how many of its own users: of others a company learns nothing */
async function removeEnded(companyId: number): Promise<number> {
  const ownUsers = sql`(select from ${membership} as m where m.user_id = s.user_id and m.company_id = ${companyId})`
  const removed = await database().execute<{ own: boolean }>(sql`
    delete from ${session} as s
    where least(s.expires_at, s.revoked_at) < now() - make_interval(days => ${keptDays.sessions})
      and (exists ${ownUsers} or not exists (select from ${membership} as m where m.user_id = s.user_id))
    returning exists ${ownUsers} as own`)
  return removed.filter(({ own }) => own).length
}
