import { isDeepStrictEqual } from "node:util"
import { sql as drizzle } from "drizzle-orm"
import type postgres from "postgres"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addMonths, endOfMonth, today } from "@/domain/dates/date"
import { factsOfDrafts } from "@/domain/facts/read-facts"
import { figureKinds } from "@/domain/insight/figure-kinds"
import type { MonthPeriod } from "@/domain/insight/period"
import { readFigure, readInsight } from "@/domain/insight/read-figures"
import { askedOf } from "@/domain/insight/statement"
import { readQueue } from "@/domain/review-queue/read-queue"
import { durations, report, rounded } from "../report"
import { waiting } from "./copies-of-a-year"
import { asked, inTurns } from "./taken"
import { benchApprove } from "./year-approve"

/** What a job of the year is given: the manager, and a connection of its own as the application's role. */
export type YearJob = (manager: Actor, sql: postgres.Sql) => Promise<void>

const runs = 15
const warmUps = 3
const drafts = 200

/** The twelve months that end with this one. */
function lastYear(): MonthPeriod {
  const month = `${today("Europe/Amsterdam").slice(0, 7)}-01` as MonthPeriod["from"]
  return { from: addMonths(month, -11), to: endOfMonth(month) }
}

/** All figures as the page has them; its floor: the rows that they are summed of, counted. And each by itself. */
const insight: YearJob = async (manager, sql) => {
  const period = lastYear()
  const { from, to } = period
  const rows = (tx: postgres.TransactionSql) => tx`
    select (select count(*) from purchase_vendor_month where month between ${from} and ${to}) as vendors,
      (select count(*) from purchase_item_period where months = 3 and begins between ${from}::date - interval '1 year' and ${to}) as items,
      (select count(*) from request_days_month where month between ${from} and ${to}) as days,
      (select count(*) from customer_margin_month where month between ${from} and ${to}) as customers,
      (select count(*) from purchase_invoice where review_state = 'ready_for_review') as waiting`
  const counted = new Map<string, string>()
  const [ours, floor] = await inTurns(
    runs,
    warmUps,
    () => readInsight(manager, period),
    () =>
      asked(sql, manager, async tx => {
        for (const [name, count] of Object.entries((await rows(tx))[0]!)) counted.set(name, String(count))
      }),
  )
  report({ system: "inkoop", job: "insight", ...durations(ours!) })
  report({ system: "postgresql", job: "count_insight", ...Object.fromEntries(counted), ...durations(floor!) })
  for (const kind of figureKinds) {
    // Over all documents it takes longer than a page may.
    const read = (of: typeof kind, longest?: string) =>
      inCompany(manager.companyId, async tx => {
        if (longest) await tx.execute(drizzle`select set_config('statement_timeout', ${longest}, true)`)
        return readFigure(tx, of, await askedOf(tx, manager.companyId, period))
      })
    const [taken] = await inTurns(5, 1, () => read(kind))
    if (!kind.kept) {
      report({ system: "inkoop", job: "insight_figure", kind: kind.name, ...durations(taken!) })
      continue
    }
    const since = performance.now()
    const summed = await read({ ...kind, kept: undefined }, "0")
    const of_documents_ms = rounded(performance.now() - since)
    const { rows, total, rest } = await read(kind)
    if (
      !isDeepStrictEqual(
        numbers({ rows, total, rest }),
        numbers({ rows: summed.rows, total: summed.total, rest: summed.rest }),
      )
    )
      throw new Error(`${kind.name}: what is kept is not what the documents add up to`)
    report({ system: "inkoop", job: "insight_figure", kind: kind.name, of_documents_ms, ...durations(taken!) })
  }
}

/** Without the zeros behind a figure, of which a sum of sums has others. */
const numbers = (figure: object) =>
  JSON.parse(JSON.stringify(figure), (_, value) =>
    typeof value === "string" && /^-?\d+\.\d+$/u.test(value) ? Number(Number(value).toPrecision(15)) : value,
  )

/** The first page of what waits; its floor: the rows of its documents by the index. */
const queue: YearJob = async (manager, sql) => {
  const [ours, floor] = await inTurns(
    runs,
    warmUps,
    () => readQueue(manager),
    () =>
      asked(
        sql,
        manager,
        tx => tx`
      select * from purchase_invoice where company_id = ${manager.companyId} and review_state = 'ready_for_review'
      order by queue_key, no limit 51`,
      ),
  )
  report({ system: "inkoop", job: "queue_first_page", waiting, ...durations(ours!) })
  report({ system: "postgresql", job: "read_queue", waiting, ...durations(floor!) })
}

/** The facts of a document, and of a page of fifty; the floor: the document and its lines. */
const facts: YearJob = async (manager, sql) => {
  const nos = (await readQueue(manager)).rows.map(({ no }) => no)
  const read = (some: readonly string[]) => inCompany(manager.companyId, tx => factsOfDrafts(tx, manager, some))
  const of = (run: number) => nos[run % nos.length]!
  const [one, floor, page] = await inTurns(
    drafts,
    10,
    run => read([of(run)]),
    run =>
      asked(
        sql,
        manager,
        tx => tx`
      select * from purchase_invoice d join purchase_invoice_line l on l.company_id = d.company_id and l.document_no = d.no
      where d.company_id = ${manager.companyId} and d.no = ${of(run)}`,
      ),
    () => read(nos),
  )
  report({ system: "inkoop", job: "facts_of_document", ...durations(one!) })
  report({ system: "postgresql", job: "read_document", ...durations(floor!) })
  report({ system: "inkoop", job: "facts_of_fifty", ...durations(page!) })
}

export const yearJobs: readonly [string, YearJob][] = [
  ["insight", insight],
  ["queue", queue],
  ["facts", facts],
  ["approve", benchApprove],
]
