import { inArray } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readApprovalSetup } from "@/domain/approvals/in-force"
import { type Issue, NotFound, Refusal, Stale } from "@/domain/errors"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { markReviewed } from "@/domain/purchase-documents/review"
import { approve } from "./decide"

/** A draft as a list showed it. */
export type ShownDraft = {
  no: string
  version: number
  /** Of its pending approval; "": the list showed none. */
  digest: string
}

export type AgreedTo = {
  no: string
  /** Undefined: there is no draft of that number any more. */
  documentType?: PurchaseDocumentType
  /** Why not; none: it is approved, or reviewed. */
  problems: Issue[]
}

/**
 * Approves drafts one after the other, or marks them as reviewed, as the company agrees: each by the move that one alone goes by, in a transaction
 * of its own, so that what bars one stops no other. What is not as it was shown is refused. Another company's numbers are of no draft.
 *
 * @throws Forbidden
 */
export async function agreeToMany(actor: Actor, shown: readonly ShownDraft[]): Promise<AgreedTo[]> {
  authorise(actor, "purchase_invoice.review")
  const drafts = [...new Map(shown.map(draft => [draft.no, draft])).values()]
  const { approval } = await inCompany(actor.companyId, tx => readApprovalSetup(tx, actor.companyId))
  const agreed: AgreedTo[] = []
  for (const { no, version, digest } of drafts) {
    const deed: Promise<unknown> =
      approval === "rules" ? approve(actor, no, version, { shownDigest: digest }) : markReviewed(actor, no, version)
    agreed.push({ no, problems: await problemsOf(unlessPosted(actor, no, deed)) })
  }
  const types = await readTypes(
    actor,
    agreed.map(({ no }) => no),
  )
  return agreed.map(each => ({ ...each, documentType: types.get(each.no) }))
}

async function problemsOf(deed: Promise<unknown>): Promise<Issue[]> {
  try {
    await deed
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.issues
    if (error instanceof Stale) return [{ code: "approval.changed_since_shown" }]
    if (error instanceof NotFound) return [{ code: "approval.draft_gone" }]
    throw error
  }
}

async function readTypes({ companyId }: Actor, nos: string[]): Promise<Map<string, PurchaseDocumentType>> {
  const rows = await inCompany(companyId, tx =>
    tx
      .select({ no: purchaseInvoice.no, documentType: purchaseInvoice.documentType })
      .from(purchaseInvoice)
      .where(inArray(purchaseInvoice.no, nos)),
  )
  return new Map(rows.map(({ no, documentType }) => [no, documentType]))
}
