import { type Actor, may } from "@/domain/access/actor"
import {
  listPostedPurchaseDocuments,
  type PostedRow,
} from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import {
  listPurchaseDocuments,
  type PurchaseDocumentListRow,
} from "@/domain/purchase-documents/list-purchase-documents"
import { listReadyForReview, type ReadyForReviewRow } from "@/domain/purchase-documents/list-ready-for-review"

/** Rows of each kind. */
const shown = 5

/** The beginnings of the lists that somebody works off; absent is what is not the actor's to do. */
export type WorkOverview = {
  /** For who reviews: what they had no hand in, waiting longest first. */
  toReview?: ReadyForReviewRow[]
  /** For who posts: reviewed invoices, due first. */
  toPost?: PurchaseDocumentListRow[]
  /** For who pays: posted invoices of which something remains though they are due, due first. */
  overdue?: PostedRow[]
  /** For who corrects what reviewers send back, due first. */
  sentBack?: PurchaseDocumentListRow[]
}

/** What the actor's role begins with. */
export async function readWorkOverview(actor: Actor): Promise<WorkOverview> {
  const reviews = may(actor, "purchase_invoice.review")
  const posts = may(actor, "purchase_invoice.post")
  const corrects = may(actor, "purchase_invoice.edit_all") && !reviews
  const [toReview, toPost, overdue, sentBack] = await Promise.all([
    reviews ? listReadyForReview(actor).then(({ invoices }) => invoices.filter(({ own }) => !own)) : undefined,
    posts ? listPurchaseDocuments(actor, { state: "reviewed", sort: "dueDate" }).then(rowsOf) : undefined,
    posts
      ? listPostedPurchaseDocuments(actor, { documentType: "invoice", state: "overdue", sort: "dueDate" }).then(rowsOf)
      : undefined,
    corrects ? listPurchaseDocuments(actor, { state: "sent_back", sort: "dueDate" }).then(rowsOf) : undefined,
  ])
  return {
    toReview: toReview?.slice(0, shown),
    toPost: toPost?.slice(0, shown),
    overdue: overdue?.slice(0, shown),
    sentBack: sentBack?.slice(0, shown),
  }
}

function rowsOf<Row>({ rows }: { rows: Row[] }): Row[] {
  return rows
}
