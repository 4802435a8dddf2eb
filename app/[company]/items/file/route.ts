import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { itemMaster } from "@/domain/master-import/items"

/** The list of items as a file, `?format=xlsx` or `csv`, with what filters it. */
export const GET = answerMaster(itemMaster)
