import type { Tx } from "@/db/tenancy"
import { changesSinceSigned, readApproval, readApprovalSetup, readStanding } from "@/domain/approvals/in-force"
import { keepsOnDecrease } from "@/domain/approvals/kept-decrease"
import { type Approvable, matterOf } from "@/domain/approvals/matter"
import { besideOf, type DraftRow } from "@/domain/approvals/signed"
import { readLines } from "@/domain/documents/store-lines"
import { consider } from "./subject-of"

/** A purchase invoice or credit memo as its approval has it, worked out anew. */
export async function weighDraft(tx: Tx, header: DraftRow): Promise<Approvable> {
  const { companyId, no } = header
  const setup = await readApprovalSetup(tx, companyId)
  const lines = await readLines(tx, "purchase", companyId, no)
  const standing = await readStanding(tx, header, lines)
  const { inForce, signed, digest } = standing
  return {
    matter: matterOf(header),
    setup,
    inForce,
    signed,
    digest,
    isNothing: Object.keys(signed.lines).length === 0,
    beside: besideOf(header),
    changes: () => changesSinceSigned(tx, companyId, standing),
    isKeptDespite: async changes =>
      inForce !== null && keepsOnDecrease(setup, await readApproval(tx, companyId, inForce.id), signed, changes),
    consider: senderId => consider(tx, header, lines, setup, senderId),
  }
}
