import { z } from "zod"
import { numbersMeant } from "@/app/_document-form/numbers-meant"
import { presenceIn } from "@/app/actor"
import { fromThisPortal } from "@/app/origin"
import { may } from "@/domain/access/actor"
import { MAX_LINES } from "@/domain/documents/check-lines"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { receivedLine } from "@/domain/text/received-text"

type Context = { params: Promise<{ company: string }> }

const text = z.string().max(1_000).transform(receivedLine)
const asked = z.object({ items: z.array(text).max(MAX_LINES), accounts: z.array(text).max(MAX_LINES) })

/** Bytes of ten thousand numbers as they are pasted. */
const MAX_SIZE = 1024 * 1024

/** What the numbers of a pasted block mean; `?for=purchase` also bars items blocked for purchasing. Nothing is written. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const presence = await presenceIn((await params).company)
  if (!presence) return Response.json({}, { status: 404 })
  if (!(await fromThisPortal())) return Response.json({}, { status: 403 })
  if (!may(presence.actor, "master_data.see")) {
    await noteRefusal(presence.actor, "master_data.see")
    return Response.json({}, { status: 403 })
  }
  const body = await request.text()
  const parsed = body.length > MAX_SIZE ? undefined : asked.safeParse(jsonOf(body)).data
  if (!parsed) return Response.json({}, { status: 400 })
  const isBuying = new URL(request.url).searchParams.get("for") === "purchase"
  const meant = await numbersMeant(presence.actor, parsed, isBuying)
  return Response.json(meant, { headers: { "cache-control": "private, no-store" } })
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
