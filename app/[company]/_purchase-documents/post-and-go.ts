import "server-only"
import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { draftPath, purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { findPostedAs } from "@/domain/purchase-documents/find-posted-as"
import {
  NotReviewed,
  type PostingConsent,
  PostingRefused,
  postPurchaseDocument,
} from "@/domain/purchase-documents/post-purchase-document"

/**
 * Posts a draft and goes to what it was posted as. Refused, it goes to Preview Posting, which lists the reasons or asks
 * whether to post what nobody has reviewed; where somebody else posted it first, to the draft's page, which says so.
 *
 * @param then "new": goes on to a new document of the kind
 * @throws PostingRefused, NotReviewed where something was typed along with it, which going elsewhere would lose
 * @throws Stale, Forbidden, NotFound as `postPurchaseDocument`
 */
export async function postAndGo(
  actor: Actor,
  company: string,
  no: string,
  consent: PostingConsent,
  then: "posted" | "new" = "posted",
): Promise<never> {
  const { documentType, no: postedNo } = await postPurchaseDocument(actor, no, consent).catch(
    async (error: unknown) => {
      const preview = (type: PurchaseDocumentType) => `${draftPath(company, type, no)}/preview-posting`
      if (!consent.applications?.length) {
        if (error instanceof PostingRefused) redirect(`${preview(error.documentType)}?refused=1`)
        if (error instanceof NotReviewed) redirect(`${preview(error.documentType)}?ask=1`)
      }
      const posted = error instanceof NotFound ? await findPostedAs(actor, no) : null
      if (posted) redirect(draftPath(company, posted.documentType, no))
      throw error
    },
  )
  // The menu counts drafts.
  revalidatePath(`/${company}`, "layout")
  const { folder } = purchaseKinds[documentType]
  if (then === "new") redirect(`/${company}/${folder}/new?posted=${encodeURIComponent(postedNo)}`)
  redirect(`${postedPath(company, documentType, postedNo)}?posted=${encodeURIComponent(no)}`)
}
