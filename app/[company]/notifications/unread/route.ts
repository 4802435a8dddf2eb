import { presenceIn } from "@/app/actor"
import { countUnread } from "@/domain/notifications/notifications"

type Context = { params: Promise<{ company: string }> }

/** The number of the reader's unread notifications, for the bell: `{ unread }`. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const presence = await presenceIn((await params).company)
  if (!presence) return new Response(null, { status: 404 })
  return Response.json({ unread: await countUnread(presence.actor) }, { headers: { "Cache-Control": "no-store" } })
}
