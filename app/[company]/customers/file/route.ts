import { answerMaster } from "@/app/[company]/_exports/master-sheet"
import { customerMaster } from "@/domain/master-import/customers"

/** The list of customers as a file, `?format=xlsx` or `csv`, with what filters it. */
export const GET = answerMaster(customerMaster)
