/** What is worth knowing of drafts before somebody agrees to them: all kinds in one statement, however many documents. */
import { sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { withAsked } from "./asked"
import type { ChangedField, DocumentFact, FactPlace } from "./fact"
import { factKinds } from "./fact-kinds"

type FactRow = {
  no: string
  kind: number
  figures: Record<string, string | number> & { changes?: ChangedField[] }
  link_to: FactPlace
  link_no: string | null
}

const facts = prepared<FactRow>("facts", () => {
  const each = factKinds.map(
    ({ query }, kind) => sql`select ${sql.raw(String(kind))} as kind, f.* from (${query}) as f`,
  )
  return sql`
    ${withAsked}
    select no, kind, figures, link_to, link_no from (${sql.join(each, sql` union all `)}) as found
    where kind = any(${value("kinds")}::text[]::integer[])
    order by no, kind`
})

/** The facts of a draft, the worst first; as `factsOfDrafts`. */
export async function readFacts(tx: Tx, actor: Actor, no: string): Promise<DocumentFact[]> {
  return (await factsOfDrafts(tx, actor, [no])).get(no) ?? []
}

/**
 * The facts of several drafts in one statement, the worst first, within a transaction of the caller, who has asked whether the actor
 * may see them. A margin is only for who may see what is sold.
 *
 * @returns by number; absent: there is nothing to say
 */
export async function factsOfDrafts(
  tx: Tx,
  actor: Actor,
  nos: readonly string[],
): Promise<ReadonlyMap<string, DocumentFact[]>> {
  const maySeeSales = may(actor, "sales_invoice.see")
  const kinds = factKinds.flatMap(({ ofSales }, index) => (ofSales && !maySeeSales ? [] : [String(index)]))
  const found = new Map<string, DocumentFact[]>()
  if (nos.length === 0) return found
  const rows = await facts(tx, { companyId: actor.companyId, nos: [...nos], kinds })
  for (const row of rows) {
    const { name, severity } = factKinds[row.kind]!
    const { changes, ...figures } = row.figures
    const link = row.link_no === null ? null : { to: row.link_to, no: row.link_no }
    const fact: DocumentFact = { kind: name, severity, figures, ...(changes && { changes }), link }
    found.set(row.no, [...(found.get(row.no) ?? []), fact])
  }
  return found
}
