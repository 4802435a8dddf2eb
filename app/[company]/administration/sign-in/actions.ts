"use server"

import { revalidatePath } from "next/cache"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { idleChoices, saveSignInRules } from "@/domain/users/sign-in-rules"

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
