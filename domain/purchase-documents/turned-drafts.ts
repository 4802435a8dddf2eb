/** Drafts that were turned into the other type of document, or split: one draft in the eyes of who worked on it, under several numbers. */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import { event, postedPurchaseDocument, purchaseInvoice } from "@/db/schema"
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
    with recursive ${before(sql`${companyId}::integer`, sql`${no}::text`, sql`${sql.param(by)}::text[]`)}
    select no from draft order by place`)
  return rows.map(row => row.no)
}

/** A part of a statement of a list (`with recursive …`): `draft.no`, the numbers of `originsOfDraft` of the draft `no` of a row. */
export function originsInList(companyId: SQL, no: SQL): SQL {
  return before(companyId, no, sql.raw(`array['${originKinds.join("', '")}']`))
}

function before(companyId: SQL, no: SQL, kinds: SQL): SQL {
  return sql`draft as (
      select ${no} as no, 0 as place
      union all
      select before.no, draft.place + 1 from draft cross join lateral (
        select e.data ->> 'fromNo' as no from ${event} e where e.company_id = ${companyId}
          and e.subject_type = 'purchase_invoice' and e.subject_no = draft.no and e.kind = any(${kinds}) offset 0) as before
      where draft.place < 50)`
}

/** What became of a number: whether a draft, or what is posted, goes on from it, in whole or in part. */
export type Descent = { isDraft: boolean; isPosted: boolean }

/** What goes on today from drafts: themselves, what they were turned into, and what was split off from any of it. @param nos of drafts, gone or not */
export async function descentOfDrafts(
  tx: Tx,
  companyId: number,
  nos: readonly string[],
): Promise<ReadonlyMap<string, Descent>> {
  const rows = await tx.execute<Descent & { no: string }>(sql`
    with recursive ${descended(companyId, nos)}
    select descended.first as no, bool_or(i.no is not null) as "isDraft", bool_or(p.no is not null) as "isPosted" from descended
    left join ${purchaseInvoice} i on i.company_id = ${companyId} and i.no = descended.no
    left join ${postedPurchaseDocument} p on p.company_id = ${companyId} and p.pre_assigned_no = descended.no
    group by descended.first`)
  return new Map(rows.map(({ no, ...descent }) => [no, descent]))
}

/** Locks the drafts that go on from one, in the order of their numbers, as everywhere. */
export async function lockDescendants(tx: Tx, companyId: number, no: string): Promise<void> {
  await tx.execute(sql`
    with recursive ${descended(companyId, [no])}
    select from ${purchaseInvoice} i where i.company_id = ${companyId} and i.no in (select no from descended)
    order by i.no for update of i`)
}

/** Each draft says itself what it was turned into, or what was split off from it. */
function descended(companyId: number, nos: readonly string[]) {
  return sql`descended (first, no) as (
    select given.no, given.no from unnest(${sql.param([...nos])}::text[]) as given (no)
    union
    select descended.first, e.data ->> 'toNo' from descended join ${event} e on e.company_id = ${companyId}
      and e.subject_type = 'purchase_invoice' and e.subject_no = descended.no and e.data ? 'toNo')`
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
