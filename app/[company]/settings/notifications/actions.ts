"use server"

import { refresh } from "next/cache"
import { z } from "zod"
import { answer, answerUser, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { sessionId } from "@/app/session"
import { toldKinds, toldWays } from "@/domain/history/told-kinds"
import { saveOwnNotificationSettings } from "@/domain/notifications/own-settings"
import { turnPushOff, turnPushOn } from "@/domain/push/own-browsers"

const way = z.enum(toldWays).optional()
const ways = z.object(Object.fromEntries(toldKinds.map(({ name }) => [`way.${name}`, way])))
const rest = z.object({
  digestHour: z.coerce.number().int().min(0).max(23),
  version: z.coerce.number().int().min(0).max(2_147_483_647),
})

const said = z.object({ subscription: z.string().max(2_000) })

/** Keeps how the user is told in the company. */
export async function saveNotificationSettings(
  company: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const chosen = parseForm(ways, form)
    const given = toldKinds.flatMap(({ name }) => {
      const one = chosen[`way.${name}`]
      return one ? [[name, one]] : []
    })
    const pushes = Object.fromEntries(given.map(([name]) => [name, form.has(`push.${name}`)]))
    await saveOwnNotificationSettings(actor, { ...parseForm(rest, form), ways: Object.fromEntries(given), pushes })
    refresh()
    return undefined
  })
}

/** Has the browser that sends it tell by push, as long as its session lasts. */
export async function turnOn(_previous: FormState, form: FormData): Promise<FormState> {
  return answerUser(form, async user => {
    await turnPushOn(user.id, (await sessionId()) ?? "", parseForm(said, form).subscription)
    refresh()
  })
}

/** Has one of the user's browsers tell nothing any more. */
export async function turnOff(id: number, _previous: FormState, form: FormData): Promise<FormState> {
  return answerUser(form, async user => {
    await turnPushOff(user.id, Number(id))
    refresh()
  })
}
