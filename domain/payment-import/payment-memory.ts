import { sql } from "drizzle-orm"
import { fileImportRow } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ImportRun } from "@/domain/import-kinds/import-kind"
import { paymentColumns } from "./file-columns"
import { rowCurrencies } from "./row-currencies"
import { keyOf, paymentOf } from "./row-payment"
import type { Taken } from "./share-out"

/** What an import of payments remembers from row to row. */
export type PaymentMemory = {
  /** Payments in the books that a row has said already, and which row. */
  claimed: Map<string, number>
  /** Which row said it first, by what it says. */
  said: Map<string, number>
  /** In a trial: what rows before would take of entries. */
  taken: Taken
}

/** What rows of this import have said before this run: a row that is mended later may say the same as one that is imported. */
export async function rememberRows(tx: Tx, run: ImportRun<undefined>): Promise<PaymentMemory> {
  const { companyId, importNo } = run
  const rows = await tx.execute<{ rowNo: number; no: string; written: boolean; understood: string[] }>(sql`
    select row_no as "rowNo", result_no as no, written, understood from ${fileImportRow}
    where company_id = ${companyId} and import_no = ${importNo} and result_no is not null order by row_no`)
  const written = rows.filter(row => row.written)
  const payments = written.map(({ understood }) => {
    const values = Object.fromEntries(paymentColumns.map(({ name }, at) => [name, understood[at] ?? ""]))
    return paymentOf(values, run.options.bankAccountNo ?? "")
  })
  const currencies = written.length > 0 ? await rowCurrencies(tx, companyId, payments) : []
  const said = new Map<string, number>()
  for (const [at, payment] of payments.entries()) {
    const key = keyOf({ ...payment, currencyCode: currencies[at]!.code })
    if (!said.has(key)) said.set(key, written[at]!.rowNo)
  }
  return { claimed: new Map(rows.map(({ no, rowNo }) => [no, rowNo])), said, taken: new Map() }
}

/** What a batch remembers, over what the rows before it left. */
export function layOver(kept: PaymentMemory): { memory: PaymentMemory; keep: () => void } {
  const [claimed, said, taken] = [new Over(kept.claimed), new Over(kept.said), new Over(kept.taken)]
  const keep = () => {
    claimed.keep()
    said.keep()
    taken.keep()
  }
  return { memory: { claimed, said, taken }, keep }
}

/** A map that shows another below it, and changes it only with `keep`: a copy would cost each batch all rows before it. */
class Over<Key, Value> extends Map<Key, Value> {
  constructor(readonly below: Map<Key, Value>) {
    super()
  }

  override get(key: Key): Value | undefined {
    return super.get(key) ?? this.below.get(key)
  }

  override has(key: Key): boolean {
    return super.has(key) || this.below.has(key)
  }

  keep(): void {
    for (const [key, value] of this) this.below.set(key, value)
  }
}
