import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { answerPurchaseList } from "@/app/[company]/_purchase-documents/list-file"

/** The list as a file, `?format=xlsx` or `csv`, by what narrows and sorts it. */
export const GET = answerPurchaseList(purchaseKinds.invoice)
