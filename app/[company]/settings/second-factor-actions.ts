"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answerAccount, type FormState } from "@/app/form-action"
import { requireFreshFactor } from "@/app/fresh-factor"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { noteOwn } from "@/app/note-own"
import { parseForm } from "@/app/parse-form"
import { readersLanguage } from "@/app/readers-language"
import { requestOrigin } from "@/app/request-origin"
import { sessionId } from "@/app/session"
import { showCodesOnce } from "@/app/shown-codes"
import { removeAuthenticator } from "@/domain/users/authenticator"
import { renewRecoveryCodes } from "@/domain/users/recovery-codes"
import { takeCode } from "@/domain/users/second-factor"

const typedCode = z.object({ code: z.string().trim().min(1).max(40) })

/** Makes new recovery codes, and goes to them. */
export async function newRecoveryCodes(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    await requireFreshFactor(form, String(company))
    await showCodesOnce(user.id, await renewRecoveryCodes(user.id))
    await noteOwn(user.id, { kind: "second_factor_changed", detail: "new_codes" })
    const here = encodeURIComponent(`/${String(company)}/settings`)
    redirect(`/sign-in/second-factor/codes?callbackUrl=${here}`)
  })
}

/** Removes the user's authenticator, for a code of it. */
export async function removeOwnAuthenticator(
  company: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerAccount(form, async user => {
    await requireFreshSignIn(form)
    const language = await readersLanguage(user)
    const given = { ...parseForm(typedCode, form), sessionId: (await sessionId()) ?? "", language }
    await takeCode(user.id, { ...given, from: await requestOrigin(), company: String(company) })
    await removeAuthenticator(user.id, language)
    await noteOwn(user.id, { kind: "second_factor_changed", detail: "removed" })
    redirect(`/${encodeURIComponent(String(company))}/settings`)
  })
}
