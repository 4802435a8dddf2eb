import { presenceIn } from "@/app/actor"
import { readUpload } from "@/app/api/[company]/import/read-upload"
import { log } from "@/app/log"
import { fromThisPortal } from "@/app/origin"
import { currentUser } from "@/app/session"
import { authorise } from "@/domain/access/actor"
import { Forbidden, type Issue, Refusal } from "@/domain/errors"
import { receivePaymentFile } from "@/domain/payment-import/receive-payment-file"
import { enqueue } from "@/jobs/enqueue"
import { paymentImportJob } from "@/jobs/queues"

/**
 * Takes in a file of payments and leads to its import. A plain form posts here, so that a file of any size gets its answer
 * in words: a server action ends with an error of its own at 1 MB. What is wrong with the file comes back in the address
 * of its page, beside the field, with the bank account that was chosen.
 */
export async function POST(request: Request, { params }: { params: Promise<{ company: string }> }): Promise<Response> {
  const { company: slug } = await params
  const page = `/${encodeURIComponent(slug)}/payments/import`
  if (!(await fromThisPortal())) return seeOther(`${page}?error=foreign_origin`)
  if (!(await currentUser())) return seeOther(`/sign-in?callbackUrl=${encodeURIComponent(page)}`)
  const presence = await presenceIn(slug)
  if (!presence) return new Response(null, { status: 404 })
  const { actor } = presence
  let bankAccountNo = ""
  try {
    authorise(actor, "purchase_invoice.post")
    const { id, generation } = await readUpload(request, async upload => {
      bankAccountNo = upload?.fields.get("bankAccountNo") ?? ""
      return receivePaymentFile(actor, { name: upload?.fileName ?? "", bankAccountNo }, upload?.file ?? none())
    })
    await enqueue(paymentImportJob(actor.companyId, String(id), generation))
    return seeOther(`${page}/${id}`)
  } catch (error) {
    if (error instanceof Forbidden) return new Response(null, { status: 403 })
    if (!(error instanceof Refusal)) log().error({ err: error }, "an upload failed")
    const issue = error instanceof Refusal ? error.issues[0]! : { code: "import.upload_failed", field: "file" }
    return seeOther(`${page}?${addressed(issue, bankAccountNo)}`)
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

function addressed({ code, params = {} }: Issue, bank: string): URLSearchParams {
  const [about] = Object.values(params)
  const given = { error: code, about: about === undefined ? "" : String(about), bank }
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ""))
}

/** Relative, as the address that people type may not be the one this server knows. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
}
