import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { peopleWhoSee } from "@/domain/comments/people-who-see"
import { readSeen } from "@/domain/purchase-approvals/seen"

export type Askable = { userId: number; name: string }

/**
 * Whom an approver may ask about a draft: everybody else who sees it, who asked for it first.
 *
 * @throws NotFound, Forbidden as for seeing the draft
 */
export async function listAskable(actor: Actor, no: string): Promise<Askable[]> {
  authorise(actor, "purchase_invoice.review")
  return inCompany(actor.companyId, async tx => {
    const { requestedBy } = await readSeen(tx, actor, no)
    const people = await peopleWhoSee(tx, actor.companyId, { type: "purchase_invoice", no })
    const others = people.filter(({ id }) => id !== actor.userId).map(({ id, name }) => ({ userId: id, name }))
    return [...others.filter(isOf(requestedBy)), ...others.filter(other => !isOf(requestedBy)(other))]
  })
}

const isOf =
  (userId: number) =>
  (person: Askable): boolean =>
    person.userId === userId
