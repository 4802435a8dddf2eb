import { and, eq, sql } from "drizzle-orm"
import { item, openingBalance } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { Refusal, refuse, Stale } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { toPlain } from "@/domain/money/decimal"
import { readPurchasesSetup } from "@/domain/posting/purchases-setup"
import { openingProblems } from "./check-opening"
import { composeOpening, type OpeningTransaction } from "./compose-opening"
import { lockParties } from "./lock-parties"
import { countPreparation, lastOpening, lockPreparation, type PostedOpening } from "./lock-preparation"
import { readOpenedVendors, readStockItems } from "./opened-parties"
import { openingDate, openingName, type PreparedOpening } from "./prepared"
import { readBooked } from "./read-booked"
import { readPrepared } from "./read-prepared"
import { refuseApplied, refuseUnusable, takeBack } from "./take-back"
import { type OpeningHeader, takeTransactionNos, writeOpening } from "./write-opening"

/**
 * Posts what is prepared, all of it or nothing, on the day before the start: open documents of vendors one by one, the trial balance,
 * and stock; no VAT entries. An opening that stands is replaced, in the same transaction, while nothing was posted after it
 * (docs/semantics of the first day; decision 91).
 *
 * @param seen version of the preparation that was looked at
 * @returns the number of the opening
 * @throws Forbidden; Stale; Refusal with every reason; opening.later_posted where one stands that something was posted after
 */
export async function postOpening(actor: Actor, seen: number): Promise<number> {
  authorise(actor, "opening_balance.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { version } = await lockPreparation(tx, companyId)
    if (version !== seen) throw new Stale(version, [])
    const last = await lastOpening(tx, companyId)
    const standing = last?.stands ? last : null
    await holdParties(tx, companyId, standing)
    const purchases = await readPurchasesSetup(tx, companyId, true)
    // As it is now that nobody changes it.
    const prepared = await readPrepared(tx, companyId)
    const replacesNo = standing?.no ?? null
    const booked = await readBooked(tx, actor, prepared, purchases, replacesNo)
    const problems = openingProblems(prepared, booked)
    if (problems.length > 0) throw new Refusal(problems)
    const { setupVersion } = purchases
    if (standing) await replace(tx, actor, standing, setupVersion)
    const no = (last?.no ?? 0) + 1
    await write(tx, actor, prepared, { no, replacesNo, setupVersion })
    await countPreparation(tx, companyId)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: standing ? "opening_balance.replaced" : "opening_balance.posted",
      subjectType: "opening_balance",
      subjectNo: String(no),
      data: { ...countsOf(prepared), startDate: prepared.startDate, replaces: standing && openingName(standing.no) },
    })
    return no
  })
}

/** Holds whatever the opening touches, and the one that it replaces. */
async function holdParties(tx: Tx, companyId: number, standing: PostedOpening | null): Promise<void> {
  const { vendors, stock } = await readPrepared(tx, companyId)
  const [vendorNos, itemNos] = standing
    ? [await readOpenedVendors(tx, standing), await readStockItems(tx, standing)]
    : [[], []]
  await lockParties(tx, companyId, {
    vendors,
    vendorNos,
    itemNos: [...stock.map(({ itemNo }) => itemNo), ...itemNos],
  })
}

async function write(
  tx: Tx,
  actor: Actor,
  prepared: PreparedOpening,
  { no, ...header }: Pick<OpeningHeader, "no" | "replacesNo" | "setupVersion">,
): Promise<void> {
  const { companyId } = actor
  const { startDate, clearingAccountNo } = prepared
  if (startDate === null || clearingAccountNo === null) throw new RangeError("an opening that was not checked")
  const transactions = composeOpening(prepared, no)
  const costedItemNos = await giveCosts(tx, companyId, transactions)
  const first = await takeTransactionNos(tx, companyId, transactions.length)
  const postingDate = openingDate(startDate)
  await writeOpening(
    tx,
    actor,
    { ...header, no, startDate, clearingAccountNo, postingDate, costedItemNos },
    transactions,
    first,
  )
}

const countsOf = ({ vendors, accounts, stock }: PreparedOpening) => ({
  vendors: vendors.length,
  accounts: accounts.length,
  items: stock.length,
})

/** Takes an opening back on its own day, to make room; the counter is held from here on, so that nothing comes between. */
async function replace(tx: Tx, actor: Actor, standing: PostedOpening, setupVersion: number): Promise<void> {
  const { companyId } = actor
  const next = await takeTransactionNos(tx, companyId, 0)
  if (next !== standing.lastTransactionNo + 1) {
    throw refuse("opening.later_posted", { no: openingName(standing.no) })
  }
  await refuseApplied(tx, standing)
  await refuseUnusable(tx, standing)
  const first = await takeTransactionNos(tx, companyId, standing.lastTransactionNo - standing.firstTransactionNo + 1)
  await takeBack(tx, actor, standing, { date: openingDate(standing.startDate), reason: "", setupVersion, first })
}

/** Gives items without a last direct cost what their stock cost. @returns their numbers */
async function giveCosts(tx: Tx, companyId: number, transactions: readonly OpeningTransaction[]): Promise<string[]> {
  const costs = transactions
    .flatMap(({ stock }) => stock)
    .filter(({ costPerUnit }) => !costPerUnit.isZero())
    .map(({ line, costPerUnit }) => ({ no: line.itemNo, cost: toPlain(costPerUnit) }))
  const given = await tx.execute<{ no: string }>(sql`
    update ${item} i set last_direct_cost = r.cost
    from json_to_recordset(${JSON.stringify(costs)}::json) as r (no text, cost numeric)
    where i.company_id = ${companyId} and i.no = r.no and i.last_direct_cost = 0 returning i.no`)
  return given.map(({ no }) => no).sort()
}

/** The opening of that number, as it was posted; undefined: the company has none. */
export async function findOpening(tx: Tx, companyId: number, no: number): Promise<PostedOpening | undefined> {
  const [found] = await tx
    .select()
    .from(openingBalance)
    .where(and(eq(openingBalance.companyId, companyId), eq(openingBalance.no, no)))
  return found
}
