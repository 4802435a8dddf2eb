import { and, eq, or, sql } from "drizzle-orm"
import {
  cardMerge,
  company,
  ledgerTransaction,
  purchaseInvoice,
  purchaseInvoiceLine,
  salesInvoice,
  salesInvoiceLine,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { mirrorVendorNumbers } from "@/domain/items/item-numbers"
import { saveCard } from "@/domain/records/cards"
import type { RecordValues } from "@/domain/records/definition"
import { shownRecordValue } from "@/domain/records/values"
import { writeProposal } from "@/domain/vendor-bank-accounts/propose-bank-account"
import { comparedFields, type MergedKind, mergedKinds } from "./merged-kinds"
import { type Between, moveRows } from "./move-rows"
import { type MergedNoun, movingColumns, rememberedAs } from "./named"
import { accountsToPropose, findCard } from "./read-merge"
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

/** Documents come before cards, in the order of their numbers, as everywhere. */
export async function lockDocuments(tx: Tx, noun: MergedNoun, { companyId, fromNo }: Between): Promise<void> {
  const ofPurchase = sql`exists (select from ${purchaseInvoiceLine} l where l.company_id = ${companyId}
    and l.document_no = ${purchaseInvoice.no} and l.type = 'item' and l.no = ${fromNo})`
  const ofSales = sql`exists (select from ${salesInvoiceLine} l where l.company_id = ${companyId}
    and l.document_no = ${salesInvoice.no} and l.type = 'item' and l.no = ${fromNo})`
  if (noun !== "customer") {
    const isOf =
      noun === "item"
        ? ofPurchase
        : or(eq(purchaseInvoice.buyFromVendorNo, fromNo), eq(purchaseInvoice.payToVendorNo, fromNo))
    await tx
      .select({ no: purchaseInvoice.no })
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, companyId), isOf))
      .orderBy(purchaseInvoice.no)
      .for("update")
  }
  if (noun !== "vendor") {
    await tx
      .select({ no: salesInvoice.no })
      .from(salesInvoice)
      .where(
        and(eq(salesInvoice.companyId, companyId), noun === "item" ? ofSales : eq(salesInvoice.customerNo, fromNo)),
      )
      .orderBy(salesInvoice.no)
      .for("update")
  }
}

/** Both, so that nothing new comes to name one meanwhile, and nobody pays it. */
export async function lockCards(tx: Tx, { table }: MergedKind, { companyId, fromNo, intoNo }: Between): Promise<void> {
  await tx
    .select({ no: table.no })
    .from(table as MergedKind["table"])
    .where(and(eq(table.companyId, companyId), or(eq(table.no, fromNo), eq(table.no, intoNo))))
    .orderBy(table.no)
    .for("update")
}

export type Changed = Record<string, [before: string, after: string]>

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
  return changesOf(from.values, after)
}

function changesOf(before: RecordValues, after: RecordValues): Changed {
  const changed = Object.entries(after).filter(([name, value]) => (before[name] ?? "") !== value)
  return Object.fromEntries(changed.map(([name, value]) => [name, [before[name] ?? "", value]]))
}

/** Saved as by hand, with all that is checked then. */
async function takeFields(
  tx: Tx,
  actor: Actor,
  kind: MergedKind,
  { from, into, taken }: { from: MergedCard; into: MergedCard; taken: readonly string[] },
): Promise<Changed> {
  const { card } = kind
  const names = new Set(comparedFields(kind).map(({ name }) => name))
  const chosen = taken.filter(name => names.has(name) && from.values[name] !== into.values[name])
  if (chosen.length === 0) return {}
  const values = { ...into.values, ...Object.fromEntries(chosen.map(name => [name, from.values[name]!])) }
  // Who is paid, or billed, instead: neither of the two, as they are one now.
  for (const { name, kind: of } of card.fields) {
    if (of === "card" && [from.no, into.no].includes(values[name]!) && name !== "vendorNo") values[name] = ""
  }
  const typed = Object.fromEntries(
    card.fields.map(field => {
      const value = values[field.name] ?? ""
      if (field.kind === "boolean") return [field.name, value === "true" ? "on" : ""]
      return [field.name, shownRecordValue(field, value, actor.language)]
    }),
  )
  const save = (more: Record<string, string>) =>
    saveCard(tx, actor, card, { key: [into.no], version: into.version, typed: { ...typed, ...more } })
  const after = await save({})
    .catch(error => save({ similarSeen: similarIn(error) }))
    .catch(asTaken)
  return changesOf(into.values, after)
}

/** Third cards that are like it are another merge's, and asked about when the card is next saved. @throws what was thrown for any other reason */
function similarIn(error: unknown): string {
  if (!(error instanceof Refusal) || error.issues.some(({ code }) => code !== "vendor_similar")) throw error
  return error.issues.map(({ params }) => String(params?.no)).join(",")
}

/** Beside the choice, where the card's own form would have the control. */
function asTaken(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  throw new Refusal(
    error.issues.map(({ field, ...issue }) => ({ ...issue, field: field && `take.${field.split(".").at(-1)}` })),
  )
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
