import "server-only"
import { headers } from "next/headers"
import { signInAgainField } from "@/components/form/form-state"
import { refuse } from "@/domain/errors"
import { isFreshSignIn, proveAgain } from "@/domain/users/fresh-sign-in"
import { clientAddress } from "./client-address"
import { noteOwn } from "./note-own"
import { currentUser, sessionId } from "./session"

/**
 * For an action after which a thief at somebody's desk would have more than before: whoever sends the form has signed in
 * within ten minutes, or types the password into it. Asked first thing in the `run` of `answer`, so that what was typed is
 * kept, as it is for every refusal; `Form` then shows the field.
 *
 * @throws Refusal beside that field
 */
export async function requireFreshSignIn(form: FormData): Promise<void> {
  const [id, user] = [await sessionId(), await currentUser()]
  if (id === undefined || !user) throw refuse("signed_out")
  if (await isFreshSignIn(id)) return
  if (user.ssoCompanyId !== null) throw refuse("user.sso_again")
  const password = form.get(signInAgainField)
  if (typeof password !== "string" || password === "") throw refuse("sign_in_again", undefined, signInAgainField)
  await proveAgain(user.id, { password, sessionId: id, address: clientAddress(await headers()) }, signInAgainField)
  await noteOwn(user.id, { kind: "proven_again" })
}

/** Whether the request's session has proven within ten minutes whose it is. */
export async function hasProvenLately(): Promise<boolean> {
  const id = await sessionId()
  return id !== undefined && (await isFreshSignIn(id))
}

/** The way to prove it again, and back, for who asks for a file of everybody's data; undefined where that is not needed. */
export async function proveAgainFor(request: Request): Promise<Response | undefined> {
  if (await hasProvenLately()) return undefined
  const { pathname, search } = new URL(request.url)
  const location = `/sign-in/again?callbackUrl=${encodeURIComponent(`${pathname}${search}`)}`
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })
}
