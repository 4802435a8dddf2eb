"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { companyOf } from "@/app/company-of"
import { rememberThisDevice } from "@/app/device-cookie"
import { answerAccount, answerAnybody, type FormState } from "@/app/form-action"
import { requireFreshFactor } from "@/app/fresh-factor"
import { localPath } from "@/app/local-path"
import { noteOwn } from "@/app/note-own"
import { parseForm } from "@/app/parse-form"
import { readersLanguage } from "@/app/readers-language"
import { requestOrigin } from "@/app/request-origin"
import { currentUser, sessionId } from "@/app/session"
import { forgetCodes, showCodesOnce } from "@/app/shown-codes"
import { refuse } from "@/domain/errors"
import { confirmAuthenticator } from "@/domain/users/authenticator"
import { findAwaiting, passSecondFactor } from "@/domain/users/second-factor"
import { env } from "@/env"

const typed = z.object({ code: z.string().trim().min(1).max(40) })

/** Takes a code of the authenticator, or a recovery code, and goes on to where the sign-in leads. */
export async function enterCode(callbackUrl: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const path = localPath(String(callbackUrl), env().PUBLIC_URL)
    const id = await sessionId()
    const user = id === undefined ? undefined : ((await findAwaiting(id)) ?? (await currentUser()))
    if (id === undefined || !user) throw refuse("signed_out")
    const { code } = parseForm(typed, form)
    const [from, language] = [await requestOrigin(), await readersLanguage(undefined)]
    await passSecondFactor(user.id, { code, sessionId: id, from, company: companyOf(path), language })
    await rememberThisDevice(user.email)
    redirect(path)
  })
}

/** Makes the authenticator count, by a first code of it, and goes to the recovery codes. */
export async function confirmNew(callbackUrl: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    await requireFreshFactor(form)
    const { code } = parseForm(typed, form)
    const path = localPath(String(callbackUrl), env().PUBLIC_URL)
    const given = { code: code.replace(/\s/g, ""), sessionId: (await sessionId()) ?? "" }
    const codes = await confirmAuthenticator(user.id, { ...given, language: await readersLanguage(user) })
    await noteOwn(user.id, { kind: "second_factor_changed", detail: "added" })
    await showCodesOnce(user.id, codes)
    redirect(`/sign-in/second-factor/codes?callbackUrl=${encodeURIComponent(path)}`)
  })
}

/** The recovery codes are kept: they are not shown again. */
export async function keptCodes(callbackUrl: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async () => {
    await forgetCodes()
    redirect(localPath(String(callbackUrl), env().PUBLIC_URL))
  })
}
