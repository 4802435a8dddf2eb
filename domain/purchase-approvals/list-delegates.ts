import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readApproval } from "@/domain/approvals/in-force"
import { tooLow } from "@/domain/approvals/limits"
import type { MatterRef } from "@/domain/approvals/matter"
import { seeMatter } from "./matter-of"

/**
 * To whom a draft or payment order that waits for approval can be handed on: with the right, no hand in it, and a limit that suffices.
 *
 * @returns by name; none where nothing waits
 * @throws NotFound, Forbidden as for seeing the draft
 */
export async function listDelegates(actor: Actor, of: MatterRef): Promise<{ userId: number; name: string }[]> {
  authorise(actor, "purchase_invoice.review")
  return inCompany(actor.companyId, async tx => {
    const found = await seeMatter(tx, actor, of)
    if (found.inForce?.state !== "pending") return []
    const { sentBy } = await readApproval(tx, actor.companyId, found.inForce.id)
    const { setup, subject } = await found.consider(sentBy)
    return [...setup.people.values()]
      .filter(person => person.userId !== actor.userId && person.isReviewer && !subject.excluded.has(person.userId))
      .filter(person => !tooLow(person, subject))
      .map(({ userId, name }) => ({ userId, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  })
}
