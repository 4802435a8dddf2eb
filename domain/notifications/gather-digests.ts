import { sql } from "drizzle-orm"
import { company, notification, notificationSetting } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { usualDigestHour } from "./own-settings"

/**
 * Gathers what people of a company collected for their daily mail and whose hour has come since: the last notification of each then waits
 * for the mail server as any other does, and lists those that go with it. What was told after the hour waits for the next day's; done twice,
 * or by two at once, it is gathered once; who collected nothing gets nothing.
 *
 * @returns how many mails
 */
export async function gatherDigests(companyId: number, now = new Date()): Promise<number> {
  // By the clocks of the company; an hour that a day leaves out is the one after it.
  const local = sql`${now.toISOString()}::timestamptz at time zone c.time_zone`
  const today = sql`date_trunc('day', ${local}) + make_interval(hours => coalesce(s.digest_hour, ${usualDigestHour}))`
  const [made] = await inCompany(companyId, tx =>
    tx.execute<{ mails: number }>(sql`
      with due as (
        select n.user_id, n.event_id from ${notification} n
        join ${company} c on c.id = n.company_id
        left join ${notificationSetting} s on s.company_id = n.company_id and s.user_id = n.user_id
        where n.company_id = ${companyId} and n.mail_state = 'digest' and n.created_at <
          (${today} - case when ${today} > ${local} then interval '1 day' else interval '0' end) at time zone c.time_zone
        for update of n
      ), last as (
        select user_id, max(event_id) as event_id from due group by user_id
      ), gathered as (
        update ${notification} n set digest_event_id = last.event_id,
          mail_state = case when n.event_id = last.event_id then 'pending' else 'none' end
        from due join last on last.user_id = due.user_id
        where n.company_id = ${companyId} and n.user_id = due.user_id and n.event_id = due.event_id
        returning n.mail_state
      )
      select count(*) filter (where mail_state = 'pending')::int as mails from gathered`),
  )
  return made!.mails
}
