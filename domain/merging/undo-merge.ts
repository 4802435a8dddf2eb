import { and, eq, gt, isNull, or, sql } from "drizzle-orm"
import { cardMerge, itemLedgerEntry, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { rowOf } from "@/domain/records/values"
import { withdrawUnanswered } from "@/domain/vendor-bank-accounts/withdraw-unanswered"
import { lockCards, lockDocuments } from "./lock-merge"
import { follow, PROPOSED } from "./merge-cards"
import { type MergedKind, mergedKinds } from "./merged-kinds"
import { type Between, moveRows } from "./move-rows"
import { type MergedNoun, movingColumns, rememberedAs } from "./named"
import { findCard } from "./read-merge"
import type { Changed } from "./take-fields"
import type { MergedCard } from "./why-not"

/**
 * Makes two of what was merged: what moved and still is there goes back, fields get back what nobody changed since, and bank accounts
 * that the merge proposed and nobody confirmed are withdrawn.
 *
 * @throws Refusal merge.posted_since where anything was posted with either of them; merge.not_merged, as where it was undone already;
 *   NotFound; Forbidden
 */
export async function undoMerge(actor: Actor, noun: MergedNoun, fromNo: string): Promise<{ intoNo: string }> {
  authorise(actor, "master_data.edit")
  const kind = mergedKinds[noun]
  authorise(actor, kind.right)
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const known = await findCard(tx, kind, { companyId }, fromNo)
    if (!known.mergedInto) throw refuse("merge.not_merged", { noun, no: fromNo })
    // Back: from the card that stayed to the one that went.
    const back: Between = { companyId, fromNo: known.mergedInto, intoNo: fromNo }
    await lockDocuments(tx, noun, back)
    await lockCards(tx, kind, back)
    const [merge] = await tx
      .select()
      .from(cardMerge)
      .where(
        and(
          eq(cardMerge.companyId, companyId),
          eq(cardMerge.noun, noun),
          eq(cardMerge.fromNo, fromNo),
          isNull(cardMerge.undoneAt),
        ),
      )
      .for("update")
    if (!merge) throw refuse("merge.not_merged", { noun, no: fromNo })
    if (await hasPosted(tx, noun, back, merge.lastTransactionNo)) {
      throw refuse("merge.posted_since", { noun, no: fromNo, intoNo: merge.intoNo })
    }
    const [gone, stayed] = [await findCard(tx, kind, back, fromNo), await findCard(tx, kind, back, merge.intoNo)]
    await restore(tx, actor, kind, stayed, merge.changed.into)
    await restore(tx, actor, kind, gone, merge.changed.from, true)
    const moved: Record<string, Record<string, string>[]> = {}
    for (const moving of movingColumns[noun]) {
      moved[rememberedAs(moving)] = await moveRows(tx, moving, back, merge.moved[rememberedAs(moving)] ?? [])
    }
    await follow(tx, actor, back, moved)
    const proposed = (merge.moved[PROPOSED] ?? []).map(({ id }) => Number(id))
    await withdrawUnanswered(tx, actor, proposed, fromNo)
    await tx
      .update(cardMerge)
      .set({ undoneBy: actor.userId, undoneAt: sql`now()` })
      .where(and(eq(cardMerge.companyId, companyId), eq(cardMerge.id, merge.id)))
    for (const no of [fromNo, merge.intoNo]) {
      const data = { fromNo, fromName: gone.name, intoNo: merge.intoNo, intoName: stayed.name }
      await recordEvent(tx, { companyId, actor, kind: `${noun}.merge_undone`, subjectType: noun, subjectNo: no, data })
    }
    return { intoNo: merge.intoNo }
  })
}

/** Whether a transaction since has an entry of either. */
async function hasPosted(tx: Tx, noun: MergedNoun, { companyId, fromNo, intoNo }: Between, since: number) {
  if (noun === "customer") return false
  const [ledger, no] =
    noun === "vendor" ? [vendorLedgerEntry, vendorLedgerEntry.vendorNo] : [itemLedgerEntry, itemLedgerEntry.itemNo]
  const rows = await tx
    .select({ no: ledger.transactionNo })
    .from(ledger)
    .where(and(eq(ledger.companyId, companyId), gt(ledger.transactionNo, since), or(eq(no, fromNo), eq(no, intoNo))))
    .limit(1)
  return rows.length > 0
}

/** Fields that still are what the merge made of them become what they were; who is blocked for privacy since stays so. */
async function restore(
  tx: Tx,
  actor: Actor,
  { noun, table, card: definition }: MergedKind,
  card: MergedCard,
  changed: Changed,
  returns = false,
) {
  const { companyId } = actor
  const back = Object.entries(changed).filter(
    ([name, [, after]]) =>
      (card.values[name] ?? "") === after && !(name === "blocked" && card.values.privacyBlocked === "true"),
  )
  if (back.length === 0 && !returns) return
  const was = Object.fromEntries(back.map(([name, [before]]) => [name, before]))
  await tx
    .update(table)
    .set({ ...rowOf(definition, { ...card.values, ...was }), ...(returns && { mergedInto: null }) } as Record<
      string,
      unknown
    >)
    .where(and(eq(table.companyId, companyId), eq(table.no, card.no)))
  if (back.length === 0) return
  const changes = back.map(([field, [before, after]]) => ({ field, old: after, new: before }))
  const named = { [`${noun}Name`]: card.name }
  const data = { ...named, changes }
  await recordEvent(tx, { companyId, actor, kind: `${noun}.changed`, subjectType: noun, subjectNo: card.no, data })
}
