import type { Accounts } from "./accounts"
import type { Correction, PostingProblem } from "./posting-problem"

/** Why nothing can be posted to an account. @param correct where a missing account is set up */
export function postingAccountProblems(
  accounts: Accounts,
  no: string | null,
  correction: Correction,
): PostingProblem[] {
  if (no === null) return [{ code: "account_not_set_up", params: named(correction), correction }]
  const account = accounts.get(no)
  if (!account) return [{ code: "gl_account_gone", params: { no }, correction }]
  const params = { no, name: account.name }
  if (account.accountType !== "posting")
    return [{ code: "gl_account_not_posting", params, correction: { page: "gl_account", no } }]
  if (account.blocked) return [{ code: "gl_account_blocked", params, correction: { page: "gl_account", no } }]
  return []
}

function named(correction: Correction): Record<string, string> {
  if ("bus" in correction) return { setup: correction.page, code: `${correction.bus} × ${correction.prod}` }
  if ("code" in correction) return { setup: correction.page, code: correction.code }
  return { setup: correction.page, code: "no" in correction ? String(correction.no) : "" }
}
