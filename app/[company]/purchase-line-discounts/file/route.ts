import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { purchaseLineDiscountMaster } from "@/domain/master-import/price-lists"

/** All purchase line discounts as a file, `?format=xlsx` or `csv`. */
export const GET = answerMaster(purchaseLineDiscountMaster)
