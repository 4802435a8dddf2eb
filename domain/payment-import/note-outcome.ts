import { and, eq, sql } from "drizzle-orm"
import { paymentImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { announce } from "@/domain/live/announce"
import type { PendingRow } from "./next-row"

/** Thrown where another run of the import has settled the row meanwhile; what was registered is undone. */
export class AlreadySettled extends Error {}

/**
 * Writes, in the transaction that registers a payment, that its row is registered: both or neither.
 * @throws AlreadySettled
 */
export async function noteRegistered(tx: Tx, row: PendingRow, paymentNo: string): Promise<void> {
  const noted = await tx
    .update(paymentImportRow)
    .set({ outcome: "registered", paymentNo, at: sql`now()` })
    .where(isPending(row))
    .returning({ rowNo: paymentImportRow.rowNo })
  if (noted.length === 0) throw new AlreadySettled()
  await announce(tx, row.companyId, "payment_import", String(row.importId))
}

/** Writes every reason why a row was refused, unless another run has settled it meanwhile. */
export async function noteRefused(row: PendingRow, problems: readonly Issue[]): Promise<void> {
  const { companyId, importId } = row
  await inCompany(companyId, async tx => {
    await tx
      .update(paymentImportRow)
      .set({ outcome: "refused", problems: problems.map(({ code, params }) => ({ code, params })), at: sql`now()` })
      .where(isPending(row))
    await announce(tx, companyId, "payment_import", String(importId))
  })
}

/** Refuses every row that has no outcome yet, for one reason. */
export async function refuseRest(companyId: number, importId: number, code: string): Promise<void> {
  await inCompany(companyId, tx => refuseRestIn(tx, companyId, importId, code))
}

/** Refuses every row that still waits, within a transaction. @param code of the problem that each gets */
export async function refuseRestIn(tx: Tx, companyId: number, importId: number, code: string): Promise<void> {
  await tx
    .update(paymentImportRow)
    .set({ outcome: "refused", problems: [{ code }], at: sql`now()` })
    .where(
      and(
        eq(paymentImportRow.companyId, companyId),
        eq(paymentImportRow.importId, importId),
        eq(paymentImportRow.outcome, "pending"),
      ),
    )
}

function isPending({ companyId, importId, rowNo }: PendingRow) {
  return and(
    eq(paymentImportRow.companyId, companyId),
    eq(paymentImportRow.importId, importId),
    eq(paymentImportRow.rowNo, rowNo),
    eq(paymentImportRow.outcome, "pending"),
  )
}
