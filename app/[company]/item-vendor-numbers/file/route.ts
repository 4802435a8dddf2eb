import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { itemVendorMaster } from "@/domain/master-import/item-vendors"

/** What vendors call items as a file, `?format=xlsx` or `csv`. */
export const GET = answerMaster(itemVendorMaster)
