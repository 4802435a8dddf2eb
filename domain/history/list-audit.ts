import { type SQL, sql } from "drizzle-orm"
import { ofApprovals, ofComments } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutForward } from "@/domain/lists/cut-page"
import type { SubjectType } from "./record-event"

/** What events are about, as one looks for them. */
const auditSubjects = [
  "sales_invoice",
  "purchase_request",
  "purchase_invoice",
  "posted_purchase_document",
  "payment",
  "payment_order",
  "opening_balance",
  "vendor",
  "vendor_registration",
  "vendor_template",
  "item",
  "customer",
  "purchase_price",
  "purchase_line_discount",
  "sales_price",
  "item_vendor",
  "setup",
  "user",
  "sales_import",
  "file_import",
  "batch_posting",
  "payment_import",
  "webhook",
] as const

/** Kinds of what happened that stand on several subjects, each by its index. */
const auditTopics = { approval: ofApprovals, comment: ofComments } as const
const topics = Object.keys(auditTopics) as (keyof typeof auditTopics)[]

/** What is looked for: what events are about, or of what kind they are. */
export const auditChoices = [...auditSubjects, ...topics] as const

export type AuditFilter = {
  /** Who did it. */
  userId?: number
  subject?: (typeof auditChoices)[number]
  /** Number of a document, a card, a row of setup, exactly. */
  no?: string
  /** Dates in the company's time zone, YYYY-MM-DD, both included. */
  from?: string
  to?: string
}

/** An event of the company, as whoever audits it reads it. */
export type AuditLine = {
  id: number
  at: Date
  actorName: string
  kind: string
  subjectType: SubjectType
  subjectNo: string
  version: number | null
  data: Record<string, unknown>
}

/** Nothing that is written takes so long: by so much the order of events and of their times may differ. */
const longest = sql`interval '1 day'`

/**
 * All that happened in the actor's company, the latest first.
 * @param page.before id of the last one on the page before
 * @throws Forbidden
 */
export async function listAudit(
  actor: Actor,
  filter: AuditFilter,
  page: { before?: number; limit: number },
): Promise<{ rows: AuditLine[]; next?: number }> {
  authorise(actor, "audit.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const bounds = await idsOf(tx, companyId, filter)
    const conditions = [sql`e.company_id = ${companyId}`, ...bounds, ...wanted(filter)]
    if (page.before !== undefined) conditions.push(sql`e.id < ${page.before}`)
    type Read = Omit<AuditLine, "id" | "at"> & { id: string; at: string }
    const read = await tx.execute<Read>(sql`
      select e.id::text, e.at::text, e.actor_name as "actorName", e.kind, e.subject_type as "subjectType",
        e.subject_no as "subjectNo", e.version, e.data
      from event e join company c on c.id = e.company_id
      where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${page.limit + 1}`)
    const lines = read.map(({ id, at, ...line }): AuditLine => ({ ...line, id: Number(id), at: new Date(at) }))
    return cutForward(lines, page.limit, ({ id }) => id)
  })
}

function wanted({ userId, subject, no, from, to }: AuditFilter): SQL[] {
  const conditions: SQL[] = []
  if (userId !== undefined) conditions.push(sql`e.actor_id = ${userId}`)
  const topic = subject === "approval" || subject === "comment" ? auditTopics[subject] : undefined
  if (topic) conditions.push(topic)
  else if (subject !== undefined) conditions.push(sql`e.subject_type = ${subject}`)
  // Of every subject, so that the index of subjects finds the number.
  if (no !== undefined && (topic || subject === undefined))
    conditions.push(
      sql`e.subject_type in (${sql.join(
        auditSubjects.map(each => sql`${each}`),
        sql`, `,
      )})`,
    )
  if (no !== undefined) conditions.push(sql`e.subject_no = ${no}`)
  if (from !== undefined) conditions.push(sql`e.at >= ${midnight(from)}`)
  if (to !== undefined) conditions.push(sql`e.at < ${midnight(to, 1)}`)
  return conditions
}

/** Between which ids events of the dates are: they are read by id, and long ago a million may be later. */
async function idsOf(tx: Tx, companyId: number, { from, to }: AuditFilter): Promise<SQL[]> {
  if (from === undefined && to === undefined) return []
  const first = (where: SQL, order: SQL) =>
    sql`(select e.id from event e where e.company_id = ${companyId} and ${where} order by e.at ${order} limit 1)::text`
  const [ids] = await tx.execute<{ first: string | null; last: string | null }>(sql`
    select ${from === undefined ? sql`null` : first(sql`e.at >= ${midnight(from)} - ${longest}`, sql`asc`)} as first,
      ${to === undefined ? sql`null` : first(sql`e.at < ${midnight(to, 1)} + ${longest}`, sql`desc`)} as last
    from company c where c.id = ${companyId}`)
  const bounds: SQL[] = []
  // A day before the first, and after the last, nothing else is of these dates.
  if (from !== undefined) bounds.push(ids!.first === null ? sql`false` : sql`e.id >= ${ids!.first}::bigint`)
  if (to !== undefined) bounds.push(ids!.last === null ? sql`false` : sql`e.id <= ${ids!.last}::bigint`)
  return bounds
}

/** Where the day begins in the company's time zone, or the one so many days later. */
function midnight(date: string, days = 0): SQL {
  return sql`((${date}::date + ${days}::integer)::timestamp at time zone c.time_zone)`
}

/** Everybody who did anything in the company, by the latest name; who was erased by the pseudonym. @throws Forbidden */
export async function listAuditPeople(actor: Actor): Promise<{ userId: number; name: string }[]> {
  authorise(actor, "audit.see")
  const { companyId } = actor
  const next = (
    after: SQL,
  ) => sql`(select e.actor_id from event e where e.company_id = ${companyId} and e.actor_id > ${after}
    order by e.actor_id limit 1)`
  // From one person to the next along the index, not through a million events.
  return inCompany(companyId, tx =>
    tx.execute<{ userId: number; name: string }>(sql`
      with recursive person as (
        select ${next(sql`0`)} as id union all select ${next(sql`person.id`)} from person where person.id is not null
      )
      select person.id as "userId", last.actor_name as name from person cross join lateral (
        select e.actor_name from event e where e.company_id = ${companyId} and e.actor_id = person.id order by e.id desc limit 1) last
      order by last.actor_name collate "und-x-icu"`),
  )
}
