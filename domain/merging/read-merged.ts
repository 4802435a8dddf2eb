import { and, desc, eq, isNull, or, sql } from "drizzle-orm"
import { cardMerge, itemLedgerEntry, openVendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { mergedKinds } from "./merged-kinds"
import type { MergedNoun } from "./named"

/** A card that became one with another. */
export type MergedAway = { fromNo: string; intoNo: string; by: string; at: Date }

export type MergedRead = {
  /** Where the card went; null: nowhere. */
  into: MergedAway | null
  /** What became one with it, each with what is still there: open with a vendor in the company's currency, of an item in stock. */
  others: (MergedAway & { left: string | null })[]
  /** Whether the reader may merge it, and undo that. */
  mayMerge: boolean
}

/** What became of a card by merging. @throws Forbidden */
export async function readMerged(actor: Actor, noun: MergedNoun, no: string): Promise<MergedRead> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const rows = await tx
      .select({
        fromNo: cardMerge.fromNo,
        intoNo: cardMerge.intoNo,
        by: cardMerge.mergedByName,
        at: cardMerge.mergedAt,
      })
      .from(cardMerge)
      .where(
        and(
          eq(cardMerge.companyId, companyId),
          eq(cardMerge.noun, noun),
          isNull(cardMerge.undoneAt),
          or(eq(cardMerge.fromNo, no), eq(cardMerge.intoNo, no)),
        ),
      )
      .orderBy(desc(cardMerge.id))
    const others: MergedRead["others"] = []
    const maySeeLeft = noun === "item" || may(actor, "books.see")
    for (const row of rows.filter(({ intoNo }) => intoNo === no)) {
      others.push({ ...row, left: maySeeLeft ? await leftOf(tx, companyId, noun, row.fromNo) : null })
    }
    return {
      into: rows.find(({ fromNo }) => fromNo === no) ?? null,
      others,
      mayMerge: may(actor, mergedKinds[noun].right),
    }
  })
}

async function leftOf(tx: Tx, companyId: number, noun: MergedNoun, no: string): Promise<string | null> {
  if (noun === "customer") return null
  const [row] = await tx.execute<{ left: string | null }>(
    noun === "vendor"
      ? sql`select (-sum(amount_lcy))::text as left from ${openVendorLedgerEntry} where company_id = ${companyId} and vendor_no = ${no}`
      : sql`select sum(quantity)::text as left from ${itemLedgerEntry} where company_id = ${companyId} and item_no = ${no}`,
  )
  return row!.left
}
