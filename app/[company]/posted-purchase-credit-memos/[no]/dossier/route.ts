import { postedKinds } from "@/app/[company]/_document-kinds/posted-kinds"
import { respondWithDossier } from "@/app/[company]/_posted-purchase-documents/dossier/respond"
import type { PdfContext } from "@/app/[company]/_posted-purchase-documents/pdf/respond"

export function GET(_request: Request, context: PdfContext): Promise<Response> {
  return respondWithDossier(postedKinds.credit_memo, context)
}
