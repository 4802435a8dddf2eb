import "server-only"
import { presenceIn } from "@/app/actor"
import type { Candidate } from "@/components/document-form/view"
import { type Actor, may } from "@/domain/access/actor"

type Context = { params: Promise<{ company: string }> }

/**
 * A route handler that answers candidates as JSON. Nobody, an unknown company and a foreign one are answered alike: 404.
 */
export function lookup(find: (actor: Actor, text: string, search: URLSearchParams) => Promise<Candidate[]>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const presence = await presenceIn((await params).company)
    if (!presence) return Response.json([], { status: 404 })
    if (!may(presence.actor, "master_data.see")) return Response.json([], { status: 403 })
    const { searchParams } = new URL(request.url)
    const found = await find(presence.actor, (searchParams.get("q") ?? "").slice(0, 100), searchParams)
    return Response.json(found, { headers: { "cache-control": "private, no-store" } })
  }
}
