import { and, eq } from "drizzle-orm"
import { vendorBankAccount } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound } from "@/domain/errors"
import type { RecordField } from "@/domain/records/definition"
import { readRecordHistory } from "@/domain/records/record-history"
import { findRow } from "@/domain/records/rows"
import { recordKeyOf } from "@/domain/records/values"
import { confirmedAccounts } from "@/domain/vendor-bank-accounts/bank-account"
import { comparedFields, type MergedKind, mergedKinds } from "./merged-kinds"
import { type Between, countRows } from "./move-rows"
import { type MergedNoun, type MovedThing, movingColumns } from "./named"
import { type MergedCard, whyNotMerged } from "./why-not"

export type MergeRead = {
  from: MergedCard
  into: MergedCard
  /** Fields in which they differ, with what each has. */
  differs: { field: RecordField; from: string; into: string }[]
  moves: Partial<Record<MovedThing, number>>
  /** What stays with the one that goes, as the other has it already. */
  stays: Partial<Record<MovedThing, number>>
  /** Confirmed bank accounts that are proposed for the one that stays. */
  accounts: number
  /** Why they cannot be merged; none: they can. */
  issues: Issue[]
}

/** What merging one card into another would do. @throws NotFound; Forbidden */
export async function readMerge(actor: Actor, noun: MergedNoun, fromNo: string, intoNo: string): Promise<MergeRead> {
  authorise(actor, "master_data.edit")
  const kind = mergedKinds[noun]
  authorise(actor, kind.right)
  const between = { companyId: actor.companyId, fromNo, intoNo }
  return inCompany(actor.companyId, async tx => {
    const [from, into] = [await findCard(tx, kind, between, fromNo), await findCard(tx, kind, between, intoNo)]
    const [moves, stays]: [MergeRead["moves"], MergeRead["stays"]] = [{}, {}]
    for (const moving of movingColumns[noun]) {
      const counted = await countRows(tx, moving, between)
      if (counted.moves > 0) moves[moving.thing] = (moves[moving.thing] ?? 0) + counted.moves
      if (counted.stays > 0) stays[moving.thing] = (stays[moving.thing] ?? 0) + counted.stays
    }
    return {
      from,
      into,
      differs: comparedFields(kind)
        .map(field => ({ field, from: from.values[field.name] ?? "", into: into.values[field.name] ?? "" }))
        .filter(each => each.from !== each.into),
      moves,
      stays,
      accounts: noun === "vendor" ? (await accountsToPropose(tx, between)).length : 0,
      issues: await whyNotMerged(tx, kind, between, from, into),
    }
  })
}

/** The card that is to be merged. @throws NotFound; Forbidden */
export async function findMergedCard(actor: Actor, noun: MergedNoun, no: string): Promise<MergedCard> {
  authorise(actor, "master_data.edit")
  const kind = mergedKinds[noun]
  authorise(actor, kind.right)
  return inCompany(actor.companyId, tx => findCard(tx, kind, actor, no))
}

/** @throws NotFound where the company has none of that number */
export async function findCard(
  tx: Tx,
  { card, table, name }: MergedKind,
  { companyId }: Pick<Between, "companyId">,
  no: string,
): Promise<MergedCard> {
  const key = recordKeyOf(card, [no])
  const values = key && (await findRow(tx, companyId, card, key))
  if (!values) throw new NotFound(`${card.slug} ${no}`)
  const [last] = await readRecordHistory(tx, companyId, card, values)
  const [row] = await tx
    .select({ mergedInto: table.mergedInto })
    .from(table)
    .where(and(eq(table.companyId, companyId), eq(table.no, no)))
  return { no, name: values[name]!, values, version: last?.id ?? 0, mergedInto: row!.mergedInto as string | null }
}

/** What the one that goes is paid to, and the one that stays has neither confirmed nor proposed. */
export async function accountsToPropose(tx: Tx, { companyId, fromNo, intoNo }: Between) {
  const theirs = await tx
    .select()
    .from(vendorBankAccount)
    .where(and(eq(vendorBankAccount.companyId, companyId), eq(vendorBankAccount.vendorNo, intoNo)))
  const live = theirs.filter(({ withdrawnAt, rejectedAt }) => !withdrawnAt && !rejectedAt)
  const own = await confirmedAccounts(tx, companyId, fromNo)
  return own.filter(({ iban, accountNo }) => !live.some(each => each.iban === iban && each.accountNo === accountNo))
}
