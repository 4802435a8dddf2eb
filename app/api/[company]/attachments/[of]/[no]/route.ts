import { receiveUpload } from "@/app/_upload/receive-upload"
import { papersAtAddress } from "@/app/[company]/_papers/papers-at"
import { receiveAttachment } from "@/domain/attachments/receive-attachment"

type Params = { params: Promise<{ company: string; of: string; no: string }> }

/** Takes in a file for a document, and leads back to the document. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { company, of, no } = await params
  const papers = papersAtAddress(of, no)
  if (!papers) return new Response(null, { status: 404 })
  return receiveUpload(request, company, {
    // What else the document asks for, the operation does.
    right: "company.enter",
    page: papers.page,
    choice: undefined,
    async receive(actor, sent) {
      await receiveAttachment(actor, papers.subject, sent)
      return `${papers.page}?attached=1`
    },
  })
}
