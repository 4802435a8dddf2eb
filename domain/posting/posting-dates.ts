import { and, eq } from "drizzle-orm"
import { preparedSelect, value } from "@/db/prepared"
import { userPostingRange } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"

/** From and to which date may be posted; null: no limit. */
export type PostingRange = { allowPostingFrom: string | null; allowPostingTo: string | null }

const ranges = preparedSelect("posting_range", query =>
  query
    .select({ allowPostingFrom: userPostingRange.allowPostingFrom, allowPostingTo: userPostingRange.allowPostingTo })
    .from(userPostingRange)
    .where(and(eq(userPostingRange.companyId, value("companyId")), eq(userPostingRange.userId, value("userId")))),
)

/** The actor's own range of posting dates, which goes before the company's; null: none. One statement. */
export async function readUserPostingRange(
  tx: Tx,
  { companyId, userId }: Pick<Actor, "companyId" | "userId">,
): Promise<PostingRange | null> {
  const [range] = await ranges(tx, { companyId, userId })
  return range ?? null
}

/** Whether a date lies in the user's range, or in the company's where the user has none. */
export function mayPostOn(date: string, ranges: { userRange: PostingRange | null; purchases: PostingRange }): boolean {
  const { allowPostingFrom: from, allowPostingTo: to } = ranges.userRange ?? ranges.purchases
  return (from === null || date >= from) && (to === null || date <= to)
}
