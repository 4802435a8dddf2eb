import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import "server-only"
import { presenceIn } from "@/app/actor"
import type { Candidate } from "@/components/document-form/view"
import { type Actor, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import { Forbidden, NotFound, tookTooLongIn } from "@/domain/errors"
import { abandonable } from "@/domain/lists/search-once"
import { noteRefusal } from "@/domain/security-log/note-refusal"

type Context = { params: Promise<{ company: string }> }

/**
 * A route handler that answers what a text typed into a form means, as JSON: candidates, mostly. Nobody, an unknown
 * company and a foreign one are answered alike: 404; so is a document that is not there, for who may see it.
 */
export function lookup<Found = Candidate[]>(
  find: (actor: Actor, text: string, search: URLSearchParams, company: string) => Promise<Found>,
  right: Right = "master_data.see",
) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const { company } = await params
    const presence = await presenceIn(company)
    if (!presence) return Response.json([], { status: 404 })
    if (!may(presence.actor, right)) {
      await noteRefusal(presence.actor, right)
      return Response.json([], { status: 403 })
    }
    const { searchParams } = new URL(request.url)
    try {
      const text = cutText(receivedLine(searchParams.get("q") ?? ""), 100)
      const found = await abandonable(request.signal, () => find(presence.actor, text, searchParams, company))
      return Response.json(found, { headers: { "cache-control": "private, no-store" } })
    } catch (error) {
      if (error instanceof Forbidden) await noteRefusal(presence.actor, error.right)
      return Response.json([], { status: statusOf(error) })
    }
  }
}

/** As `lookup`, of what has a card: each candidate says where. @param room the cards' part of the address, "items" */
export function lookupWithCards(
  room: "customers" | "items" | "vendors",
  find: (actor: Actor, text: string, search: URLSearchParams) => Promise<Candidate[]>,
) {
  return lookup(async (actor, text, search, company) =>
    (await find(actor, text, search)).map(candidate => ({
      ...candidate,
      card: `/${company}/${room}/${encodeURIComponent(candidate.no ?? candidate.value)}`,
    })),
  )
}

/** The answer to a failure that is foreseen. @throws any other */
function statusOf(error: unknown): number {
  if (error instanceof NotFound) return 404
  if (error instanceof Forbidden) return 403
  // Stopped, as whoever typed on wants it no more, or for taking too long.
  if (tookTooLongIn(error)) return 503
  throw error
}
