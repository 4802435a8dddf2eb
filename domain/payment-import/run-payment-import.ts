import { Refusal } from "@/domain/errors"
import { finishPaymentImport } from "./finish-import"
import { nextRow, type PendingRow } from "./next-row"
import { AlreadySettled, noteRefused, refuseRest } from "./note-outcome"
import { payRow } from "./pay-row"

/** "not_queued": there is no such import, or it has finished. */
export type PaymentImportOutcome = "finished" | "not_queued"

/**
 * Registers the payments of a file that are still to be registered, one after the other (rows of one vendor would only
 * wait for each other), each in a transaction of its own in which its outcome is written too: a run that is killed has
 * registered some and told so, and the next goes on with the rest. A row that is refused stops no other. Who uploaded the
 * file must still be allowed to pay at each row; otherwise the rest is refused. Several runs at once pay nothing twice.
 *
 * @param isHopeless whether trying again cannot help after an error nobody foresaw; the row is refused then
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function runPaymentImport(
  companyId: number,
  importId: number,
  isHopeless: (error: unknown) => boolean,
): Promise<PaymentImportOutcome> {
  for (let after = 0; ; ) {
    const next = await nextRow(companyId, importId, after)
    if (next.kind === "finished") return "not_queued"
    if (next.kind === "may_not") await refuseRest(companyId, importId, "payment_import.requester_may_not")
    if (next.kind !== "row") {
      await finishPaymentImport(companyId, importId)
      return "finished"
    }
    await settle(next, isHopeless)
    after = next.rowNo
  }
}

async function settle(row: PendingRow, isHopeless: (error: unknown) => boolean): Promise<void> {
  try {
    await payRow(row)
  } catch (error) {
    if (error instanceof AlreadySettled) return
    if (error instanceof Refusal) return noteRefused(row, error.issues)
    if (!isHopeless(error)) throw error
    return noteRefused(row, [{ code: "gave_up" }])
  }
}
