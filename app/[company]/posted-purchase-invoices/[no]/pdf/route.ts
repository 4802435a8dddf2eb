import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { type PdfContext, respondWithPdf } from "@/app/[company]/_posted-purchase-documents/pdf/respond"

export function GET(_request: Request, context: PdfContext): Promise<Response> {
  return respondWithPdf(postedKinds.invoice, context)
}
