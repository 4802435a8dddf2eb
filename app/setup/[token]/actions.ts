"use server"

import { redirect } from "next/navigation"
import { getLocale } from "next-intl/server"
import { z } from "zod"
import { companyControl } from "@/app/_companies/company-control"
import { answerAnybody, type FormState } from "@/app/form-action"
import { keepSession } from "@/app/keep-session"
import { parseForm } from "@/app/parse-form"
import { requestOrigin } from "@/app/request-origin"
import { type NewCompany, newCompanyFields } from "@/domain/companies/company-details"
import { foundCompany } from "@/domain/companies/found-company"
import { colleagueRoles, inviteColleagues, readColleagues } from "@/domain/companies/invite-colleagues"
import { type Issue, Refusal } from "@/domain/errors"
import { newPassword } from "@/domain/users/password"
import { enqueue } from "@/jobs/enqueue"
import { invitationJob } from "@/jobs/queues"

const founderSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.string().trim().toLowerCase().min(1).max(100).pipe(z.email()),
  password: newPassword,
})

/** Makes the first company and whoever sets it up, who is then signed in; goes to what is left to do. */
export async function setUpCompany(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const typed = Object.fromEntries(
      newCompanyFields.map(field => [field, String(form.get(companyControl(field)) ?? "")]),
    ) as NewCompany
    const { founder, refused } = readFounder(form)
    const texts = colleagueRoles.map(role => [role, String(form.get(role) ?? "")])
    const { colleagues, issues } = readColleagues(Object.fromEntries(texts), founder.email)
    const language = await getLocale()
    const made = await foundCompany(String(token), founder, typed, language, [...refused, ...issues])
    await keepSession(made.userId)
    const { companyId, userId } = made
    const founding = { companyId, userId, name: founder.name, language, from: await requestOrigin() }
    const invited = await inviteColleagues(founding, colleagues)
    for (const { eventId } of invited) await enqueue(invitationJob(companyId, eventId, 0))
    const told = colleagues.length > 0 ? `?invited=${invited.length}&of=${colleagues.length}` : ""
    redirect(`/${made.slug}/administration/first-steps${told}`)
  })
}

/** What is wrong with the founder is said together with what is wrong with the company. */
function readFounder(form: FormData): { founder: z.output<typeof founderSchema>; refused: Issue[] } {
  try {
    return { founder: parseForm(founderSchema, form), refused: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { founder: { name: "", email: "", password: "" }, refused: error.issues }
  }
}
