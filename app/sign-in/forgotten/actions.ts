"use server"

import { headers } from "next/headers"
import { z } from "zod"
import { clientAddress } from "@/app/client-address"
import { answerAnybody, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { readersLanguage } from "@/app/readers-language"
import { askForNewPassword } from "@/domain/users/forgotten-password"

const asked = z.object({ email: z.string().trim().toLowerCase().min(1).max(254).pipe(z.email()) })

/** Has a link to a new password mailed, if the address has an account; the answer does not tell. */
export async function askForLink(_previous: FormState, form: FormData): Promise<FormState> {
  return answerAnybody(form, async () => {
    const { email } = parseForm(asked, form)
    const [address, language] = [clientAddress(await headers()), await readersLanguage(undefined)]
    await askForNewPassword({ email, address, language })
    return undefined
  })
}
