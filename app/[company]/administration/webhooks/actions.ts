"use server"

import { refresh, revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { sendAgain } from "@/domain/webhooks/delivery-log"
import { makeWebhook, removeWebhook } from "@/domain/webhooks/webhooks"
import { eventKinds } from "./event-kinds"

const typed = z.object({ url: z.string(), kinds: z.array(z.enum(eventKinds)) })

/** Registers a webhook; the answer's data is its secret, which is shown this once. */
export async function addWebhook(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const { secret } = await makeWebhook(actor, parseForm(typed, form, ["kinds"]))
    revalidatePath(`/${company}/administration/webhooks`)
    return { data: { secret } }
  })
}

/** Removes a webhook with its log. */
export async function dropWebhook(
  company: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await removeWebhook(actor, Number(id))
    redirect(`/${company}/administration/webhooks`)
  })
}

/** Sends a message once more; the page stays where it is. */
export async function resend(company: string, no: number, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await sendAgain(actor, Number(no))
    refresh()
    return undefined
  })
}
