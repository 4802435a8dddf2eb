import { join, type Listener } from "@/app/_live/hub"
import { currentUser, sessionId } from "@/app/session"
import { companiesOf } from "@/domain/users/memberships"
import { findSession, type SignedInUser } from "@/domain/users/presence"
import { eventStream } from "./stream"

/** Milliseconds between two looks whether the session still holds. */
const sessionCheck = 30_000

/** Milliseconds by which a page may have read something before it says so, on another machine's clock perhaps. */
const leeway = 500

/**
 * The stream of one browser: what happens in the companies its user belongs to, as ids; first what happened since its page
 * was drawn (`asOf`, as the page says it). Ends when the session does; a
 * membership that came or went counts within thirty seconds.
 */
export async function GET(request: Request): Promise<Response> {
  const [user, session] = [await currentUser(), await sessionId()]
  if (!user || !session) return new Response(null, { status: 401 })

  const memberships = async (user: SignedInUser) =>
    new Map((await companiesOf(user)).filter(({ ended }) => !ended).map(({ id, slug }) => [id, slug]))
  const { body, writer } = eventStream(() => {
    clearInterval(check)
    leave()
  })
  const listener: Listener = { userId: user.id, companies: await memberships(user), ...writer }
  const asOf = Number(new URL(request.url).searchParams.get("asOf") ?? Number.NaN)
  const leave = join(listener, Number.isFinite(asOf) ? asOf - leeway : undefined)
  const check = setInterval(async () => {
    try {
      const present = await findSession(session, false)
      if (present) listener.companies = await memberships(present)
      else writer.close()
    } catch {
      // Whether it holds cannot be known: the browser comes back and asks anew.
      writer.close()
    }
  }, sessionCheck)
  request.signal.addEventListener("abort", writer.close)

  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // no-transform: compression would hold events back. The other header tells nginx the same.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  })
}
