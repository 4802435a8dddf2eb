import { accountCandidate } from "@/app/_document-form/find-accounts"
import { lookup } from "@/app/_document-form/lookup"
import { findAccounts } from "@/domain/gl-accounts/find-accounts"

/** Proposes G/L accounts that take lines of hand for `?q=` while it is typed. */
export const GET = lookup(async (actor, text) => (await findAccounts(actor, text)).map(accountCandidate))
