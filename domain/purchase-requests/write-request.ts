/** Writes a purchase request with its lines. */
import { sql } from "drizzle-orm"
import { entries, insertions, insertionValues, type Target } from "@/db/insert-rows"
import { prepared, value } from "@/db/prepared"
import { purchaseRequest, purchaseRequestLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { eventInsertion, eventValues } from "@/domain/history/record-event"
import { drawnNumber } from "@/domain/numbering/draw-numbers"
import { drawingOf, noNumber } from "@/domain/numbering/take-number"
import { salesRate, salesUnitPrice } from "./sales-prices"

/** Fields that a new request leaves to their default. */
const headerDefaults = [
  "state",
  "requestedAt",
  "generation",
  "attempts",
  "queuedAt",
  "startedAt",
  "finishedAt",
  "purchaseInvoiceNo",
  "failure",
  "costChanges",
  "queueKey",
] as const

type Header = Omit<Required<typeof purchaseRequest.$inferInsert>, "no" | (typeof headerDefaults)[number]>
type Line = Omit<Required<typeof purchaseRequestLine.$inferInsert>, "companyId" | "requestNo" | "salesUnitPrice">

const targets: readonly Target[] = [
  { table: purchaseRequest, drawn: { no: sql`numbers.no` }, defaults: headerDefaults },
  {
    table: purchaseRequestLine,
    drawn: { companyId: sql`${value("companyId")}::integer`, requestNo: sql`numbers.no`, salesUnitPrice },
  },
]

/**
 * Draws the request's number and writes header, lines and event, in one statement: COMMIT may follow at once, and the counter is
 * locked no longer than both take.
 *
 * @returns the number
 * @throws Refusal "no_series_missing" where the company has no series for requests, "no_series_full" where it has no number
 *   left; nothing is written
 */
export async function writeRequest(tx: Tx, actor: Actor, header: Header, lines: readonly Line[]): Promise<string> {
  const { companyId, salesInvoiceNo, vendorName, lineCount } = header
  const [drawn] = await write(tx, {
    ...insertionValues(targets, [
      entries(purchaseRequest, [header], ["no", ...headerDefaults]),
      entries(purchaseRequestLine, lines, ["companyId", "requestNo", "salesUnitPrice"]),
    ]),
    companyId,
    salesInvoiceNo,
    workDate: header.workDate,
    ...eventValues({
      companyId,
      actor,
      kind: "purchase_request.created",
      subjectType: "purchase_request",
      subjectNo: "",
      data: { salesInvoiceNo, vendorName, lineCount },
    }),
  })
  const { no, isKnown } = drawn!
  if (no === null) throw noNumber("purchaseRequestNos", isKnown)
  return no
}

const write = prepared<{ no: string | null; isKnown: boolean }>("request_write", () => {
  const { draw, isKnown } = drawingOf("purchaseRequestNos")
  return sql`
    with ${draw}, ${salesRate}, numbers as materialized (
      select ${drawnNumber} as no from series
    ), ${insertions(targets, sql`numbers`)}, ${eventInsertion({ subjectNo: sql`numbers.no`, from: sql`numbers` })}
    select numbers.no, ${isKnown} as "isKnown" from (select) as one left join numbers on true`
})
