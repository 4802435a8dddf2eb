import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Considered } from "@/domain/approvals/considered"
import type { MatterRef } from "@/domain/approvals/matter"
import { type Route, routeOf } from "@/domain/approvals/route"
import { seeMatter } from "./matter-of"

export type ApprovalPreview = Omit<Route, "steps"> & {
  /** Including VAT, in the company's currency. */
  amount: string
  /** Whoever sends it now would ask them, step after step: so many of each. */
  steps: { needed: number; people: { userId: number; name: string; forName: string }[] }[]
}

/**
 * Who would approve a draft, payment order or bank account if the actor sent it now, and, where nobody is left, who could be given the right. Writes nothing.
 *
 * @throws Refusal exchange_rate_missing; NotFound, Forbidden as for seeing it
 */
export async function previewApproval(actor: Actor, of: MatterRef): Promise<ApprovalPreview> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => previewOf(await (await seeMatter(tx, actor, of)).consider(actor.userId)))
}

/** The same of what is considered already. */
export function previewOf({ setup, subject }: Considered): ApprovalPreview {
  const { steps, ...route } = routeOf(setup, subject)
  const nameOf = (userId: number | null) => (userId === null ? "" : (setup.people.get(userId)?.name ?? ""))
  return {
    ...route,
    amount: subject.amount.toFixed(),
    steps: steps.map(({ needed, entries }) => ({
      needed,
      people: entries.map(({ approverId, forUserId }) => ({
        userId: approverId,
        name: nameOf(approverId),
        forName: nameOf(forUserId),
      })),
    })),
  }
}
