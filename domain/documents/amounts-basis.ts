import { and, eq, sql } from "drizzle-orm"
import { vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readItemUnits } from "@/domain/items/read-item-units"
import type { DiscountTier } from "./invoice-discount"
import type { DraftLine } from "./line-fields"
import { type LineRuns, readLineRuns } from "./line-runs"
import type { LineStore } from "./store-lines"

/** What the amounts of a draft rest on beside the texts of its form: with it they are worked out while one types. */
export type AmountsBasis = LineRuns & {
  /** Of the vendor's invoice discount; none of a document that gives none. */
  tiers: DiscountTier[]
  /** The line that the tiers may bring about, its cost still to be worked out. */
  serviceCharge: DraftLine | null
  /** What the VAT groups are called, by VAT identifier. */
  vatDescriptions: Record<string, string>
  /** Units of measure that the items of the page have, by item number. */
  units: Record<string, string[]>
}

/**
 * Reads what both kinds of document have of it.
 *
 * @param range of the line numbers of the page; null: it is the only one
 * @param lines of the page
 */
export async function readAmountsBasis(
  tx: Tx,
  store: LineStore,
  document: { companyId: number; no: string; vatBusPostingGroup: string | null },
  range: { above: number; upTo: number } | null,
  lines: readonly DraftLine[],
): Promise<AmountsBasis> {
  const items = lines.flatMap(({ type, no }) => (type === "item" && no ? [no] : []))
  const [runs, vatDescriptions, units] = await Promise.all([
    range ? readLineRuns(tx, store, document.companyId, document.no, range) : { before: [], after: [] },
    readVatDescriptions(tx, document),
    readItemUnits(tx, document.companyId, items),
  ])
  return { ...runs, tiers: [], serviceCharge: null, vatDescriptions, units }
}

async function readVatDescriptions(
  tx: Tx,
  { companyId, vatBusPostingGroup }: { companyId: number; vatBusPostingGroup: string | null },
): Promise<Record<string, string>> {
  const rows = await tx
    .select({
      vatIdentifier: vatPostingSetup.vatIdentifier,
      description: sql<string>`min(${vatPostingSetup.description})`,
    })
    .from(vatPostingSetup)
    .where(
      and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.vatBusPostingGroup, vatBusPostingGroup ?? "")),
    )
    .groupBy(vatPostingSetup.vatIdentifier)
  return Object.fromEntries(rows.map(row => [row.vatIdentifier, row.description]))
}
