/** Facts of a document beside what was asked for. */
import { sql } from "drizzle-orm"
import { item, purchaseInvoiceLine, purchaseRequestLine, vendor } from "@/db/schema"
import { type FactKind, factRow } from "./fact-kind"

/** Fields that are named; `count` counts them all. */
const NAMED = 20

export const costDiffers: FactKind = {
  name: "cost_differs",
  severity: "warning",
  figures: { count: "count", line: "text", shown: "cost", built: "cost" },
  link: ["purchase_request"],
  query: sql`select ${factRow({
    figures: {
      count: sql`jsonb_array_length(a.cost_changes)`,
      line: sql`a.cost_changes -> 0 ->> 'description'`,
      shown: sql`a.cost_changes -> 0 ->> 'shown'`,
      built: sql`a.cost_changes -> 0 ->> 'built'`,
    },
    to: "purchase_request",
    no: sql`a.request_no`,
  })}
    from asked a where a.cost_changed and jsonb_array_length(coalesce(a.cost_changes, '[]')) > 0`,
}

/** What a merge made of a vendor or an item is what was asked for. */
const nowCalled = (table: typeof vendor | typeof item, no: ReturnType<typeof sql>) =>
  sql`coalesce((select m.merged_into from ${table} m where m.company_id = a.company_id and m.no = ${no}), ${no})`

/** The cost that a line came with: typed, else what was built where that was another one than shown. */
const cameWith = sql`coalesce(r.typed_unit_cost / r.price_per,
  (select (c ->> 'built')::numeric / coalesce((c ->> 'builtPer')::numeric, 1)
    from jsonb_array_elements(a.cost_changes) c where (c ->> 'lineNo')::integer = r.line_no),
  r.shown_unit_cost / r.price_per, 0)`

const change = (field: string, before: ReturnType<typeof sql>, after: ReturnType<typeof sql>) =>
  sql`(${sql.raw(`'${field}'`)}, ${before}, ${after})`

/** How a whole line is named: never blank. */
const named = (line: "l" | "r") => sql.raw(`coalesce(nullif(${line}.description, ''), nullif(${line}.no, ''), '–')`)

/** A line of a draft is the line of the request that it was built from: they are numbered alike, and the id stays. */
export const changedSince: FactKind = {
  name: "changed_since",
  severity: "warning",
  figures: { count: "count", field: "text" },
  link: ["purchase_request"],
  query: sql`select a.no, f.count::numeric as weight,
      jsonb_build_object('count', f.count, 'field', f.changes -> 0 ->> 'field', 'changes', f.changes) as figures,
      'purchase_request'::text as link_to, a.request_no::text as link_no
    from asked a cross join lateral (
      select count(*) as count, jsonb_agg(jsonb_build_object('field', c.field, 'lineNo', c.line_no, 'description', c.description,
        'before', c.before, 'after', c.after) order by c.line_no nulls first, c.field) filter (where c.rank <= ${sql.raw(String(NAMED))}) as changes
      from (select c.*, row_number() over (order by c.line_no nulls first, c.field) as rank from (
        select 'vendorNo' as field, null::integer as line_no, '' as description, a.asked_vendor_no as before, a.buy_from_vendor_no as after
        where ${nowCalled(vendor, sql`a.asked_vendor_no`)} <> a.buy_from_vendor_no
        union all
        select d.field, coalesce(l.line_no, r.line_no), coalesce(l.description, r.description), d.before, d.after
        from (select * from ${purchaseRequestLine} r where r.company_id = a.company_id and r.request_no = a.request_no) as r
        full join (select * from ${purchaseInvoiceLine} l where l.company_id = a.company_id and l.document_no = a.no) as l
          on l.line_id * 10000 = r.line_no
        cross join lateral (values
          ${change("lineAdded", sql`case when r.line_no is null then '' else 'x' end`, sql`case when r.line_no is null then ${named("l")} else 'x' end`)},
          ${change("lineRemoved", sql`case when l.line_id is null then ${named("r")} else 'x' end`, sql`case when l.line_id is null then '' else 'x' end`)},
          ${change("no", sql`coalesce(${nowCalled(item, sql`r.no`)}, '')`, sql`coalesce(l.no, '')`)},
          ${change("description", sql`r.description`, sql`l.description`)},
          ${change("quantity", sql`trim_scale(r.quantity)::text`, sql`trim_scale(l.quantity)::text`)},
          ${change("unitOfMeasureCode", sql`coalesce(nullif(r.unit_of_measure_code, ''), l.unit_of_measure_code)`, sql`l.unit_of_measure_code`)},
          ${change("directUnitCost", sql`trim_scale(${cameWith})::text`, sql`trim_scale(l.direct_unit_cost / l.price_per)::text`)}
        ) as d (field, before, after)
        where d.before is distinct from d.after
          and (d.field in ('lineAdded', 'lineRemoved') or (r.line_no is not null and l.line_id is not null
            and (r.type = 'item' and r.no is not null or d.field = 'description')))) as c) as c) as f
    where a.request_no is not null and f.count > 0`,
}
