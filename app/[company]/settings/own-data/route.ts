import { presenceIn } from "@/app/actor"
import { proveAgainFor } from "@/app/fresh-sign-in"
import { noteOwn } from "@/app/note-own"
import { currentUser } from "@/app/session"
import { ownData } from "@/domain/users/own-data"

type Context = { params: Promise<{ company: string }> }

/** All that the portal keeps of its reader, as JSON, to who has proven lately who they are; 404 outside one's own companies. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const [presence, user] = [await presenceIn((await params).company), await currentUser()]
  if (!presence || !user) return new Response(null, { status: 404 })
  // One company's word goes for that company alone.
  if (user.ssoCompanyId !== null) return new Response(null, { status: 403 })
  const again = await proveAgainFor(request)
  if (again) return again
  await noteOwn(user.id, { kind: "exported", detail: "own-data" })
  const encoder = new TextEncoder()
  const pieces = ownData(user)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="inkoop-own-data.json"',
      "cache-control": "no-store",
    },
  })
}
