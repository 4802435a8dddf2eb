"use server"

import { redirect } from "next/navigation"
import { answerAccount, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { localPath } from "@/app/local-path"
import { env } from "@/env"

/** Takes the password of who is signed in, and offers the way that was asked for. */
export async function proveStillThere(callbackUrl: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async () => {
    await requireFreshSignIn(form)
    const path = localPath(String(callbackUrl), env().PUBLIC_URL)
    redirect(`/sign-in/again?callbackUrl=${encodeURIComponent(path)}`)
  })
}
