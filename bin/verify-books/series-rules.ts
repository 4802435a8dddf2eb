import { inForce } from "./in-force"
import type { Rule } from "./rule"

/** What counts without gaps: series, and their lines from a date on. */
const counters = `
  counter as (
    select code, null::date as since, prefix, last_number from no_series where not allow_gaps
    union all
    select l.series_code, l.starting_date, l.prefix, l.last_number from no_series_line l
    join no_series s on s.company_id = l.company_id and s.code = l.series_code where not s.allow_gaps)`

/** The counter that a document's number is of, and the number behind its prefix. */
const numbered = `
  numbered as (
    select c.*, d.document_no, substr(d.document_no, length(c.prefix) + 1)::bigint as number
    from counter c join (select distinct document_no from ledger_transaction where document_type <> 'opening') d on starts_with(d.document_no, c.prefix)
      and substr(d.document_no, length(c.prefix) + 1) ~ '^[0-9]{1,18}$')`

const nameOf = `'series ' || code || coalesce(' from ' || since, '')`

/** Numbers of posted documents: none missing, none twice, and of the line that holds on their date. */
export const seriesRules: Rule[] = [
  {
    name: "numbers of posted documents have no gap",
    table: "ledger_transaction",
    query: `
      with ${counters}, ${numbered},
        placed as (select *, lag(number) over (partition by code, since order by number) as before from numbered)
      select ${nameOf} || ', document ' || document_no as key, 'number' as about, (before + 1)::text as expected,
        number::text as found
      from placed where number <> before + 1 order by code, since, number`,
  },
  {
    name: "a series stands at its last posted document",
    table: "no_series",
    query: `
      with ${counters}, ${numbered},
        last as (select code, since, last_number, max(number) as number from numbered group by 1, 2, 3)
      select ${nameOf} as key, 'last_number' as about, number::text as expected, last_number::text as found
      from last where number <> last_number order by code, since`,
  },
  {
    name: "a document's number is of the series line of its posting date",
    table: "ledger_transaction",
    query: `
      with ${inForce}, ${counters}, ${numbered},
        -- What was posted, by the transaction that drew the number; what applies or takes back later bears another's.
        drawn as (
          select distinct on (t.document_no) t.document_no, t.posting_date, t.setup_version from ledger_transaction t
          where t.setup_version is not null order by t.document_no, t.no)
      select 'document ' || n.document_no as key, 'starting date of its series line' as about,
        coalesce(due.since, 'none') as expected, coalesce(n.since::text, 'none') as found
      from numbered n join drawn d on d.document_no = n.document_no
      left join lateral (
        select max(f.content ->> 'starting_date') as since from in_force f
        where f.table_name = 'no_series_line' and f.content ->> 'series_code' = n.code
          and f.since <= d.setup_version and (f.until is null or f.until > d.setup_version)
          and (f.content ->> 'starting_date')::date <= d.posting_date) due on true
      where due.since is distinct from n.since::text order by n.document_no`,
  },
]
