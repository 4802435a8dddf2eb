import { and, asc, eq } from "drizzle-orm"
import { membership, purchaseInvoice, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import type { ApprovalSetting } from "@/domain/approvals/moves"
import { approvalIssues } from "@/domain/approvals/require-approval"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { VendorEntry } from "@/domain/payments/read-entries"
import { readApplicable } from "@/domain/payments/read-settlement"
import { checkPosting } from "@/domain/posting/check-posting"
import { composePosting, type Posting } from "@/domain/posting/compose-posting"
import { isCorrectedInSetup, type PostingProblem } from "@/domain/posting/posting-problem"
import type { Duplicate } from "@/domain/posting/read-duplicates"
import { type PostingSetup, readPostingSetup } from "@/domain/posting/read-posting-setup"
import { authorisePurchaseDocument, maySeePurchaseDocument, ofType } from "./access"
import type { PurchaseDocumentType } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { readPostingDocument } from "./read-posting-document"
import { readVoidedReview, type VoidedReview } from "./review-scope"

export type PostingCheck = {
  header: PurchaseDocumentRow
  /** Every reason why posting would be refused. */
  problems: PostingProblem[]
  /** Posted documents with it: an obstacle, unless a manager has allowed the number. */
  postedDuplicates: Duplicate[]
  /** Drafts of the vendor with the same Vendor Invoice No. that the actor may see: worth a look, no obstacle. */
  draftDuplicates: Duplicate[]
  /** Whom to ask for what is corrected in setup; none where the actor corrects it. */
  administrators: string[]
  /** Who must agree before it is posted. */
  approval: ApprovalSetting
  /** Reviewed, or in a company that does not review: by rules what is missing is a problem. */
  isReviewed: boolean
  /** The review that it had before it was changed; null: none. */
  voidedReview: VoidedReview | null
  /** What the company does with a draft that is not reviewed. */
  unreviewedPosting: "ask" | "refuse"
  currency: PostingSetup["currency"]
  /** By how many percent what VAT is worked out from may be less; "0": not at all. */
  vatTolerancePercent: string
  /** Number of each line by its id, for reasons that lie with a line. */
  lineNos: ReadonlyMap<number, number>
  /** Name of each account that entries go to. */
  accountNames: ReadonlyMap<string, string>
  /** What a credit memo can be applied to as it is posted, the oldest due first; of an invoice none. */
  applicable: VendorEntry[]
  /** The company's today. */
  today: IsoDate
}

export type PostingPreview = PostingCheck & {
  /** Exactly what posting would write, but for numbers; null while there are problems. */
  posting: Posting | null
}

/**
 * What posting a draft would do, and every reason why it would be refused. Locks nothing, draws no number, writes nothing.
 *
 * @param documentType absent: either; one of the other type is not found
 * @throws NotFound for an unknown number, another company's, or somebody else's; Forbidden
 */
export async function previewPosting(
  actor: Actor,
  no: string,
  documentType?: PurchaseDocumentType,
): Promise<PostingPreview> {
  authorise(actor, "purchase_invoice.edit_own")
  return inCompany(actor.companyId, async tx => {
    const { document, setup, check } = await checked(tx, actor, no, documentType)
    return { ...check, posting: check.problems.length > 0 ? null : composePosting(document, setup) }
  })
}

/**
 * Every reason why posting a draft would be refused, as `previewPosting` has them: for its page, which shows no entries and is
 * drawn after each save.
 *
 * @throws as previewPosting
 */
export async function checkDraft(actor: Actor, no: string, documentType?: PurchaseDocumentType): Promise<PostingCheck> {
  authorise(actor, "purchase_invoice.edit_own")
  return inCompany(actor.companyId, async tx => (await checked(tx, actor, no, documentType)).check)
}

async function checked(tx: Tx, actor: Actor, no: string, documentType: PurchaseDocumentType | undefined) {
  const [header] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no), ofType(documentType)))
  authorisePurchaseDocument(actor, header)
  const document = await readPostingDocument(tx, header)
  const setup = await readPostingSetup(tx, actor, document, false)
  const problems = [
    ...(await approvalIssues(tx, setup.purchases, header, document.lines)),
    ...checkPosting(document, setup),
  ]
  const check: PostingCheck = {
    header,
    problems,
    postedDuplicates: header.duplicateReason === "" ? setup.postedDuplicates : [],
    draftDuplicates: setup.draftDuplicates.filter(draft => maySeePurchaseDocument(actor, draft)),
    administrators:
      problems.some(isCorrectedInSetup) && !may(actor, "company.administer")
        ? await readAdministrators(tx, actor.companyId)
        : [],
    approval: setup.purchases.approval,
    isReviewed: setup.purchases.approval !== "review" || header.reviewState === "reviewed",
    voidedReview: await readVoidedReview(tx, header),
    unreviewedPosting: setup.purchases.unreviewedPosting,
    currency: setup.currency,
    vatTolerancePercent: toPlain(new Decimal(setup.purchases.vatTolerancePercent)),
    lineNos: new Map(document.lines.map(line => [line.lineId, line.lineNo])),
    accountNames: new Map([...setup.accounts.values()].map(account => [account.no, account.name])),
    applicable: header.documentType === "credit_memo" ? await applicableTo(tx, header) : [],
    today: setup.today,
  }
  return { document, setup, check }
}

/** Names of the company's administrators who can sign in. */
async function readAdministrators(tx: Tx, companyId: number): Promise<string[]> {
  const rows = await tx
    .select({ name: users.name })
    .from(membership)
    .innerJoin(users, eq(users.id, membership.userId))
    .where(and(eq(membership.companyId, companyId), eq(membership.role, "administrator")))
    .orderBy(asc(users.name))
  return rows.map(({ name }) => name)
}

/** An entry of a later day is not there yet on the day the credit memo is posted. */
async function applicableTo(tx: Tx, { companyId, payToVendorNo, currencyCode, postingDate }: PurchaseDocumentRow) {
  const open = await readApplicable(tx, companyId, payToVendorNo, currencyCode)
  return open.filter(entry => entry.postingDate <= postingDate)
}
