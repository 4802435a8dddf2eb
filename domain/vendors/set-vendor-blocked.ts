import { and, eq, sql } from "drizzle-orm"
import { company, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { privacyBlockIssues, withPrivacyBlock } from "@/domain/records/privacy-block"

export type VendorBlock = {
  /** "all": no new documents; "payment": no payments, invoices pass; "": neither. */
  blocked: "" | "payment" | "all"
  /** Blocked for all, because personal data is not to be processed; `blocked` alone does not lift it. */
  privacyBlocked: boolean
  /** Why it is blocked; asked for as it becomes so. */
  reason?: string
  /** Its last day, in the reader's way; blank: until somebody lifts it. */
  until?: string
}

const longestReason = 250

/**
 * Blocks a vendor or lifts it, and keeps who did so, when, why and until when: a requester whose request fails of it is told.
 * Setting what is set already changes nothing. On the day after its last a block is lifted by itself; one for privacy has no last day.
 *
 * @throws Refusal beside the reason, the day or the block; NotFound where the company has no such vendor
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
    const after = settle(wanted, now, today(now.timeZone))
    if (isSame(now, after)) return
    const { blocked, privacyBlocked, reason, until } = after
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
      kind: blocked === "" ? "vendor.unblocked" : "vendor.blocked",
      subjectType: "vendor",
      subjectNo: no,
      data: { vendorName: now.name, blocked, privacyBlocked, reason, until: until ?? "" },
    })
  })
}

type Settled = Pick<VendorBlock, "blocked" | "privacyBlocked"> & { reason: string; until: IsoDate | null }

const isSame = (now: Omit<Settled, "until"> & { until: string | null }, after: Settled) =>
  now.blocked === after.blocked &&
  now.privacyBlocked === after.privacyBlocked &&
  now.reason === after.reason &&
  now.until === after.until

/** What the block becomes. @throws Refusal */
function settle(wanted: VendorBlock, now: Pick<VendorBlock, "blocked" | "privacyBlocked">, day: IsoDate): Settled {
  const valuesOf = ({ blocked, privacyBlocked }: typeof now) => ({ blocked, privacyBlocked: String(privacyBlocked) })
  const values = withPrivacyBlock({ before: valuesOf(now), after: valuesOf(wanted) })
  const issues = privacyBlockIssues({ after: values })
  const blocked = values.blocked as VendorBlock["blocked"]
  const { privacyBlocked } = wanted
  if (blocked === "" && issues.length === 0) return { blocked, privacyBlocked, reason: "", until: null }
  const isNew = now.blocked !== blocked || (privacyBlocked && !now.privacyBlocked)
  const reason = readReason(wanted.reason, isNew, issues)
  const until = readUntil(wanted, day, issues)
  if (issues.length > 0) throw new Refusal(issues)
  return { blocked, privacyBlocked, reason, until }
}

function readReason(typed: string | undefined, isNew: boolean, issues: Issue[]): string {
  const field = "blockedReason"
  const reason = (typed ?? "").trim()
  if (isNew && reason === "") issues.push({ field, code: "required" })
  if (reason.length > longestReason) issues.push({ field, code: "too_long", params: { maximum: longestReason } })
  return reason
}

function readUntil({ until, privacyBlocked }: VendorBlock, day: IsoDate, issues: Issue[]): IsoDate | null {
  const field = "blockedUntil"
  const typed = (until ?? "").trim()
  if (typed === "") return null
  if (privacyBlocked) issues.push({ field, code: "privacy_block_has_no_end" })
  const parsed = parseDate(typed, day)
  if (!parsed.ok) {
    issues.push({ field, code: `date_${parsed.reason}`, params: { typed } })
    return null
  }
  if (parsed.value < day) issues.push({ field, code: "vendor_block_over" })
  return parsed.value
}
