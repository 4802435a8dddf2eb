import { csrfToken, currentUser, sessionId } from "@/app/session"
import { passkeyAfterPassword, passkeyToAdd, passkeyToSignIn } from "@/domain/users/ask-passkey"
import { findAwaiting } from "@/domain/users/second-factor"

type Context = { params: Promise<{ use: string }> }

/** What the browser is to ask a passkey, as JSON; 404 to who may not ask that. It writes nothing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const options = await asked((await params).use)
  if (!options) return new Response(null, { status: 404 })
  return Response.json(options, { headers: { "cache-control": "private, no-store" } })
}

async function asked(use: string) {
  if (use === "sign-in") return passkeyToSignIn(await csrfToken())
  const id = await sessionId()
  if (id === undefined) return undefined
  const user = await currentUser()
  if (use === "add") return user && user.ssoCompanyId === null ? passkeyToAdd(user, id) : undefined
  const proving = user ?? (await findAwaiting(id))
  return use === "second-factor" && proving ? passkeyAfterPassword(proving.id, id) : undefined
}
