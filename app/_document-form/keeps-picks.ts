import "server-only"
import { z } from "zod"
import { presenceIn } from "@/app/actor"
import { fromThisPortal } from "@/app/origin"
import { may } from "@/domain/access/actor"
import { notePick, type PickedNoun } from "@/domain/recent-picks/note-pick"
import { noteRefusal } from "@/domain/security-log/note-refusal"

type Context = { params: Promise<{ company: string }> }

/** A number in JSON: longer ones are nobody's. */
const picked = z.object({ no: z.string().min(1).max(20) })
const MAX_SIZE = 200

/** A route handler that keeps what was chosen from a list, for the next time it opens. Answers alike whether there is such a number. */
export function keepsPicks(noun: PickedNoun) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const presence = await presenceIn((await params).company)
    if (!presence) return new Response(null, { status: 404 })
    if (!(await fromThisPortal())) return new Response(null, { status: 403 })
    if (!may(presence.actor, "master_data.see")) {
      await noteRefusal(presence.actor, "master_data.see")
      return new Response(null, { status: 403 })
    }
    const read = picked.safeParse(jsonOf(await request.text()))
    if (!read.success) return new Response(null, { status: 400 })
    await notePick(presence.actor, noun, read.data.no)
    return new Response(null, { status: 204 })
  }
}

function jsonOf(body: string): unknown {
  try {
    return body.length > MAX_SIZE ? undefined : JSON.parse(body)
  } catch {
    return undefined
  }
}
