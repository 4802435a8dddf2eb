"use server"

import { refresh } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { answerWithSecret } from "@/app/[company]/_api/answer-with-secret"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { changeWebhook, renewWebhookSecret, switchWebhookOn } from "@/domain/webhooks/change-webhook"
import { sendAgain } from "@/domain/webhooks/delivery-log"
import { makeWebhook, removeWebhook } from "@/domain/webhooks/webhooks"
import { eventKinds } from "./event-kinds"

const list = "administration/webhooks"
const typed = z.object({ url: z.string(), kinds: z.array(z.enum(eventKinds)) })

/** Registers a webhook; the answer's data is its secret, which is shown this once. */
export async function addWebhook(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerWithSecret(company, form, list, async actor => {
    const { secret } = await makeWebhook(actor, parseForm(typed, form, ["kinds"]))
    return secret
  })
}

const typedChange = typed.extend({ version: z.coerce.number().int().min(0) })

/** Changes where a webhook is told, and of what. */
export async function saveWebhook(
  company: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const { version, ...given } = parseForm(typedChange, form, ["kinds"])
    await changeWebhook(actor, Number(id), version, given)
    refresh()
    return undefined
  })
}

/** Gives a webhook another secret; the answer's data is the secret, which is shown this once. */
export async function renewSecret(
  company: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerWithSecret(company, form, `${list}/${Number(id)}`, actor => renewWebhookSecret(actor, Number(id)))
}

/** Switches on again what was switched off. */
export async function switchOn(company: string, id: number, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await switchWebhookOn(actor, Number(id))
    refresh()
    return undefined
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
    redirect(`/${company}/${list}`)
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
