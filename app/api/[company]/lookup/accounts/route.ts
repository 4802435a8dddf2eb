import { accountCandidate } from "@/app/_document-form/find-accounts"
import { keepsPicks } from "@/app/_document-form/keeps-picks"
import { lookup } from "@/app/_document-form/lookup"
import { findAccounts, findAccountsOfEach } from "@/domain/gl-accounts/find-accounts"
import { recentPicks } from "@/domain/recent-picks/recent-picks"

/** Proposes G/L accounts that take lines of hand for `?q=` while it is typed; of a blank one those that were chosen last. */
export const GET = lookup(async (actor, text) => {
  if (text.trim() !== "") return (await findAccounts(actor, text)).map(accountCandidate)
  const nos = await recentPicks(actor, "gl_account")
  const found = await findAccountsOfEach(actor, nos, 1)
  return nos.flatMap(no => (found.get(no) ?? []).filter(account => account.no === no).map(accountCandidate))
})

/** Keeps the number of what was chosen. */
export const POST = keepsPicks("gl_account")
