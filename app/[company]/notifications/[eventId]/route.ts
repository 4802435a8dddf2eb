import { requireActor } from "@/app/actor"
import { pathOfEvent } from "@/domain/job-queue/path-of-event"
import { findNotification, markRead } from "@/domain/notifications/notifications"

type Context = { params: Promise<{ company: string; eventId: string }> }

/** Opens what a notification is about, and marks it as read: works from a plain link, in a mail after signing in. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { company: slug, eventId } = await params
  const { actor, company } = await requireActor(slug)
  const told = /^\d{1,15}$/.test(eventId) && (await findNotification(actor, Number(eventId)))
  if (!told) return new Response(null, { status: 404 })
  await markRead(actor, [told.eventId])
  const path = pathOfEvent(told) ?? "notifications"
  return new Response(null, { status: 303, headers: { Location: `/${company.slug}/${path}` } })
}
