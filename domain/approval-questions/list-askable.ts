import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { MatterRef } from "@/domain/approvals/matter"
import { peopleWhoSee } from "@/domain/comments/people-who-see"
import { seeMatter } from "@/domain/purchase-approvals/matter-of"

export type Askable = { userId: number; name: string }

/**
 * Whom an approver may ask about a draft or a payment order: everybody else who sees it, who asked for it first.
 *
 * @throws NotFound, Forbidden as for seeing the draft
 */
export async function listAskable(actor: Actor, of: MatterRef): Promise<Askable[]> {
  authorise(actor, "purchase_invoice.review")
  return inCompany(actor.companyId, async tx => {
    const { matter } = await seeMatter(tx, actor, of)
    const { requestedBy } = matter
    const people = await peopleWhoSee(tx, actor.companyId, matter)
    const others = people.filter(({ id }) => id !== actor.userId).map(({ id, name }) => ({ userId: id, name }))
    return [...others.filter(isOf(requestedBy)), ...others.filter(other => !isOf(requestedBy)(other))]
  })
}

const isOf =
  (userId: number) =>
  (person: Askable): boolean =>
    person.userId === userId
