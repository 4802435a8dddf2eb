import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type ApprovalPreview, previewOf } from "@/domain/purchase-approvals/preview-approval"
import { approvesAccounts } from "@/domain/vendor-bank-accounts/by-rules"
import { considerAccount } from "@/domain/vendor-bank-accounts/weigh-account"

/**
 * Who would approve a bank account of a vendor if the actor proposed it now, and, where nobody is left, who could be given the place. Writes
 * nothing.
 *
 * @returns null where the company approves none by rules
 * @throws Forbidden
 */
export async function previewProposal(actor: Actor, vendorNo: string): Promise<ApprovalPreview | null> {
  authorise(actor, "master_data.edit")
  const { companyId, userId } = actor
  return inCompany(companyId, async tx => {
    if (!(await approvesAccounts(tx, companyId))) return null
    return previewOf(await considerAccount(tx, { companyId, id: null, vendorNo, proposedBy: userId }, userId))
  })
}
