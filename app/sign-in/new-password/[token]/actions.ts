"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answerAnybody, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { requestOrigin } from "@/app/request-origin"
import { chooseNewPassword } from "@/domain/users/forgotten-password"
import { newPassword } from "@/domain/users/password"

/** Gives the account of the link another password, and goes to where one signs in. */
export async function choosePassword(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const { password } = parseForm(z.object({ password: newPassword }), form)
    await chooseNewPassword(String(token), password, await requestOrigin())
    redirect("/sign-in?chosen=yes")
  })
}
