import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { approvalsOf, type DraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { stateOf } from "@/domain/vendor-bank-accounts/bank-account"
import { seeAccount } from "@/domain/vendor-bank-accounts/find-account"
import { weighAccount } from "@/domain/vendor-bank-accounts/weigh-account"

/**
 * The approval of a vendor's bank account, and what the actor may do about it; the operations ask again.
 *
 * @param id of the account
 * @returns changed: signed fields that are not as they were sent
 * @throws NotFound; Forbidden
 */
export async function readAccountApproval(
  actor: Actor,
  id: number,
): Promise<{ approvals: DraftApprovals; changed: string[] }> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, async tx => {
    const account = await seeAccount(tx, actor, String(id))
    const { matter, setup, changes } = await weighAccount(tx, account)
    const approvals = await approvalsOf(tx, actor, matter, setup.approval, {})
    const isOpen = stateOf(account) === "proposed"
    const isMine = isOpen && may(actor, "master_data.edit")
    const { send, cancel, answer, ask } = approvals.may
    const changed = isOpen ? (await changes()).map(({ field }) => field) : []
    return {
      approvals: {
        ...approvals,
        may: {
          send: isMine && (send || changed.length > 0),
          cancel: isMine && cancel,
          answer: isMine && answer,
          ask: isMine && ask,
          reopen: false,
        },
      },
      changed,
    }
  })
}
