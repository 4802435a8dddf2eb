import { sql } from "drizzle-orm"
import { chainState } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { askIn, hasUnlinked, linkRows } from "./link-rows"
import { chainKeys, sealDay } from "./seal-day"
import { verifyChain } from "./verify-chain"

/** Links what was written since, and signs the head once a day is over. */
export const linkChain = scheduledKind({
  name: "link_chain",
  schedule: { cron: "*/10 * * * *", timeZone: "Europe/Amsterdam" },
  perform: async companyId => {
    const linked = await linkRows(companyId)
    if ((await sealDay(companyId)) === undefined) return linked
    return linked + ((await hasUnlinked(companyId)) ? await linkRows(companyId, true) : 0)
  },
})

/** Checks the whole chain, and keeps what was found for the page that shows it. */
export const checkChain = scheduledKind({
  name: "check_chain",
  schedule: { cron: "50 3 * * *", timeZone: "Europe/Amsterdam" },
  perform: async companyId => {
    await linkRows(companyId)
    return inCompany(companyId, async tx => {
      // Nobody links or erases meanwhile: a link and its row are read one after the other.
      await tx.execute(sql`select from ${chainState} where company_id = ${companyId} for update`)
      const { links, wrong } = await verifyChain(askIn(tx), companyId, chainKeys().now.publicKey)
      await tx.execute(sql`update ${chainState} set checked_at = now(), checked_position = ${links},
        found = ${JSON.stringify(wrong)}::jsonb where company_id = ${companyId}`)
      return wrong.length
    })
  },
})
