import type postgres from "postgres"
import type { Actor } from "@/domain/access/actor"
import { approve } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { markReviewed } from "@/domain/purchase-documents/review"
import { setApproval, setApprover, versionOf } from "@/test/approvals"
import { makeMember, makeUser } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { durations, report } from "../report"
import { asked, inTurns } from "./taken"

const runs = 200
const warmUps = 10

/**
 * A click on Approve, and on Mark as Reviewed where nobody approves by rules, of drafts made for it among all that wait; the floor: the
 * draft's state, written and committed.
 */
export async function benchApprove(manager: Actor, sql: postgres.Sql): Promise<void> {
  const { companyId } = manager
  // Of this run: the data is kept from one to the next.
  const user = await makeUser({ email: `bench-${crypto.randomUUID()}@test.example` })
  const buyer = await makeMember(companyId, user, ["purchaser"])
  const made = async () => {
    const nos: { no: string; version: number }[] = []
    while (nos.length < runs + warmUps) {
      const no = await makePurchaseInvoice(buyer, "L0000002", [{ no: "A0000002", quantity: "3", price: "12.34" }])
      nos.push({ no, version: await versionOf(companyId, no) })
    }
    return nos
  }
  await setApproval(companyId, { approval: "rules" })
  try {
    await setApprover(buyer, { superiorId: manager.userId })
    await setApprover(manager, { unlimited: true })
    const drafts = await made()
    for (const draft of drafts) {
      await sendForApproval(buyer, draft.no, draft.version)
      draft.version = await versionOf(companyId, draft.no)
    }
    const [ours] = await inTurns(runs, warmUps, async run => approve(manager, drafts[run]!.no, drafts[run]!.version))
    report({ system: "inkoop", job: "approve", ...durations(ours!) })
  } finally {
    await setApproval(companyId, { approval: "review" })
  }
  const [drafts, others] = [await made(), await made()]
  const [ours, floor] = await inTurns(
    runs,
    warmUps,
    async run => markReviewed(manager, drafts[run]!.no, drafts[run]!.version),
    run =>
      asked(
        sql,
        manager,
        tx => tx`
      update purchase_invoice set review_state = 'reviewed', version = version + 1
      where company_id = ${companyId} and no = ${others[run]!.no}`,
      ),
  )
  report({ system: "inkoop", job: "mark_reviewed", ...durations(ours!) })
  report({ system: "postgresql", job: "write_state", ...durations(floor!) })
}
