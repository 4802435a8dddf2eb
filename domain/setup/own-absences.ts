/** When one is away, and who approves meanwhile: everybody's own to say, within the same rules as an administrator's. */
import { and, asc, eq, gte, sql } from "drizzle-orm"
import { approvalSubstitute, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { NotFound } from "@/domain/errors"
import { recordChange } from "@/domain/records/record-history"
import { type RecordChoice, readChoices } from "@/domain/records/references"
import { findRow, ofKey } from "@/domain/records/rows"
import { readRecordCompany, saveRecord } from "@/domain/records/save-record"
import { recordKeyOf } from "@/domain/records/values"
import { lockSetup } from "./lock-setup"
import { approvalSubstitutesDefinition as definition } from "./tables/approval-substitutes"

export type OwnAbsence = {
  startingDate: IsoDate
  endingDate: IsoDate
  sequence: number
  substituteName: string
  reason: string
  /** Up to which amount, in the company's currency; null: up to the lower of both limits. */
  cap: string | null
}

/** The actor's absences that are not over, with who may stand in. @throws Forbidden */
export async function listOwnAbsences(actor: Actor): Promise<{ absences: OwnAbsence[]; colleagues: RecordChoice[] }> {
  authorise(actor, "purchase_invoice.review")
  const { companyId, userId } = actor
  const s = approvalSubstitute
  return inCompany(companyId, async tx => {
    const { today } = await readRecordCompany(tx, companyId)
    const absences = await tx
      .select({
        startingDate: s.startingDate,
        endingDate: s.endingDate,
        sequence: s.sequence,
        substituteName: users.name,
        reason: s.reason,
        cap: s.cap,
      })
      .from(s)
      .innerJoin(users, eq(users.id, s.substituteId))
      .where(and(eq(s.companyId, companyId), eq(s.userId, userId), gte(s.endingDate, today)))
      .orderBy(asc(s.startingDate), asc(s.sequence))
    const { substituteId } = await readChoices(tx, companyId, definition)
    return { absences, colleagues: substituteId!.filter(({ value }) => value !== String(userId)) }
  })
}

/**
 * Keeps when the actor is away and who stands in; of several substitutes from one day on the later named comes later.
 *
 * @param typed as the form of substitutes, but whose it is and its order
 * @throws Refusal as that form; Forbidden
 */
export async function saveOwnAbsence(actor: Actor, typed: Readonly<Record<string, string>>): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  const { companyId, userId } = actor
  await inCompany(companyId, async tx => {
    const company = await lockSetup(tx, companyId)
    const [last] = await tx
      .select({ sequence: sql<number>`coalesce(max(${approvalSubstitute.sequence}), 0)::integer` })
      .from(approvalSubstitute)
      .where(and(eq(approvalSubstitute.companyId, companyId), eq(approvalSubstitute.userId, userId)))
    const own = { ...typed, userId: String(userId), sequence: String(last!.sequence + 1) }
    await saveRecord(tx, actor, definition, company, { key: null, version: 0, typed: own })
  })
}

/** Takes back an absence of the actor's own. @throws NotFound; Forbidden */
export async function removeOwnAbsence(actor: Actor, startingDate: string, sequence: string): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  const { companyId, userId } = actor
  const key = recordKeyOf(definition, [String(userId), startingDate, sequence])
  if (!key) throw new NotFound("absence")
  await inCompany(companyId, async tx => {
    await lockSetup(tx, companyId)
    const row = await findRow(tx, companyId, definition, key, true)
    if (!row) throw new NotFound("absence")
    await tx.delete(approvalSubstitute).where(ofKey(companyId, definition, key))
    await recordChange(tx, actor, definition, row, null)
  })
}
