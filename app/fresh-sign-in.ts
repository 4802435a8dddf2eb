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
