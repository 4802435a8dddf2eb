"use server"

import { revalidatePath } from "next/cache"
import { getLocale } from "next-intl/server"
import { z } from "zod"
import { companyControl } from "@/app/_companies/company-control"
import { answerUser, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { requestOrigin } from "@/app/request-origin"
import { type NewCompany, newCompanyFields } from "@/domain/companies/company-details"
import { foundFurtherCompany } from "@/domain/companies/found-further-company"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { requireOperator } from "@/domain/operators/operator"
import { env } from "@/env"
import { enqueue } from "@/jobs/enqueue"
import { invitationJob } from "@/jobs/queues"
import type { FoundedCompany } from "./once-founded"

const adminSchema = z.object({
  adminName: z.string().trim().max(100),
  adminEmail: z.string().trim().toLowerCase().min(1).max(254).pipe(z.email()),
})

/** Makes a further company; the answer's data is that company, with the link of its administrator where no mail goes out. */
export async function makeCompany(_previous: FormState, form: FormData): Promise<FormState> {
  return answerUser(form, async user => {
    // To everybody else there is no such form, not even one that asks for the password.
    await requireOperator(user)
    await requireFreshSignIn(form)
    const { admin, refused } = readAdmin(form)
    const slug = String(form.get("slug") ?? "").trim()
    const formId = z.uuid().safeParse(form.get("formId"))
    if (!formId.success) throw refuse("invalid")
    const company = Object.fromEntries(
      newCompanyFields.map(field => [field, String(form.get(companyControl(field)) ?? "")]),
    ) as NewCompany
    const asking = { ...user, language: await getLocale(), from: await requestOrigin() }
    const asked = { formId: formId.data, company, slug: slug || undefined, admin }
    const made = await besideControls(() => foundFurtherCompany(asking, asked, refused))
    const { invitation } = made
    if (invitation) await enqueue(invitationJob(made.id, invitation.eventId, 0))
    revalidatePath("/operator")
    const link = invitation && !invitation.mailed ? env().PUBLIC_URL + invitation.path : undefined
    const address = `${env().PUBLIC_URL}/${made.slug}`
    return { data: { name: made.name, address, email: admin.email, link } satisfies FoundedCompany }
  })
}

/** What is wrong with the administrator is said together with what is wrong with the company. */
function readAdmin(form: FormData): { admin: { name: string; email: string }; refused: readonly Issue[] } {
  try {
    const { adminName, adminEmail: email } = parseForm(adminSchema, form)
    return { admin: { email, name: adminName || email }, refused: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { admin: { name: "", email: "" }, refused: error.issues }
  }
}

/** The company's own fields have controls of other names. */
async function besideControls<Made>(run: () => Promise<Made>): Promise<Made> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const control = (field: string | undefined) => newCompanyFields.find(name => name === field)
    throw new Refusal(
      error.issues.map(issue => {
        const own = control(issue.field)
        return own ? { ...issue, field: companyControl(own) } : issue
      }),
    )
  }
}
