import { and, asc, eq, gt, sql } from "drizzle-orm"
import { currency, paymentImport, paymentImportRow, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import { cutForward } from "@/domain/lists/cut-page"
import { head, type PaymentImportHead } from "./list-payment-imports"

/** Rows on one page. */
const ROWS_PER_PAGE = 200

export const rowOutcomes = ["pending", "registered", "refused"] as const
export type PaymentRowOutcome = (typeof rowOutcomes)[number]

/** What came of one row. */
export type PaymentImportRow = Omit<
  typeof paymentImportRow.$inferSelect,
  "companyId" | "importId" | "payment" | "rowKey"
> & {
  /** What is booked, else what was understood and is to be booked; null: the row could not be read. */
  amount: { value: string; currencyCode: string; decimals: number } | null
}

export type PaymentImportRead = {
  import: PaymentImportHead
  rows: PaymentImportRow[]
  /** What to pass as `after` for the page behind, where there is one. */
  next?: number
  /** The latest first. */
  history: EventRead[]
}

/**
 * One file of payments: how far it is, and what came of its rows, in their order.
 * @param outcome only those with this outcome
 * @param after number of the last row of the page before
 * @param limit of rows, a page by default
 * @throws Forbidden; NotFound for an unknown import and another company's
 */
export async function readPaymentImport(
  actor: Actor,
  id: number,
  { outcome, after = 0, limit = ROWS_PER_PAGE }: { outcome?: PaymentRowOutcome; after?: number; limit?: number } = {},
): Promise<PaymentImportRead> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx
      .select(head)
      .from(paymentImport)
      .where(and(eq(paymentImport.companyId, companyId), eq(paymentImport.id, id)))
    if (!own) throw new NotFound(`payment import ${id}`)
    const r = paymentImportRow
    const e = vendorLedgerEntry
    const rowCurrency = sql<string>`coalesce(${e.currencyCode}, ${r.payment} ->> 'currencyCode')`
    const found = await tx
      .select({
        rowNo: r.rowNo,
        fields: r.fields,
        outcome: r.outcome,
        paymentNo: r.paymentNo,
        problems: r.problems,
        at: r.at,
        amount: sql<string | null>`coalesce(${e.amount}::text, ${r.payment} ->> 'amount')`,
        currencyCode: rowCurrency,
        decimals: currency.amountDecimals,
      })
      .from(r)
      .leftJoin(
        e,
        and(
          eq(e.companyId, r.companyId),
          sql`${e.documentNo} = ${r.paymentNo}`,
          eq(e.documentType, "payment"),
          sql`not exists (select from ledger_transaction as own where own.company_id = ${e.companyId}
            and own.no = ${e.transactionNo} and own.reverses_no is not null)`,
        ),
      )
      .leftJoin(currency, and(eq(currency.companyId, r.companyId), sql`${currency.code} = ${rowCurrency}`))
      .where(and(eq(r.companyId, companyId), eq(r.importId, id), gt(r.rowNo, after), outcome && eq(r.outcome, outcome)))
      .orderBy(asc(r.rowNo))
      .limit(limit + 1)
    const { rows: cut, next } = cutForward(found, limit, ({ rowNo }) => rowNo)
    const rows = cut.map(({ amount: value, currencyCode, decimals, ...row }) => ({
      ...row,
      amount: value === null ? null : { value, currencyCode: currencyCode ?? "", decimals: decimals ?? 2 },
    }))
    return { import: own, rows, next, history: await readEvents(tx, companyId, "payment_import", String(id)) }
  })
}
