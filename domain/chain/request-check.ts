import { sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/**
 * Asks for a check of the company's whole chain, now; where one waits already, that one stands for it. The caller enqueues its job.
 * @returns the work
 * @throws Forbidden
 */
export async function requestCheck(actor: Actor): Promise<{ no: string; generation: number }> {
  authorise(actor, "books.see")
  const { companyId } = actor
  // Sorts as the times do that checks are due at.
  const askedAs = new Date().toISOString()
  return inCompany(companyId, async tx => {
    const [work] = await tx.execute<{ no: string; generation: number }>(sql`
      with waiting as (
        select no, generation from background_work where company_id = ${companyId} and kind = 'check_chain' and state = 'queued'
        order by no limit 1
      ), made as (
        insert into background_work (company_id, kind, asked_as)
        select ${companyId}::int, 'check_chain', ${askedAs}::text where not exists (select from waiting)
        on conflict (company_id, kind, requested_by, asked_as) do update set kind = excluded.kind
        returning no, generation
      )
      select no::text, generation from waiting union all select no::text, generation from made`)
    return work!
  })
}
