import { and, asc, eq } from "drizzle-orm"
import { bankAccount } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"

/** Bank accounts that can pay the rows which name none, in order of their numbers. @throws Forbidden */
export async function payingBankAccounts(actor: Actor): Promise<{ no: string; name: string; currencyCode: string }[]> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, tx =>
    tx
      .select({ no: bankAccount.no, name: bankAccount.name, currencyCode: bankAccount.currencyCode })
      .from(bankAccount)
      .where(and(eq(bankAccount.companyId, actor.companyId), eq(bankAccount.blocked, false)))
      .orderBy(asc(bankAccount.no)),
  )
}

/**
 * The bank account that pays the rows which name none; blank: such rows are refused.
 * @throws Refusal payment.bank_account_missing on the field "bankAccountNo"
 */
export async function checkBankAccount(tx: Tx, companyId: number, no: string): Promise<string> {
  if (no === "") return ""
  const [known] = await tx
    .select({ no: bankAccount.no })
    .from(bankAccount)
    .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, no)))
  if (!known) throw refuse("payment.bank_account_missing", {}, "bankAccountNo")
  return no
}
