import "server-only"
import { factorAgainField } from "@/components/form/form-state"
import { refuse } from "@/domain/errors"
import { needsFreshFactor, proveFactorAgain } from "@/domain/users/fresh-factor"
import { requireFreshSignIn } from "./fresh-sign-in"
import { readersLanguage } from "./readers-language"
import { requestOrigin } from "./request-origin"
import { currentUser, sessionId } from "./session"

/**
 * As requireFreshSignIn, and for who has a second factor that one too: for what changes second factors, which a thief with the password
 * alone would take over by.
 *
 * @param company whose security log a wrong code stands in; blank: none
 * @throws Refusal beside the field that wants it; `Form` then shows the field
 */
export async function requireFreshFactor(form: FormData, company = ""): Promise<void> {
  await requireFreshSignIn(form)
  const [id, user] = [await sessionId(), await currentUser()]
  if (id === undefined || !user) throw refuse("signed_out")
  if (!(await needsFreshFactor(user.id, id))) return
  const code = form.get(factorAgainField)
  if (typeof code !== "string" || code.trim() === "") throw refuse("factor_again", undefined, factorAgainField)
  const given = { code, sessionId: id, from: await requestOrigin(), company, language: await readersLanguage(user) }
  await proveFactorAgain(user.id, given, factorAgainField)
}
