/** What an approval of a vendor's bank account signs. Pure. */
import { createHash } from "node:crypto"
import type { SignedChange } from "@/domain/approvals/signed"
import type { VendorBankAccount } from "./bank-account"

const fields = ["vendorNo", "iban", "accountNo", "bic", "accountHolder"] as const

export type SignedAccountChange = Record<(typeof fields)[number] | "isOnlyAccount", string>

/** @param isOnly it would be the vendor's only one, and so be paid where nobody says another */
export function signedAccountOf(account: Pick<VendorBankAccount, (typeof fields)[number]>, isOnly: boolean) {
  const named = Object.fromEntries(fields.map(name => [name, account[name]]))
  return { ...named, isOnlyAccount: isOnly ? "yes" : "no" } as SignedAccountChange
}

/** SHA-256 of it, hex. */
export function digestOfAccount(signed: SignedAccountChange): string {
  const content = [...fields, "isOnlyAccount" as const].map(name => signed[name])
  return createHash("sha256").update(JSON.stringify(content)).digest("hex")
}

/** What of it became another. */
export function accountChanges(before: SignedAccountChange, after: SignedAccountChange): SignedChange[] {
  return Object.keys(after)
    .map(field => ({ field, before: before[field as never] as string, after: after[field as never] as string }))
    .filter(change => change.before !== change.after)
}
