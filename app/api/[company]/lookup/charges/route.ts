import { accountCandidate } from "@/app/_document-form/find-accounts"
import { lookup } from "@/app/_document-form/lookup"
import { findCharges } from "@/domain/charges/find-charges"

/** Proposes charges and allowances for `?q=` while it is typed. */
export const GET = lookup(async (actor, text) => (await findCharges(actor, text)).map(accountCandidate))
