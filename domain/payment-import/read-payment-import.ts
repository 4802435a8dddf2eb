import { type SQL, sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import type { Problem } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import {
  type PieceOutcome,
  type PieceRead,
  type PiecesAsked,
  readWork,
  type WorkRead,
} from "@/domain/background-work/read-work"
import type { FileOptions, KeptRow } from "./row-payment"
import { paymentImportWork } from "./work-kind"

/** What came of one row. */
export type PaymentImportRow = {
  rowNo: number
  /** As they stand in the file; none once they were removed for their age. */
  fields: string[]
  outcome: PieceOutcome
  paymentNo: string | null
  problems: Problem[] | null
  /** What is booked, else what was understood and is to be booked; null: the row could not be read. */
  amount: { value: string; currencyCode: string; decimals: number } | null
}

export type PaymentImportRead = Omit<WorkRead, "pieces"> & FileOptions & { rows: PaymentImportRow[] }

/**
 * One file of payments: how far it is, and what came of its rows, in their order.
 * @throws Forbidden; NotFound for an unknown import and another company's
 */
export async function readPaymentImport(actor: Actor, no: number, asked: PiecesAsked = {}): Promise<PaymentImportRead> {
  authorise(actor, paymentImportWork.right)
  return inCompany(actor.companyId, async tx => {
    const { pieces, ...read } = await readWork(tx, paymentImportWork, actor, no, asked)
    const { numbers = null } = read.work.options as Partial<FileOptions>
    return { ...read, numbers, rows: await rowsOf(tx, actor.companyId, pieces) }
  })
}

async function rowsOf(tx: Tx, companyId: number, pieces: readonly PieceRead[]): Promise<PaymentImportRow[]> {
  const rows = pieces.map(piece => ({ ...piece, ...kept(piece.content) }))
  const amounts = await tx.execute<{ rowNo: number; amount: string | null; currency: string | null; decimals: number }>(
    amountsOf(
      companyId,
      rows.map(({ pieceNo, resultNo, payment }) => ({
        row_no: pieceNo,
        payment_no: resultNo,
        amount: payment?.amount ?? null,
        currency_code: payment?.currencyCode ?? null,
      })),
    ),
  )
  const of = new Map(amounts.map(found => [found.rowNo, found]))
  return rows.map(({ pieceNo: rowNo, fields, outcome, resultNo: paymentNo, problems }) => {
    const { amount: value, currency, decimals } = of.get(rowNo)!
    const amount = value === null ? null : { value, currencyCode: currency ?? "", decimals }
    return { rowNo, fields, outcome, paymentNo, problems, amount }
  })
}

/** What is booked of the payments, else what is to be, each with its currency and that one's decimals. */
function amountsOf(companyId: number, rows: readonly object[]): SQL {
  const types = { row_no: "int", payment_no: "text", amount: "text", currency_code: "text" }
  return sql`
    select r.row_no as "rowNo", coalesce(e.amount::text, r.amount) as amount,
      coalesce(e.currency_code, r.currency_code) as currency, coalesce(c.amount_decimals, 2) as decimals
    from ${rowsAs(types, rows)}
    left join vendor_ledger_entry e on e.company_id = ${companyId} and e.document_no = r.payment_no
      and e.document_type = 'payment' and not exists (select from ledger_transaction own
        where own.company_id = ${companyId} and own.no = e.transaction_no and own.reverses_no is not null)
    left join currency c on c.company_id = ${companyId} and c.code = coalesce(e.currency_code, r.currency_code)`
}

function kept(content: PieceRead["content"]): KeptRow {
  return content === null ? { fields: [], payment: null } : (content as KeptRow)
}
