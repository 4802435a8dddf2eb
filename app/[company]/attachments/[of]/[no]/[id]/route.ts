import { Readable } from "node:stream"
import { papersAtAddress } from "@/app/[company]/_papers/papers-at"
import { presenceIn } from "@/app/actor"
import { webLog } from "@/app/log"
import { type OpenedAttachment, openAttachment } from "@/domain/attachments/read-attachments"
import { Forbidden, NotFound } from "@/domain/errors"
import { ObjectStoreAway } from "@/domain/object-store/object-store"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { explainUnreadable } from "./explain-unreadable"

type Context = { params: Promise<{ company: string; of: string; no: string; id: string }> }

/**
 * A file of a document, for who may see the document: to be downloaded, or with `view` to be looked at beside the lines. A foreign
 * company's answers as an unknown one. What turns out on the way not to be what came in breaks off, and never ends as if it were.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { company, of, no, id } = await params
  const [presence, papers] = [await presenceIn(company), papersAtAddress(of, no)]
  const view = new URL(request.url).searchParams.has("view")
  if (!presence || !papers) return nothing(404, view)
  try {
    const file = await openAttachment(presence.actor, papers.subject, /^\d+$/.test(id) ? Number(id) : Number.NaN)
    return answerWith(file, file.isShown && view)
  } catch (error) {
    if (error instanceof NotFound) return nothing(404, view)
    if (error instanceof ObjectStoreAway) {
      webLog().error({ err: error }, "an attachment could not be read")
      return explainUnreadable(presence.actor.language, view)
    }
    if (!(error instanceof Forbidden)) throw error
    await noteRefusal(presence.actor, error.right)
    return nothing(403, view)
  }
}

/** Why, the server says itself (bin/explain-without-script.ts); beside the lines a browser shows that in our frame alone. */
function nothing(status: 403 | 404, view: boolean): Response {
  const looks = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
  return new Response(null, {
    status,
    headers: view ? { "Content-Security-Policy": `${looks}; frame-ancestors 'self'` } : {},
  })
}

function answerWith({ fileName, type, size, bytes }: OpenedAttachment, view: boolean): Response {
  const file = view ? "inline" : "attachment"
  // RFC 6266: the plain name for old programs, the whole one beside it.
  const plain = fileName.replaceAll(/[^\w. -]/gu, "_")
  return new Response(Readable.toWeb(Readable.from(told(bytes))) as ReadableStream, {
    headers: {
      "Content-Type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
      "Content-Length": String(size),
      "Content-Disposition": `${file}; filename="${plain}"; filename*=UTF-8''${encoded(fileName)}`,
      "Content-Security-Policy": policyOf(type, view),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  })
}

/** Of what breaks off, whoever operates the portal learns why. */
async function* told(bytes: OpenedAttachment["bytes"]): OpenedAttachment["bytes"] {
  try {
    yield* bytes
  } catch (error) {
    webLog().error({ err: error }, "an attachment broke off")
    throw error
  }
}

/**
 * Nothing in a file may run, load or send anything. Browsers show no PDF in a sandbox, as their viewer is a plug-in to them: it has one of
 * its own. Whatever is looked at may stand in the portal's own pages alone.
 */
function policyOf(type: OpenedAttachment["type"], view: boolean): string {
  const ancestors = view ? "frame-ancestors 'self'" : "frame-ancestors 'none'"
  const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
  if (view && type === "application/pdf")
    return `${nothing}; object-src 'self'; style-src 'unsafe-inline'; ${ancestors}`
  return `${nothing}; img-src 'self'; style-src 'unsafe-inline'; ${ancestors}; sandbox`
}

const encoded = (name: string) =>
  encodeURIComponent(name).replaceAll(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
