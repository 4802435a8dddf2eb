import { bankAccount, bankAccountLedgerEntry, glAccount, glEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { isIban } from "@/domain/countries/iban"
import type { Issue } from "@/domain/errors"
import type { RecordChange } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"
import { changed, isHeld } from "@/domain/setup/is-held"

/** Accounts with entries stay what they are: their balance would otherwise leave the reports. */
export const chartOfAccountsDefinition: SetupDefinition = {
  slug: "chart-of-accounts",
  table: glAccount,
  keys: ["no"],
  fields: [
    { name: "no", kind: "code", required: true },
    { name: "name", kind: "text", maximum: 100, required: true },
    {
      name: "accountType",
      kind: "choice",
      words: ["posting", "heading", "total", "begin_total", "end_total"],
      required: true,
    },
    { name: "incomeBalance", kind: "choice", words: ["income_statement", "balance_sheet"], required: true },
    { name: "totaling", kind: "text", maximum: 250 },
    { name: "indentation", kind: "integer", minimum: 0, maximum: 9 },
    { name: "directPosting", kind: "boolean" },
    { name: "blocked", kind: "boolean" },
    { name: "genProdPostingGroup", kind: "reference", to: "gen-prod-posting-groups" },
    { name: "vatProdPostingGroup", kind: "reference", to: "vat-prod-posting-groups" },
    { name: "nonDeductibleVatPercent", kind: "number", decimals: 5, minimum: "0", maximum: "100", mayBeBlank: true },
  ],
  listed: ["no", "name", "accountType", "incomeBalance", "totaling", "directPosting", "blocked"],
  async check(tx, change) {
    const { companyId, after } = change
    const issues: Issue[] = []
    const isSum = sums(after.accountType)
    if (isSum && after.totaling === "") issues.push({ field: "totaling", code: "required" })
    if (!isSum && after.totaling !== "") issues.push({ field: "totaling", code: "setup.totaling_not_summed" })
    if (after.totaling !== "" && !/^[0-9A-Z]+(\.\.[0-9A-Z]+)?(\|[0-9A-Z]+(\.\.[0-9A-Z]+)?)*$/u.test(after.totaling!)) {
      issues.push({ field: "totaling", code: "setup.totaling_unreadable" })
    }
    const leaves = stopsPosting(change)
    const turns = changed(change, "incomeBalance")
    if ((leaves || turns) && (await isHeld(tx, companyId, [glEntry.glAccountNo], after.no!))) {
      issues.push({ field: leaves ? "accountType" : "incomeBalance", code: "setup.account_has_entries" })
    }
    return issues
  },
  fixedWhileUsed: change =>
    stopsPosting(change) || stopsSumming(change) ? [{ field: "accountType", code: "setup.account_named" }] : [],
}

const stopsPosting = (change: RecordChange) =>
  change.before?.accountType === "posting" && changed(change, "accountType")

const sums = (type: string | undefined) => type === "total" || type === "end_total"

/** Limits for it would bear on nothing, or on it alone. */
const stopsSumming = ({ before, after }: RecordChange) => sums(before?.accountType) && !sums(after.accountType)

export const bankAccountsDefinition: SetupDefinition = {
  slug: "bank-accounts",
  guarded: "bank_account_changed",
  table: bankAccount,
  keys: ["no"],
  fields: [
    { name: "no", kind: "code", required: true },
    { name: "name", kind: "text", maximum: 100, required: true },
    { name: "iban", kind: "text", maximum: 42 },
    { name: "bic", kind: "text", maximum: 11 },
    { name: "currencyCode", kind: "reference", to: "currencies", required: true },
    { name: "glAccountNo", kind: "account", controls: "banks", required: true },
    { name: "bankChargesAccountNo", kind: "account" },
    { name: "blocked", kind: "boolean" },
  ],
  listed: ["no", "name", "iban", "currencyCode", "glAccountNo", "blocked"],
  async check(tx, change) {
    const { after } = change
    const issues: Issue[] = []
    if (after.iban !== "" && !isIban(after.iban!)) issues.push({ field: "iban", code: "setup.iban_invalid" })
    if (after.bic !== "" && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/u.test(after.bic!)) {
      issues.push({ field: "bic", code: "setup.bic_invalid" })
    }
    return [...issues, ...(await fixedOnceUsed(tx, change))]
  },
}

/** The bank's ledger is in its currency and adds up to its G/L account: neither can change under its entries. */
async function fixedOnceUsed(tx: Tx, change: RecordChange): Promise<Issue[]> {
  const fixed = ["currencyCode", "glAccountNo"].filter(name => changed(change, name))
  if (fixed.length === 0) return []
  const used = await isHeld(tx, change.companyId, [bankAccountLedgerEntry.bankAccountNo], change.after.no!)
  return used ? fixed.map(field => ({ field, code: "setup.account_has_entries" })) : []
}
