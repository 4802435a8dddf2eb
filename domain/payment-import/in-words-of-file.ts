import type { Issue } from "@/domain/errors"

/** Reasons that speak of a form, as they concern a file. */
export function inWordsOfFile(issue: Issue, bankAccountNo: string): Issue {
  if (issue.code !== "payment.bank_account_missing") return issue
  if (bankAccountNo === "") return { code: "payment_import.bank_account_missing" }
  return { code: "payment_import.bank_account_unknown", params: { no: bankAccountNo } }
}
