/** Drafts that were turned into the other type of document, or split: one draft in the eyes of who worked on it, under several numbers. */
import { and, eq, inArray, sql } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { eventKind } from "./document-type"

const kindsOf = (verb: "turned" | "split") =>
  (["invoice", "credit_memo"] as const).map(documentType => eventKind(documentType, verb))
const kinds = kindsOf("turned")
const originKinds = [...kinds, ...kindsOf("split")]

/** All numbers that a draft has had, its own first: those that it was turned from follow, the latest first. */
export async function numbersOfDraft(tx: Tx, companyId: number, no: string): Promise<string[]> {
  return numbersBefore(tx, companyId, no, kinds)
}

/**
 * Those, and the numbers of the drafts that it was split off from: who worked on them worked on it, and what was asked for and attached there
 * goes for it too.
 */
export async function originsOfDraft(tx: Tx, companyId: number, no: string): Promise<string[]> {
  return numbersBefore(tx, companyId, no, originKinds)
}

/** The latest first, by the events that name what a draft was before. */
async function numbersBefore(tx: Tx, companyId: number, no: string, by: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ no: string }>(sql`
    with recursive draft as (
      select ${no}::text as no, 0 as place
      union all
      select e.data ->> 'fromNo', draft.place + 1 from draft join ${event} e on e.company_id = ${companyId}
        and e.subject_type = 'purchase_invoice' and e.subject_no = draft.no
        and e.kind = any(${sql.param(by)}::text[])
      where draft.place < 50)
    select no from draft order by place`)
  return rows.map(row => row.no)
}

/** The number that a draft was turned into; undefined: it was not. */
export async function turnedInto(tx: Tx, companyId: number, no: string): Promise<string | undefined> {
  const [turned] = await tx
    .select({ no: event.subjectNo })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        eq(event.subjectType, "purchase_invoice"),
        inArray(event.kind, kinds),
        eq(sql`${event.data} ->> 'fromNo'`, no),
        // By the index: the draft that it was says so itself.
        inArray(
          event.subjectNo,
          sql`(select gone.data ->> 'toNo' from ${event} gone where gone.company_id = ${companyId}
            and gone.subject_type = 'purchase_invoice' and gone.subject_no = ${no} and gone.data ? 'toNo')`,
        ),
      ),
    )
    .limit(1)
  return turned?.no
}
