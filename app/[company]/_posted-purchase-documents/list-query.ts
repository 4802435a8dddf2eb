import { parameter, type Search, word } from "@/app/_lists/list-address"
import { listQueryIn } from "@/app/_lists/list-query"
import type { PostedKind } from "@/app/[company]/_document-kinds/posted-kinds"
import { type PostedQuery, postedSorts } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"

/** What the address asks of the list of posted documents, and of its file. */
export function postedQueryIn({ documentType, states }: PostedKind, search: Search): PostedQuery {
  return {
    ...listQueryIn(search, postedSorts),
    documentType,
    state: word(search, "state", states),
    vendorNo: parameter(search, "vendor"),
  }
}
