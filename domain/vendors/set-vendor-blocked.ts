import { and, eq, sql } from "drizzle-orm"
import { company, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"

export type VendorBlock = {
  /** "all": no new documents; "payment": no payments, invoices pass; "": neither. */
  blocked: "" | "payment" | "all"
  /** No new documents, because personal data is not to be processed. */
  privacyBlocked: boolean
  /** Why it is blocked; asked for as it becomes so. */
  reason?: string
  /** Its last day, in the reader's way; blank: until somebody lifts it. */
  until?: string
}

const longestReason = 250

/**
 * Blocks a vendor or lifts it, and keeps who did so, when, why and until when: a requester whose request fails of it is told.
 * Setting what is set already changes nothing. On the day after its last a block is lifted by itself.
 *
 * @throws Refusal beside the reason or the day; NotFound where the company has no such vendor
 */
export async function setVendorBlocked(actor: Actor, no: string, wanted: VendorBlock): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const own = and(eq(vendor.companyId, companyId), eq(vendor.no, no))
  await inCompany(companyId, async tx => {
    const [now] = await tx
      .select({
        name: vendor.name,
        blocked: vendor.blocked,
        privacyBlocked: vendor.privacyBlocked,
        reason: vendor.blockedReason,
        until: vendor.blockedUntil,
        timeZone: company.timeZone,
      })
      .from(vendor)
      .innerJoin(company, eq(company.id, vendor.companyId))
      .where(own)
      .for("no key update", { of: vendor })
    if (!now) throw new NotFound(`vendor ${no}`)
    const { blocked, privacyBlocked } = wanted
    const { reason, until } = read(wanted, now.blocked !== blocked, today(now.timeZone))
    const isSame = now.blocked === blocked && now.privacyBlocked === privacyBlocked
    if (isSame && now.reason === reason && now.until === until) return
    await tx
      .update(vendor)
      .set({
        privacyBlocked,
        blockedReason: reason,
        blockedUntil: until,
        ...(now.blocked !== blocked && {
          blocked,
          blockedBy: blocked === "" ? null : actor.name,
          blockedAt: blocked === "" ? null : sql`now()`,
        }),
      })
      .where(own)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: blocked === "" && !privacyBlocked ? "vendor.unblocked" : "vendor.blocked",
      subjectType: "vendor",
      subjectNo: no,
      data: { vendorName: now.name, blocked, privacyBlocked, reason, until: until ?? "" },
    })
  })
}

function read(wanted: VendorBlock, isNew: boolean, day: IsoDate): { reason: string; until: IsoDate | null } {
  if (wanted.blocked === "") return { reason: "", until: null }
  const issues: Issue[] = []
  const reason = (wanted.reason ?? "").trim()
  if (isNew && reason === "") issues.push({ field: "blockedReason", code: "required" })
  if (reason.length > longestReason) {
    issues.push({ field: "blockedReason", code: "too_long", params: { maximum: longestReason } })
  }
  const typed = (wanted.until ?? "").trim()
  const parsed = typed === "" ? null : parseDate(typed, day)
  if (parsed && !parsed.ok) issues.push({ field: "blockedUntil", code: `date_${parsed.reason}`, params: { typed } })
  const until = parsed?.ok ? parsed.value : null
  if (until !== null && until < day) issues.push({ field: "blockedUntil", code: "vendor_block_over" })
  if (issues.length > 0) throw new Refusal(issues)
  return { reason, until }
}
