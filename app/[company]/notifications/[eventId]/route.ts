import { pathOfEvent } from "@/app/[company]/_notifications/path-of-event"
import { presenceIn } from "@/app/actor"
import { findNotification, markRead } from "@/domain/notifications/notifications"

type Context = { params: Promise<{ company: string; eventId: string }> }

/** Opens what a notification is about, and marks it as read: works from a plain link. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { company: slug, eventId } = await params
  const presence = await presenceIn(slug)
  const told = /^\d{1,15}$/.test(eventId) && presence && (await findNotification(presence.actor, Number(eventId)))
  if (!presence || !told) return new Response(null, { status: 404 })
  await markRead(presence.actor, [told.eventId])
  const path = pathOfEvent(told) ?? "notifications"
  return new Response(null, { status: 303, headers: { Location: `/${presence.company.slug}/${path}` } })
}
