"use server"

import { revalidatePath } from "next/cache"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { roles } from "@/domain/access/rights"
import { idleChoices, saveSignInRules } from "@/domain/users/sign-in-rules"
import { saveSsoSettings } from "@/domain/users/sso-settings"
import { testIssuer } from "@/domain/users/test-issuer"

const typedRules = z.object({
  version: z.coerce.number().int().min(0),
  idleMinutes: z.enum(["", ...idleChoices.map(String)]).transform(minutes => (minutes === "" ? null : Number(minutes))),
  secondFactor: z
    .string()
    .optional()
    .transform(ticked => ticked !== undefined),
})

/** Saves how the company wants its users to sign in. */
export async function saveRules(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const { version, ...rules } = parseForm(typedRules, form)
    await saveSignInRules(actor, rules, version)
    revalidatePath(`/${company}/administration/sign-in`)
  })
}

const line = z.string().trim().max(300).default("")
const typedSso = z.object({
  version: z.coerce.number().int().min(0),
  issuer: line,
  clientId: line,
  // Named so that what was typed is not sent back: see isSecret.
  clientSecretPassword: line,
  mailDomains: line.transform(typed =>
    typed
      .toLowerCase()
      .split(/[\s,;@]+/)
      .filter(Boolean),
  ),
  groupClaim: line,
  passwordSignIn: z
    .string()
    .optional()
    .transform(ticked => ticked !== undefined),
  emergencyUserId: z
    .string()
    .regex(/^\d{0,9}$/)
    .transform(id => (id === "" ? null : Number(id))),
})

/** Tries the company's single sign-on as it is saved, before users do. */
export async function testSso(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await testIssuer(actor)
    return undefined
  })
}

/** Saves the company's single sign-on. */
export async function saveSso(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const { version, clientSecretPassword: clientSecret, ...typed } = parseForm(typedSso, form)
    const groups = Object.fromEntries(roles.map(role => [role, String(form.get(`group_${role}`) ?? "").trim()]))
    await saveSsoSettings(actor, { ...typed, groups, clientSecret }, version)
    revalidatePath(`/${company}/administration/sign-in`)
  })
}
