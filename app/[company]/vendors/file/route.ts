import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { vendorMaster } from "@/domain/master-import/vendors"

/** The list of vendors as a file, `?format=xlsx` or `csv`, with what filters it. */
export const GET = answerMaster(vendorMaster)
