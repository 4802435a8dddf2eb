import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { apiAnswer, apiToken, webhookDelivery } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { hoursKept } from "@/domain/api/answer-once"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { daily, keptDays } from "./daily"

/** Removes answers of the API that are not given again, tokens that expired long ago, and what webhooks were told long ago. */
export const cleanUpApi = scheduledKind({ name: "clean_up_api", schedule: daily(50), perform: removeOld })

async function removeOld(companyId: number): Promise<number> {
  const old = sql`${apiToken.expiresAt} < now() - make_interval(days => ${keptDays.apiTokens})`
  const tokens = await database()
    .delete(apiToken)
    .where(and(eq(apiToken.companyId, companyId), old))
    .returning({ id: apiToken.id })
  const answers = await inCompany(companyId, tx =>
    tx.execute(sql`delete from ${apiAnswer} where company_id = ${companyId}
      and created_at < now() - make_interval(hours => ${hoursKept})`),
  )
  const told = await inCompany(companyId, tx =>
    tx.execute(sql`delete from ${webhookDelivery} where company_id = ${companyId}
      and ended_at < now() - make_interval(days => ${keptDays.webhookDeliveries})`),
  )
  return tokens.length + answers.count + told.count
}
