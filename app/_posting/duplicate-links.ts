import { openingAddress } from "@/app/[company]/_books/addresses"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import type { DuplicateLinks } from "@/components/document-form/duplicates"
import { type Actor, may } from "@/domain/access/actor"
import type { FoundDuplicates } from "@/domain/purchase-documents/find-duplicates"

/**
 * Documents that carry one Vendor Invoice No., each with its address where the actor may open it.
 *
 * @param slug the company in the address
 */
export function duplicateLinks(
  actor: Actor,
  slug: string,
  { documentType, posted, drafts }: FoundDuplicates,
): DuplicateLinks {
  const seesBooks = may(actor, "books.see")
  const addressOf = (no: string, openingNo: number | undefined) =>
    openingNo === undefined ? postedPath(slug, documentType, no) : openingAddress(slug, openingNo)
  return {
    posted: posted.map(({ openingNo, ...each }) => ({
      ...each,
      href: seesBooks ? addressOf(each.no, openingNo) : null,
    })),
    drafts: drafts.map(each => ({ ...each, href: draftPath(slug, documentType, each.no) })),
  }
}
