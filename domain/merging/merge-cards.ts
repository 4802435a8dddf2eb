import { and, eq, sql } from "drizzle-orm"
import { cardMerge, company, ledgerTransaction } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { mirrorVendorNumbers } from "@/domain/items/item-numbers"
import { writeProposal } from "@/domain/vendor-bank-accounts/propose-bank-account"
import { lockCards, lockDocuments } from "./lock-merge"
import { type MergedKind, mergedKinds } from "./merged-kinds"
import { type Between, moveRows } from "./move-rows"
import { type MergedNoun, movingColumns, rememberedAs } from "./named"
import { accountsToPropose, findCard } from "./read-merge"
import { type Changed, cardChanges, takeFields } from "./take-fields"
import { type Moved, recordOnCards, touchDocuments } from "./touch-documents"
import { type MergedCard, whyNotMerged } from "./why-not"

export type MergeInput = {
  fromNo: string
  intoNo: string
  /** Of both cards, as the page showed them. */
  fromVersion: number
  intoVersion: number
  /** Fields that the card that stays takes from the one that goes. */
  taken: readonly string[]
}

/** Where the ids of bank accounts stand that a merge proposed. */
export const PROPOSED = "vendor_bank_account.proposed"

/**
 * Makes two cards one: drafts, failed requests, prices and what else names the one that goes name the one that stays; the books stay
 * as they are. Its confirmed bank accounts are proposed for the one that stays, and no more. One transaction, with history on both.
 *
 * @returns false where just that was done already, as by a form sent twice
 * @throws Refusal of every reason at once, and merge.stale where a card was changed since the page; NotFound; Forbidden
 */
export async function mergeCards(actor: Actor, noun: MergedNoun, input: MergeInput): Promise<boolean> {
  authorise(actor, "master_data.edit")
  const kind = mergedKinds[noun]
  authorise(actor, kind.right)
  const { companyId } = actor
  const between = { companyId, fromNo: input.fromNo, intoNo: input.intoNo }
  return inCompany(companyId, async tx => {
    await lockDocuments(tx, noun, between)
    await lockCards(tx, kind, between)
    const [from, into] = [
      await findCard(tx, kind, between, input.fromNo),
      await findCard(tx, kind, between, input.intoNo),
    ]
    if (from.mergedInto === into.no) return false
    const issues = await whyNotMerged(tx, kind, between, from, into)
    if (issues.length > 0) throw new Refusal(issues)
    if (from.version !== input.fromVersion || into.version !== input.intoVersion) throw refuse("merge.stale")
    const changedFrom = await sendAway(tx, kind, between, from, input.taken)
    const changedInto = await takeFields(tx, actor, kind, { from, into, taken: input.taken })
    const moved: Record<string, Record<string, string>[]> = {}
    for (const moving of movingColumns[noun]) moved[rememberedAs(moving)] = await moveRows(tx, moving, between)
    await follow(tx, actor, between, moved)
    if (noun === "vendor") moved[PROPOSED] = await proposeAccounts(tx, actor, between, into)
    await tx.insert(cardMerge).values({
      companyId,
      noun,
      fromNo: from.no,
      intoNo: into.no,
      moved,
      changed: { from: changedFrom, into: changedInto },
      lastTransactionNo: await lastTransaction(tx, companyId),
      mergedBy: actor.userId,
      mergedByName: actor.name,
    })
    await tell(tx, actor, kind, from, into, changedFrom)
    return true
  })
}

/** What follows the numbers that moved. */
export async function follow(tx: Tx, actor: Actor, between: Between, moved: Moved): Promise<void> {
  await touchDocuments(tx, actor, between, moved)
  await recordOnCards(tx, actor, between, moved)
  const items = ["item.vendor_no", "item_vendor.vendor_no", "item_vendor.item_no"].flatMap(name =>
    (moved[name] ?? []).map(({ no, item_no }) => no ?? item_no ?? between.intoNo),
  )
  await mirrorVendorNumbers(tx, between.companyId, [...new Set(items)])
}

/** The card says where it went, and gives up what one card alone may have. @returns which of its fields became others */
async function sendAway(
  tx: Tx,
  { noun, table, blocks }: MergedKind,
  { companyId, intoNo }: Between,
  from: MergedCard,
  taken: readonly string[],
): Promise<Changed> {
  const after = { ...blocks(intoNo) }
  if (noun === "item" && taken.includes("gtin")) after.gtin = ""
  const stored = Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, value === "true" ? true : value]),
  )
  await tx
    .update(table)
    .set({ ...stored, mergedInto: intoNo } as Record<string, unknown>)
    .where(and(eq(table.companyId, companyId), eq(table.no, from.no)))
  return cardChanges(from.values, after)
}

/** Never carried over: proposed by who merges, for another to confirm. */
async function proposeAccounts(tx: Tx, actor: Actor, between: Between, into: MergedCard) {
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, between.companyId))
  const ids: Record<string, string>[] = []
  for (const { iban, accountNo, bic, accountHolder } of await accountsToPropose(tx, between)) {
    const id = await writeProposal(
      tx,
      actor,
      {
        vendorNo: into.no,
        iban,
        accountNo,
        bic,
        accountHolder,
        evidence: between.fromNo,
        verifiedHow: "merged",
        verifiedOn: today(own!.timeZone),
      },
      into.name,
    )
    ids.push({ id: String(id) })
  }
  return ids
}

async function lastTransaction(tx: Tx, companyId: number): Promise<number> {
  const [row] = await tx
    .select({ no: sql<number>`coalesce(max(${ledgerTransaction.no}), 0)::int` })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.companyId, companyId))
  return row!.no
}

async function tell(tx: Tx, actor: Actor, kind: MergedKind, from: MergedCard, into: MergedCard, changed: Changed) {
  const { noun } = kind
  const { companyId } = actor
  const named = { fromNo: from.no, fromName: from.name, intoNo: into.no, intoName: into.name }
  const changes = Object.entries(changed).map(([field, [old, now]]) => ({ field, old, new: now }))
  const events = [
    { kind: `${noun}.merged_into`, subjectNo: from.no, data: { ...named, changes } },
    { kind: `${noun}.merged`, subjectNo: into.no, data: named },
  ]
  for (const each of events) await recordEvent(tx, { companyId, actor, subjectType: noun, ...each })
}
