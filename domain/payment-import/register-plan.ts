import type { Tx } from "@/db/tenancy"
import { Refusal } from "@/domain/errors"
import type { ImportRun, Written } from "@/domain/import-kinds/import-kind"
import { registerIn } from "@/domain/payments/register-payment"
import { inWordsOfFile } from "./in-words-of-file"
import type { PaymentPlan } from "./judge-payments"
import type { PaymentMemory } from "./payment-memory"

/** Registers the payments of a plan, all or none. @throws Refusal with every reason, in words of a file */
export async function registerPlan(tx: Tx, run: ImportRun<PaymentMemory>, plan: PaymentPlan): Promise<Written> {
  const results = new Map<number, string>()
  for (const { rowNo, payment } of plan) {
    const no = await registerIn(tx, run.actor, payment).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal(error.issues.map(issue => inWordsOfFile(issue, payment.bankAccountNo)))
    })
    run.memory.claimed.set(no, rowNo)
    results.set(rowNo, no)
  }
  return { results, made: { payments: results.size } }
}
