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
  return {
    posted: posted.map(each => ({ ...each, href: seesBooks ? postedPath(slug, documentType, each.no) : null })),
    drafts: drafts.map(each => ({ ...each, href: draftPath(slug, documentType, each.no) })),
  }
}
