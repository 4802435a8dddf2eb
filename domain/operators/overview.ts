import { and, eq, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, companyUser, installation } from "@/db/schema"
import { type AskingUser, requireOperator } from "./operator"
import { hasOtherSecret, listProcesses, type RunningProcess } from "./running-processes"
import { readWaitingWork, type Waiting } from "./waiting-work"

export type CompanyNumbers = {
  slug: string
  name: string
  users: number
  lastSeenAt: Date | null
  requestsWaiting: number
  oldestWaiting: Date | null
  /** In the last seven days. */
  failed: number
  mailsWaiting: number
  /** In the last seven days. */
  mailsFailed: number
}

export type CompanySeries = { company: string; code: string; startingDate: string | null; numbersLeft: number }

export type Overview = {
  waiting: Waiting[]
  processes: RunningProcess[]
  otherSecret: boolean
  companies: CompanyNumbers[]
  series: CompanySeries[]
  /** Null: nobody has made one yet. */
  lastBackup: { file: string; at: Date } | null
}

/** A series with fewer numbers left than that ends soon. */
const fewNumbers = 100

/**
 * How the portal fares, over all companies: numbers, and nothing of any company's documents.
 * @throws NotFound to whom does not operate it, as an unknown page
 */
export async function readOverview(user: AskingUser): Promise<Overview> {
  await requireOperator(user)
  const [waiting, processes, companies, series, lastBackup] = await Promise.all([
    readWaitingWork(),
    listProcesses(),
    readCompanies(),
    readEndingSeries(),
    readLastBackup(),
  ])
  return { waiting, processes, otherSecret: hasOtherSecret(processes), companies, series, lastBackup }
}

async function readCompanies(): Promise<CompanyNumbers[]> {
  const numbers = sql`company_numbers(now() - interval '7 days')`
  const rows = await database()
    .select({
      slug: company.slug,
      name: company.name,
      users: sql<number>`(select count(*)::integer from ${companyUser}
        where ${and(eq(companyUser.companyId, company.id), isNull(companyUser.disabledAt))})`,
      lastSeenAt: sql<string | null>`(select max(${companyUser.lastSeenAt}) from ${companyUser}
        where ${eq(companyUser.companyId, company.id)})`,
      requestsWaiting: sql<number>`n.requests_waiting::integer`,
      oldestWaiting: sql<string | null>`n.oldest_waiting`,
      failed: sql<number>`(n.requests_failed + n.work_failed)::integer`,
      mailsWaiting: sql<number>`n.mails_waiting::integer`,
      mailsFailed: sql<number>`n.mails_failed::integer`,
    })
    .from(company)
    .innerJoin(sql`${numbers} as n`, sql`n.company_id = ${company.id}`)
    .orderBy(sql`${company.name} collate "und-x-icu"`, company.id)
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map(row => ({
    ...row,
    lastSeenAt: instant(row.lastSeenAt),
    oldestWaiting: instant(row.oldestWaiting),
  }))
}

async function readEndingSeries(): Promise<CompanySeries[]> {
  return database().execute<CompanySeries>(sql`
    select c.name as company, s.code, s.starting_date::text as "startingDate", s.numbers_left::float8 as "numbersLeft"
    from series_ending(${fewNumbers}) s join ${company} c on c.id = s.company_id
    order by s.numbers_left, c.name, s.code limit 100`)
}

async function readLastBackup(): Promise<Overview["lastBackup"]> {
  const [found] = await database()
    .select({ file: installation.value, at: installation.at })
    .from(installation)
    .where(eq(installation.key, "last_backup"))
  return found ?? null
}
