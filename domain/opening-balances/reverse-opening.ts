import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type Issue, NotFound, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { readPurchasesSetup } from "@/domain/posting/purchases-setup"
import { holdItems, holdVendors } from "./lock-parties"
import { countPreparation, lastOpening, lockPreparation } from "./lock-preparation"
import { readOpenedVendors, readStockItems } from "./opened-parties"
import { findOpening } from "./post-opening"
import { openingDate, openingName } from "./prepared"
import { openingDateProblems } from "./read-booked"
import { refuseApplied, refuseUnusable, takeBack } from "./take-back"
import { takeTransactionNos } from "./write-opening"

/** Most characters of a reason. */
const MAX_REASON_LENGTH = 100

/**
 * Takes an opening back with transactions of its own, all or none; what was prepared stays, so that it can be mended and posted anew.
 *
 * @param date of the reversal; not before the opening
 * @param reason kept in the entries and the history
 * @throws NotFound; Forbidden; Refusal "opening.reversed", "opening.entry_applied", at postingDate or reason
 */
export async function reverseOpening(actor: Actor, no: number, date: IsoDate, reason: string): Promise<void> {
  authorise(actor, "opening_balance.post")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockPreparation(tx, companyId)
    const opening = await findOpening(tx, companyId, no)
    if (!opening) throw new NotFound(`opening ${no}`)
    const last = await lastOpening(tx, companyId)
    // Whoever replaces or posts anew has reversed the one before.
    if (last?.no !== no || !last.stands) throw refuse("opening.reversed", { no: openingName(no) })
    await holdVendors(tx, companyId, await readOpenedVendors(tx, opening))
    await holdItems(tx, companyId, await readStockItems(tx, opening))
    const purchases = await readPurchasesSetup(tx, companyId, true)
    await refuseApplied(tx, opening)
    await refuseUnusable(tx, opening)
    const problems: Issue[] = await openingDateProblems(tx, actor, date, purchases, "postingDate")
    const earliest = openingDate(opening.startDate)
    if (date < earliest) {
      problems.push({ field: "postingDate", code: "opening.reversal_before", params: { date: earliest } })
    }
    if (reason.trim() === "") problems.push({ field: "reason", code: "required" })
    if (reason.length > MAX_REASON_LENGTH) {
      problems.push({ field: "reason", code: "too_long", params: { maximum: MAX_REASON_LENGTH } })
    }
    if (problems.length > 0) throw new Refusal(problems)
    const count = opening.lastTransactionNo - opening.firstTransactionNo + 1
    const first = await takeTransactionNos(tx, companyId, count)
    const { setupVersion } = purchases
    await takeBack(tx, actor, opening, { date, reason: reason.trim(), setupVersion, first })
    await countPreparation(tx, companyId)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "opening_balance.reversed",
      subjectType: "opening_balance",
      subjectNo: String(no),
      data: { reason: reason.trim() },
    })
  })
}
