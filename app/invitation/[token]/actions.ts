"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answerAnybody, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { currentUser } from "@/app/session"
import { acceptInvitation, declineInvitation, findInvitation } from "@/domain/users/accept-invitation"
import { newPassword } from "@/domain/users/password"

/** A field that the page does not show is absent; whether it may be is the operation's to say. */
const chosen = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  password: newPassword.optional(),
})

/** Accepts an invitation and goes to the company, or to where one signs in. */
export async function accept(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const user = await currentUser()
    const invitation = await findInvitation(token)
    await acceptInvitation(token, {
      ...parseForm(chosen, form),
      userId: user?.ssoCompanyId === null ? user.id : undefined,
    })
    redirect(invitation?.acceptance === "joins" ? `/${invitation.companySlug}` : "/sign-in")
  })
}

/** Declines an invitation, and says so. */
export async function decline(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    await declineInvitation(token)
    redirect("/invitation/declined")
  })
}
