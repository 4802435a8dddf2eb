import { and, eq } from "drizzle-orm"
import { itemUnitOfMeasure } from "@/db/schema"
import { inCompany, postgresErrorCode, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound, Refusal, refuse } from "@/domain/errors"
import { readEvents } from "@/domain/history/read-events"
import { recordEvent } from "@/domain/history/record-event"
import { mayTypeNumber } from "@/domain/records/cards"
import { readCode } from "@/domain/records/read-field"
import { findRow } from "@/domain/records/rows"
import { type MergedKind, mergedKinds } from "./merged-kinds"
import type { MergedNoun } from "./named"
import { type NamingThing, readNaming } from "./naming"
import { findCard } from "./read-merge"

const [foreignKeyViolation, uniqueViolation] = ["23503", "23505"]

/** What stands against another number, and what the form needs. */
export type RenumberRead = { name: string; version: number; naming: NamingThing[]; mayType: boolean }

/** Whether a card's number can be changed. @throws NotFound; Forbidden */
export async function readRenumber(actor: Actor, noun: MergedNoun, no: string): Promise<RenumberRead> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const kind = mergedKinds[noun]
  return inCompany(companyId, async tx => {
    const { name, version } = await findCard(tx, kind, { companyId }, no)
    const naming = await readNaming(tx, companyId, noun, no)
    return { name, version, naming, mayType: await mayTypeNumber(tx, companyId, kind.card) }
  })
}

/**
 * Gives a card another number, while nothing names it. Its old number is free again; the history of both says where it went.
 *
 * @param version of the card, as the page showed it
 * @returns the number as it is stored; the same where just that was done already, as by a form sent twice
 * @throws Refusal card_no.named, .taken, .series, .same, .stale, and what is no code, beside newNo; NotFound; Forbidden
 */
export async function renumberCard(
  actor: Actor,
  noun: MergedNoun,
  { no, newNo, version }: { no: string; newNo: string; version: number },
): Promise<string> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const kind = mergedKinds[noun]
  const wanted = readCode(newNo.trim())
  if (typeof wanted !== "string") throw new Refusal([{ ...wanted, field: "newNo" }])
  try {
    return await inCompany(companyId, async tx => {
      const { table } = kind
      const ofNo = and(eq(table.companyId, companyId), eq(table.no, no))
      // Whatever names it by a key waits for this row, and finds it gone; or this waits for that, and sees it.
      const locked = await tx.select({ no: table.no }).from(table).where(ofNo).for("update")
      if (locked.length === 0 && (await wasRenumbered(tx, companyId, noun, no, wanted))) return wanted
      const card = await findCard(tx, kind, { companyId }, no)
      if (card.version !== version) throw refuse("card_no.stale", undefined, "newNo")
      const issues = await whyNot(tx, companyId, kind, no, wanted)
      if (issues.length > 0) throw new Refusal(issues)
      const naming = await readNaming(tx, companyId, noun, no)
      if (naming.length > 0) throw refuse("card_no.named", { no }, "newNo")
      await write(tx, companyId, kind, no, wanted)
      const data = { fromNo: no, toNo: wanted, name: card.name }
      const told = [
        { kind: `${noun}.renumbered_to`, subjectNo: no },
        { kind: `${noun}.renumbered`, subjectNo: wanted },
      ]
      for (const each of told) await recordEvent(tx, { companyId, actor, subjectType: noun, data, ...each })
      return wanted
    })
  } catch (error) {
    const code = postgresErrorCode(error)
    if (code === foreignKeyViolation) throw refuse("card_no.named", { no }, "newNo")
    if (code === uniqueViolation) throw refuse("card_no.taken", { no: wanted }, "newNo")
    throw error
  }
}

async function whyNot(tx: Tx, companyId: number, { card }: MergedKind, no: string, wanted: string): Promise<Issue[]> {
  const issue = (code: string): Issue[] => [{ field: "newNo", code: `card_no.${code}`, params: { no: wanted } }]
  if (!(await mayTypeNumber(tx, companyId, card))) return issue("series")
  if (wanted === no) return issue("same")
  return (await findRow(tx, companyId, card, { no: wanted })) ? issue("taken") : []
}

/** Where it is the last that became of that number. */
async function wasRenumbered(tx: Tx, companyId: number, noun: MergedNoun, no: string, wanted: string) {
  const [last] = await readEvents(tx, companyId, noun, wanted, 1)
  return last?.kind === `${noun}.renumbered` && last.data.fromNo === no
}

/** An item's units go with it: their key has its number. */
async function write(tx: Tx, companyId: number, { noun, table }: MergedKind, no: string, wanted: string) {
  const u = itemUnitOfMeasure
  const units =
    noun === "item"
      ? await tx
          .delete(u)
          .where(and(eq(u.companyId, companyId), eq(u.itemNo, no)))
          .returning()
      : []
  const changed = await tx
    .update(table)
    .set({ no: wanted } as Record<string, unknown>)
    .where(and(eq(table.companyId, companyId), eq(table.no, no)))
    .returning({ no: table.no })
  if (changed.length === 0) throw new NotFound(`${noun} ${no}`)
  if (units.length > 0) await tx.insert(u).values(units.map(unit => ({ ...unit, itemNo: wanted })))
}
