import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { salesPriceMaster } from "@/domain/master-import/price-lists"

/** All sales prices as a file, `?format=xlsx` or `csv`. */
export const GET = answerMaster(salesPriceMaster)
