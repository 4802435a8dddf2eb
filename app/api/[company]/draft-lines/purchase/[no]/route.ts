import { answerAllLines } from "@/app/_document-form/all-lines"
import { answerAskedLines } from "@/app/_document-form/asked-lines"
import {
  previewPurchaseEdit,
  readPurchaseEditContext,
  readPurchaseLines,
} from "@/domain/purchase-documents/preview-purchase-edit"
import { purchaseDefinition } from "@/domain/purchase-documents/purchase-header"

/** What lines of a purchase invoice or credit memo are given by what is typed in them. */
export const POST = answerAskedLines({
  kind: { definition: purchaseDefinition, accounts: true },
  context: readPurchaseEditContext,
  preview: previewPurchaseEdit,
})

/** All lines of a purchase invoice or credit memo, to be copied. */
export const GET = answerAllLines(purchaseDefinition, readPurchaseLines)
