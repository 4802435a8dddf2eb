import { presenceIn } from "@/app/actor"
import { log } from "@/app/log"
import { fromThisPortal } from "@/app/origin"
import { currentUser } from "@/app/session"
import { authorise } from "@/domain/access/actor"
import { Forbidden, type Issue, Refusal } from "@/domain/errors"
import { receiveFile } from "@/domain/sales-import/receive-file"
import { enqueue } from "@/jobs/enqueue"
import { importJob } from "@/jobs/queues"
import { readUpload } from "./read-upload"

/**
 * Takes in a file of sales invoices and leads to its import. A route handler outside the proxy: a server action stops at
 * 1 MB, and a proxy holds bodies back. A plain form posts here; what is wrong with it comes back in the address of its
 * page, beside the field, with the currency that was chosen.
 */
export async function POST(request: Request, { params }: { params: Promise<{ company: string }> }): Promise<Response> {
  const { company: slug } = await params
  const page = `/${encodeURIComponent(slug)}/sales-invoices/import`
  if (!(await fromThisPortal())) return seeOther(`${page}?error=foreign_origin`)
  if (!(await currentUser())) return seeOther(`/sign-in?callbackUrl=${encodeURIComponent(page)}`)
  const presence = await presenceIn(slug)
  if (!presence) return new Response(null, { status: 404 })
  const { actor } = presence
  let currencyCode = ""
  try {
    authorise(actor, "sales_invoice.import")
    const { importNo, generation } = await readUpload(request, async upload => {
      currencyCode = upload?.fields.get("currency") ?? ""
      return receiveFile(actor, { name: upload?.fileName ?? "", currencyCode }, upload?.file ?? none())
    })
    await enqueue(importJob(actor.companyId, importNo, generation))
    return seeOther(`${page}/${encodeURIComponent(importNo)}`)
  } catch (error) {
    if (error instanceof Forbidden) return new Response(null, { status: 403 })
    if (!(error instanceof Refusal)) log().error({ err: error }, "an upload failed")
    const issue = error instanceof Refusal ? error.issues[0]! : { code: "import.upload_failed", field: "file" }
    return seeOther(`${page}?${addressed(issue, currencyCode)}`)
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

function addressed({ code, params = {} }: Issue, currency: string): URLSearchParams {
  const [about] = Object.values(params)
  const given = { error: code, about: about === undefined ? "" : String(about), currency }
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ""))
}

/** Relative, as the address that people type may not be the one this server knows. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
}
