import { presenceIn } from "@/app/actor"
import { readHeadOf } from "@/domain/chain/read-chain"
import { Forbidden, NotFound } from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"

type Context = { params: Promise<{ company: string }> }

/** The signed head of `?day=` as a text to keep elsewhere; 404 where there is none. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const presence = await presenceIn((await params).company)
  if (!presence) return new Response(null, { status: 404 })
  const day = new URL(request.url).searchParams.get("day") ?? ""
  try {
    const head = await readHeadOf(presence.actor, day)
    return new Response(head, {
      headers: {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": `attachment; filename="chain-${day}.txt"`,
        "Cache-Control": "no-store",
      },
    })
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    if (!(error instanceof Forbidden)) throw error
    await noteRefusal(presence.actor, error.right)
    return new Response(null, { status: 403 })
  }
}
