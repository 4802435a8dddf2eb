import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { sendIn } from "@/domain/purchase-approvals/send-for-approval"
import { approvesAccounts } from "@/domain/vendor-bank-accounts/by-rules"
import { lockAccount } from "@/domain/vendor-bank-accounts/find-account"
import { type ProposedBankAccount, proposeIn } from "@/domain/vendor-bank-accounts/propose-bank-account"
import { weighAccount } from "@/domain/vendor-bank-accounts/weigh-account"

/**
 * Proposes a bank account of a vendor. It is not paid to before others agree. Where the company approves accounts by rules it is sent for
 * approval at once, and nothing is written where nobody is left who may approve it. Elsewhere another person confirms it, and those who may
 * are told; where nobody else may, the company's administrators are written to, and the proposer may confirm it after two days.
 *
 * @returns its id
 * @throws Refusal with every reason beside its field; approval.nobody_left; NotFound; Forbidden
 */
export async function proposeBankAccount(actor: Actor, vendorNo: string, typed: ProposedBankAccount): Promise<number> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, async tx => {
    const byRules = await approvesAccounts(tx, actor.companyId)
    const id = await proposeIn(tx, actor, vendorNo, typed, !byRules)
    if (byRules) await sendIn(tx, actor, await weighAccount(tx, await lockAccount(tx, actor, String(id))))
    return id
  })
}
