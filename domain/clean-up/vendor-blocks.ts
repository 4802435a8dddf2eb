import { sql } from "drizzle-orm"
import { company, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { recordEvent } from "@/domain/history/record-event"
import { daily } from "./daily"

/** Lifts blocks of vendors whose last day is over. */
export const liftVendorBlocks = scheduledKind({
  name: "lift_vendor_blocks",
  schedule: daily(5),
  perform: companyId =>
    inCompany(companyId, async tx => {
      const lifted = await tx.execute<{ no: string; name: string }>(sql`
        update ${vendor} set blocked = '', blocked_by = null, blocked_at = null, blocked_reason = '', blocked_until = null
        where company_id = ${companyId} and blocked <> '' and blocked_until < (select (now() at time zone c.time_zone)::date
          from ${company} c where c.id = ${companyId})
        returning no, name`)
      for (const { no, name } of lifted) {
        await recordEvent(tx, {
          companyId,
          actor: null,
          kind: "vendor.unblocked",
          subjectType: "vendor",
          subjectNo: no,
          data: { vendorName: name },
        })
      }
      return lifted.length
    }),
})
