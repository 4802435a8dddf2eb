import { answerAllLines } from "@/app/_document-form/all-lines"
import { answerAskedLines } from "@/app/_document-form/asked-lines"
import { previewSalesEdit, readSalesEditContext, readSalesLines } from "@/domain/sales-invoices/preview-sales-edit"
import { salesDefinition } from "@/domain/sales-invoices/sales-header"

/** What lines of a sales invoice are given by what is typed in them. */
export const POST = answerAskedLines({
  kind: { definition: salesDefinition },
  context: readSalesEditContext,
  preview: previewSalesEdit,
})

/** All lines of a sales invoice, to be copied. */
export const GET = answerAllLines(salesDefinition, readSalesLines)
