import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { purchasePriceMaster } from "@/domain/master-import/price-lists"

/** All purchase prices as a file, `?format=xlsx` or `csv`. */
export const GET = answerMaster(purchasePriceMaster)
