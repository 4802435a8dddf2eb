import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readApproval, readApprovalSetup, readStanding } from "@/domain/approvals/in-force"
import { suffices } from "@/domain/approvals/limits"
import { readLines } from "@/domain/documents/store-lines"
import { readSeen } from "./seen"
import { consider } from "./subject-of"

/**
 * To whom a draft that waits for approval can be handed on: with the right, no hand in it, and a limit that suffices.
 *
 * @returns by name; none where nothing waits
 * @throws NotFound, Forbidden as for seeing the draft
 */
export async function listDelegates(actor: Actor, no: string): Promise<{ userId: number; name: string }[]> {
  authorise(actor, "purchase_invoice.review")
  return inCompany(actor.companyId, async tx => {
    const header = await readSeen(tx, actor, no)
    const lines = await readLines(tx, "purchase", actor.companyId, no)
    const { inForce } = await readStanding(tx, header, lines)
    if (inForce?.state !== "pending") return []
    const { sentBy } = await readApproval(tx, actor.companyId, inForce.id)
    const { setup, subject } = await consider(tx, header, lines, await readApprovalSetup(tx, actor.companyId), sentBy)
    return [...setup.people.values()]
      .filter(person => person.userId !== actor.userId && person.isReviewer && !subject.excluded.has(person.userId))
      .filter(person => suffices(person, subject))
      .map(({ userId, name }) => ({ userId, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  })
}
