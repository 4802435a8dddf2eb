import { and, eq, sql } from "drizzle-orm"
import { itemUnitOfMeasure, purchaseRequest, purchaseRequestLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { namedIn } from "@/domain/lists/named-in"
import type { RecordValues } from "@/domain/records/definition"
import type { MergedKind } from "./merged-kinds"
import type { Between } from "./move-rows"

/** A card as it takes part. */
export type MergedCard = { no: string; name: string; values: RecordValues; version: number; mergedInto: string | null }

/** Requests that are named. */
const NAMED = 5

/** Every reason why the two cannot be merged now. */
export async function whyNotMerged(
  tx: Tx,
  kind: MergedKind,
  between: Between,
  from: MergedCard,
  into: MergedCard,
): Promise<Issue[]> {
  const issues: Issue[] = []
  const add = (code: string, params: Issue["params"]) => issues.push({ code: `merge.${code}`, params })
  const named = { noun: kind.noun, no: from.no, intoNo: into.no }
  if (from.no === into.no) return [{ field: "into", code: "merge.same", params: named }]
  if (from.mergedInto) add("gone", { noun: kind.noun, no: from.no, other: from.mergedInto })
  if (into.mergedInto) add("gone", { noun: kind.noun, no: into.no, other: into.mergedInto })
  const behind = await namedIn(tx, between.companyId, [from.no], [kind.table.mergedInto])
  if (behind.size > 0) add("has_merged", named)
  const isUsed = (await namedIn(tx, between.companyId, [from.no], kind.used)).size > 0
  for (const field of [...kind.always, ...(isUsed ? kind.onceUsed : [])]) {
    const [one = "", other = ""] = [from.values[field], into.values[field]]
    if (one !== other) add("differs", { ...named, field, one: one || "–", other: other || "–" })
  }
  for (const no of await runningRequests(tx, kind, between)) add("running", { ...named, request: no })
  if (kind.noun === "item") for (const unit of await otherUnits(tx, between)) add("unit_differs", { ...named, unit })
  return issues
}

/** A request that waits is built as it was asked for; who merges waits for it. */
async function runningRequests(tx: Tx, { noun }: MergedKind, { companyId, fromNo }: Between): Promise<string[]> {
  if (noun === "customer") return []
  const ofItem = sql`exists (select from ${purchaseRequestLine} l where l.company_id = ${companyId}
    and l.request_no = ${purchaseRequest.no} and l.type = 'item' and l.no = ${fromNo})`
  const rows = await tx
    .select({ no: purchaseRequest.no })
    .from(purchaseRequest)
    .where(
      and(
        eq(purchaseRequest.companyId, companyId),
        eq(purchaseRequest.state, "queued"),
        noun === "vendor" ? eq(purchaseRequest.vendorNo, fromNo) : ofItem,
      ),
    )
    .orderBy(purchaseRequest.no)
    .limit(NAMED)
  return rows.map(({ no }) => no)
}

/** Units in which the two items are counted differently. */
async function otherUnits(tx: Tx, { companyId, fromNo, intoNo }: Between): Promise<string[]> {
  const rows = await tx.execute<{ code: string }>(sql`
    select a.code from ${itemUnitOfMeasure} a join ${itemUnitOfMeasure} b on b.company_id = a.company_id and b.code = a.code
    where a.company_id = ${companyId} and a.item_no = ${fromNo} and b.item_no = ${intoNo}
      and a.qty_per_unit_of_measure <> b.qty_per_unit_of_measure order by 1`)
  return rows.map(({ code }) => code)
}
