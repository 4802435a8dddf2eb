import { sql } from "drizzle-orm"
import { notification } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { daily, keptDays } from "./daily"

/** Removes old notifications, read or not; what they told of stays in the history. */
export const cleanUpNotifications = scheduledKind({
  name: "clean_up_notifications",
  schedule: daily(20),
  perform: async companyId => {
    const removed = await inCompany(companyId, tx =>
      tx.execute(sql`
        delete from ${notification} where company_id = ${companyId} and mail_state <> 'pending'
          and created_at < now() - make_interval(days => ${keptDays.notifications})`),
    )
    return removed.count
  },
})
