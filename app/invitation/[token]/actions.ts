"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answerAnybody, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { acceptInvitation } from "@/domain/users/accept-invitation"
import { newPassword } from "@/domain/users/password"

/** A field that the page does not show is absent; whether it may be is the operation's to say. */
const chosen = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  password: newPassword.optional(),
})

/** Accepts an invitation and goes to where one signs in. */
export async function accept(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    await acceptInvitation(token, parseForm(chosen, form))
    redirect("/sign-in")
  })
}
