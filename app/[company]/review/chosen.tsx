import { Deadline } from "@/app/[company]/_approvals/deadline"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { ReviewActions } from "@/app/[company]/_purchase-documents/review-actions"
import type { Actor } from "@/domain/access/actor"
import { type Askable, listAskable } from "@/domain/approval-questions/list-askable"
import { today } from "@/domain/dates/date"
import { NotFound } from "@/domain/errors"
import { listDelegates } from "@/domain/purchase-approvals/list-delegates"
import { type DraftApprovals, readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { weighable } from "@/domain/purchase-approvals/weighable"
import { type DraftFacts, readDraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { type PurchaseDocumentPage, readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { ApproveBeside } from "./approve-beside"
import { Preview } from "./preview"

/** The draft that is shown beside the list. */
export type ChosenDraft = {
  page: PurchaseDocumentPage
  known: DraftFacts
  /** Null: the company does not approve by rules. */
  approvals: DraftApprovals | null
  /** Whom the reader may ask about it, and to whom they may hand it on. */
  askable: Askable[]
  delegates: Askable[]
}

/** @returns null for one that was settled or deleted meanwhile: it has no preview */
export async function readChosen(actor: Actor, no: string, byRules: boolean): Promise<ChosenDraft | null> {
  try {
    const [page, known, approvals] = await Promise.all([
      readPurchaseDocument(actor, no),
      readDraftFacts(actor, no),
      byRules ? readDraftApprovals(actor, no) : null,
    ])
    const [askable, handed] = await Promise.all([
      approvals?.may.ask ? listAskable(actor, no) : [],
      approvals?.may.answer ? weighable(listDelegates(actor, no)) : undefined,
    ])
    return { page, known, approvals, askable, delegates: handed?.found ?? [] }
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

type Props = { chosen: ChosenDraft; actor: Actor; slug: string; timeZone: string }

/** What there is to review on it, by when the reader answers, and the buttons for that. */
export function ChosenPreview({ chosen: { page, known, approvals }, actor, slug, timeZone }: Props) {
  const { header } = page
  const own = approvals && openEntryOf(actor, approvals)
  const review = page.review === "may" && (
    <ReviewActions
      company={slug}
      documentType={header.documentType}
      no={header.no}
      version={header.version}
      then="review"
    />
  )
  return (
    <Preview
      page={page}
      known={known}
      company={slug}
      actor={actor}
      path={draftPath(slug, header.documentType, header.no)}
      deadline={own && <Deadline dueDate={own.dueDate} askedOf={own.question?.ofName} day={today(timeZone)} />}
      actions={approvals ? <ApproveBeside slug={slug} header={header} may={approvals.may} /> : review}
    />
  )
}

/** Where the reader is asked now. */
function openEntryOf({ userId }: Actor, { rounds }: DraftApprovals) {
  const people = rounds[0]?.steps.flatMap(step => step.people) ?? []
  return people.find(({ state, approverId }) => state === "open" && approverId === userId)
}
