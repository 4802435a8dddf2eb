import { and, eq, isNotNull, isNull } from "drizzle-orm"
import { vendor, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { maskedIban, printedIban } from "@/domain/countries/iban"
import { NotFound } from "@/domain/errors"

export type VendorBankAccount = typeof vendorBankAccount.$inferSelect

/** "proposed" waits for a second person; only "confirmed" is paid to. */
export type BankAccountState = "proposed" | "confirmed" | "rejected" | "withdrawn"

export function stateOf(account: VendorBankAccount): BankAccountState {
  if (account.withdrawnAt) return "withdrawn"
  if (account.rejectedAt) return "rejected"
  return account.confirmedAt ? "confirmed" : "proposed"
}

/** Hours that stand in for a second person where a company has none. */
const COOL_DOWN_HOURS = 48

/** When who proposed an account may confirm it, where nobody else can. */
export const coolDownEnd = ({ proposedAt }: Pick<VendorBankAccount, "proposedAt">) =>
  new Date(proposedAt.getTime() + COOL_DOWN_HOURS * 3_600_000)

/** Its number as it is printed, or as who may not see it reads it. */
export function shownNumber(
  { iban, accountNo }: Pick<VendorBankAccount, "iban" | "accountNo">,
  maySee: boolean,
): string {
  if (!maySee) return iban ? maskedIban(iban) : `•••• ${accountNo.slice(-4)}`
  return iban ? printedIban(iban) : accountNo
}

/** What a vendor can be paid to, the latest confirmed first. */
export function confirmedAccounts(tx: Tx, companyId: number, vendorNo: string): Promise<VendorBankAccount[]> {
  return tx
    .select()
    .from(vendorBankAccount)
    .where(
      and(
        eq(vendorBankAccount.companyId, companyId),
        eq(vendorBankAccount.vendorNo, vendorNo),
        isNotNull(vendorBankAccount.confirmedAt),
        isNull(vendorBankAccount.withdrawnAt),
      ),
    )
    .orderBy(vendorBankAccount.id)
}

/** Holds the vendor, so that nobody pays it or answers for an account of it meanwhile. @throws NotFound */
export async function holdVendor(tx: Tx, companyId: number, no: string): Promise<{ name: string }> {
  const [row] = await tx
    .select({ name: vendor.name })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
    .for("no key update")
  if (!row) throw new NotFound(`vendor ${no}`)
  return row
}
