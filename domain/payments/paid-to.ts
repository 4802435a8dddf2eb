/** Where a payment goes: to a bank account of the vendor that a second person confirmed, unless its method needs none. */
import { and, eq } from "drizzle-orm"
import { paymentMethod, type vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { confirmedAccounts, type VendorBankAccount } from "@/domain/vendor-bank-accounts/bank-account"
import type { PaymentType } from "./application"

/** What a payment says of where it goes. */
export type PaidTo = {
  /** Absent: the vendor's own; none: as the bank transfers. */
  paymentMethodCode?: string
  /** Id of a confirmed bank account of the vendor; absent: the only one that it has. */
  vendorBankAccountId?: number
}

export type PaidToSetup = {
  /** Null: the company has no such method; of no method what goes to a bank account. */
  method: { code: string | null; toBankAccount: boolean } | null
  /** The vendor's confirmed bank accounts. */
  accounts: readonly VendorBankAccount[]
}

export async function readPaidTo(
  tx: Tx,
  companyId: number,
  payment: PaidTo,
  paid: Pick<typeof vendor.$inferSelect, "no" | "paymentMethodCode">,
): Promise<PaidToSetup> {
  const code = payment.paymentMethodCode ?? paid.paymentMethodCode ?? ""
  const accounts = await confirmedAccounts(tx, companyId, paid.no)
  if (code === "") return { method: { code: null, toBankAccount: true }, accounts }
  const [method] = await tx
    .select({ code: paymentMethod.code, toBankAccount: paymentMethod.toBankAccount })
    .from(paymentMethod)
    .where(and(eq(paymentMethod.companyId, companyId), eq(paymentMethod.code, code)))
  return { method: method ?? null, accounts }
}

/** The bank account that a payment goes to; null: none, as what pays it needs none or it is paid back. */
export function accountOf(payment: PaidTo & { type?: PaymentType }, to: PaidToSetup): VendorBankAccount | null {
  if (payment.type === "refund" || !to.method?.toBankAccount) return null
  if (payment.vendorBankAccountId === undefined) return to.accounts.length === 1 ? to.accounts[0]! : null
  return to.accounts.find(({ id }) => id === payment.vendorBankAccountId) ?? null
}

/** Why a payment cannot go where it says. */
export function paidToProblems(
  payment: PaidTo & { type?: PaymentType },
  paid: Pick<typeof vendor.$inferSelect, "no" | "name">,
  to: PaidToSetup,
): Issue[] {
  if (payment.type === "refund") return []
  const params = { vendor: paid.name, no: paid.no }
  if (!to.method) {
    return [
      { field: "paymentMethodCode", code: "payment.method_unknown", params: { code: payment.paymentMethodCode ?? "" } },
    ]
  }
  if (!to.method.toBankAccount || accountOf(payment, to)) return []
  const field = "vendorBankAccountId"
  if (payment.vendorBankAccountId !== undefined)
    return [{ field, code: "payment.vendor_bank_account_unconfirmed", params }]
  const code = to.accounts.length === 0 ? "vendor_bank_account_missing" : "vendor_bank_account_choose"
  return [{ field, code: `payment.${code}`, params }]
}
