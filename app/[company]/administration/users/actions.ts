"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { roles } from "@/domain/access/rights"
import { disableUser, enableUser, endSessions } from "@/domain/users/disable-user"
import { eraseUser } from "@/domain/users/erase-user"
import { inviteUser, offerNewPassword, withdrawInvitation } from "@/domain/users/invite-user"
import { resetSecondFactors } from "@/domain/users/reset-factors"
import { setRoles } from "@/domain/users/set-roles"
import { enqueue } from "@/jobs/enqueue"
import { invitationJob } from "@/jobs/queues"

const role = z.enum(roles)
const invitee = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.string().trim().toLowerCase().min(1).max(254).pipe(z.email()),
  roles: z.array(role).min(1),
})

/** Invites somebody, who gets a mail with a link. */
export async function invite(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const { eventId } = await inviteUser(actor, parseForm(invitee, form, ["roles"]))
    await enqueue(invitationJob(actor.companyId, eventId, 0))
    revalidatePath(listOf(company))
  })
}

/** Takes an invitation back: its link leads nowhere. */
export async function withdraw(company: string, id: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await withdrawInvitation(actor, id)
    revalidatePath(listOf(company))
  })
}

/** Gives a user these roles in the company; without any the user leaves it, and the page with them. */
export async function saveRoles(
  company: string,
  userId: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const typed = parseForm(z.object({ roles: z.array(role) }), form, ["roles"])
    await setRoles(actor, userId, typed.roles)
    if (typed.roles.length === 0) redirect(listOf(company))
    revalidatePath(listOf(company), "layout")
  })
}

/** Lets a user in again, or keeps them out and ends their sessions. */
export async function setAccess(
  company: string,
  userId: number,
  access: "enable" | "disable",
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    if (access === "enable") await enableUser(actor, userId)
    else await disableUser(actor, userId)
    redirect(`${listOf(company)}/${userId}`)
  })
}

/** Has a user sign in again to open the company. */
export async function endUserSessions(
  company: string,
  userId: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await endSessions(actor, userId)
    return undefined
  })
}

/** Sends a user a link to choose a new password. */
export async function offerPassword(
  company: string,
  userId: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const { eventId } = await offerNewPassword(actor, userId)
    await enqueue(invitationJob(actor.companyId, eventId, 0))
    return undefined
  })
}

/** Takes the second factors from a user who has lost them. */
export async function resetFactors(
  company: string,
  userId: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    await resetSecondFactors(actor, userId)
    return undefined
  })
}

/** Erases what the company knows of a user who has left. */
export async function erase(company: string, userId: number, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    parseForm(z.object({ sure: z.literal("on", { error: "required" }) }), form)
    await eraseUser(actor, userId)
    redirect(listOf(company))
  })
}

function listOf(company: string): string {
  return `/${company}/administration/users`
}
