import { leftBehind, presenceIn } from "@/app/actor"
import { shown } from "@/app/form-action"
import { webLog } from "@/app/log"
import { fromThisPortal } from "@/app/origin"
import { currentUser } from "@/app/session"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import { Forbidden, type Issue, NotFound, Refusal } from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { readUpload } from "./read-upload"

type Reception = {
  right: Right
  /** The page with the form, below the company's address. */
  page: string
  /** The field that stands before the file, where something is chosen beside it. */
  choice: string | undefined
  /** Takes the file in: where one goes then, below the company's address. */
  receive: (actor: Actor, upload: { name: string; chosen: string; file: AsyncIterable<Uint8Array> }) => Promise<string>
}

/**
 * Takes in a file and leads to the page of what was made of it. A plain form posts to it, for a server action stops at
 * MAX_FORM_SIZE, and a proxy holds bodies back. What is wrong with the file comes back in the address of the form's page, to be
 * said beside the field, with what was chosen. A script that stays on its page asks for JSON: 200 where the file was taken in, else
 * 422 with the sentence that says why not, 403 with the one that says that it is not for the reader.
 */
export async function receiveUpload(request: Request, slug: string, reception: Reception): Promise<Response> {
  const { right, choice, receive } = reception
  const home = `/${encodeURIComponent(slug)}`
  const page = `${home}/${reception.page}`
  const staysThere = request.headers.get("accept") === "application/json"
  const instead = await sentElsewhere(slug, page)
  if (instead) return staysThere ? new Response(null, { status: 401 }) : seeOther(instead)
  const presence = await presenceIn(slug)
  if (!presence) return new Response(null, { status: 404 })
  const { actor } = presence
  let chosen = ""
  try {
    authorise(actor, right)
    const path = await readUpload(request, async upload => {
      chosen = (choice && upload?.fields.get(choice)) ?? ""
      return receive(actor, { name: upload?.fileName ?? "", chosen, file: upload?.file ?? none() })
    })
    return staysThere ? Response.json({}) : seeOther(`${home}/${path}`)
  } catch (error) {
    if (error instanceof Forbidden) {
      await noteRefusal(actor, error.right)
      if (!staysThere) return new Response(null, { status: 403 })
      return Response.json({ said: (await shown([{ code: "forbidden" }]))[0]!.text }, { status: 403 })
    }
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    noteFault(error)
    if (staysThere) return Response.json({ said: (await shown([issueOf(error)]))[0]!.text }, { status: 422 })
    return seeOther(`${page}?${addressed(issueOf(error), chosen)}`)
  }
}

/** What is no fault of the file, whoever operates the portal has to know of. */
function noteFault(error: unknown): void {
  const fault = error instanceof Refusal ? error.cause : error
  if (fault) webLog().error({ err: fault }, "an upload failed")
}

/** Where a form from another site goes, and whoever has to sign in first; undefined: the upload may come in. */
async function sentElsewhere(slug: string, page: string): Promise<string | undefined> {
  if (!(await fromThisPortal())) return `${page}?error=foreign_origin`
  if (!(await currentUser()) || (await leftBehind(slug))) return `/sign-in?callbackUrl=${encodeURIComponent(page)}`
  return undefined
}

const issueOf = (error: unknown): Issue =>
  error instanceof Refusal ? error.issues[0]! : { code: "import.upload_failed", field: "file" }

async function* none(): AsyncGenerator<Uint8Array> {}

function addressed({ code, params = {} }: Issue, chosen: string): URLSearchParams {
  const [about] = Object.values(params)
  const given = { error: code, about: about === undefined ? "" : String(about), chosen }
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ""))
}

/** Relative, as the address that people type may not be the one this server knows. */
function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
}
