import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { answerPostedList } from "@/app/[company]/_posted-purchase-documents/list-file"

/** The list as a file, `?format=xlsx` or `csv`, by what narrows and sorts it. */
export const GET = answerPostedList(postedKinds.credit_memo)
