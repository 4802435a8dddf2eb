"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { companyOf } from "@/app/company-of"
import { rememberThisDevice } from "@/app/device-cookie"
import { answerAccount, answerAnybody, type FormState } from "@/app/form-action"
import { requireFreshFactor } from "@/app/fresh-factor"
import { keepSession } from "@/app/keep-session"
import { localPath } from "@/app/local-path"
import { noteOwn } from "@/app/note-own"
import { parseForm } from "@/app/parse-form"
import { readersLanguage } from "@/app/readers-language"
import { requestOrigin } from "@/app/request-origin"
import { csrfToken, currentUser, sessionId } from "@/app/session"
import { showCodesOnce } from "@/app/shown-codes"
import { refuse } from "@/domain/errors"
import { signInByPasskey } from "@/domain/users/passkey-sign-in"
import { addPasskey, longestPasskeyName, removePasskey } from "@/domain/users/passkeys"
import { findAwaiting, passSecondFactor } from "@/domain/users/second-factor"
import { revokeSession } from "@/domain/users/sessions"
import { env } from "@/env"
import { passkeyField } from "./passkey-field"

const named = z.object({ passkeyName: z.string().trim().min(1).max(longestPasskeyName) })

/** Adds a passkey to the user's account; goes to the recovery codes where it is the first second factor, else back. */
export async function addOwnPasskey(back: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    await requireFreshFactor(form)
    const name = parseForm(named, form).passkeyName
    const path = localPath(String(back), env().PUBLIC_URL)
    const given = { answer: answerIn(form), name, sessionId: (await sessionId()) ?? "" }
    const codes = await addPasskey(user.id, { ...given, language: await readersLanguage(user) })
    await noteOwn(user.id, { kind: "second_factor_changed", detail: "passkey_added" })
    if (!codes) redirect(path)
    await showCodesOnce(user.id, codes)
    redirect(`/sign-in/second-factor/codes?callbackUrl=${encodeURIComponent(path)}`)
  })
}

/** Removes one of the user's passkeys. */
export async function removeOwnPasskey(
  back: string,
  id: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerAccount(form, async user => {
    await requireFreshFactor(form)
    await removePasskey(user.id, String(id), await readersLanguage(user))
    await noteOwn(user.id, { kind: "second_factor_changed", detail: "passkey_removed" })
    redirect(localPath(String(back), env().PUBLIC_URL))
  })
}

/** Takes a passkey after the password, and goes on to where the sign-in leads. */
export async function passByPasskey(callbackUrl: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const path = localPath(String(callbackUrl), env().PUBLIC_URL)
    const id = await sessionId()
    const user = id === undefined ? undefined : ((await findAwaiting(id)) ?? (await currentUser()))
    if (id === undefined || !user) throw refuse("signed_out")
    const [from, language] = [await requestOrigin(), await readersLanguage(undefined)]
    await passSecondFactor(user.id, {
      answer: answerIn(form),
      sessionId: id,
      from,
      company: companyOf(path),
      language,
    })
    await rememberThisDevice(user.email)
    redirect(path)
  })
}

/** Signs in by a passkey alone; the session that the browser had ends. */
export async function signInWithPasskey(callbackUrl: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const path = localPath(String(callbackUrl), env().PUBLIC_URL)
    const given = { answer: answerIn(form), browser: await csrfToken(), from: await requestOrigin() }
    const user = await signInByPasskey({ ...given, company: companyOf(path) })
    const before = await sessionId()
    if (before) await revokeSession(before)
    await keepSession(user.id, { hasFactor: true })
    await rememberThisDevice(user.email)
    redirect(path)
  })
}

/** @throws Refusal for a form that was sent without a script, which alone can ask for a passkey */
function answerIn(form: FormData): string {
  const answer = form.get(passkeyField)
  if (typeof answer === "string" && answer !== "") return answer
  throw refuse("user.passkey_script")
}
