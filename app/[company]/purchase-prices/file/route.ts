import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { purchasePriceMaster } from "@/domain/master-import/purchase-prices"

/** All purchase prices as a file, `?format=xlsx` or `csv`. */
export const GET = answerMaster(purchasePriceMaster)
