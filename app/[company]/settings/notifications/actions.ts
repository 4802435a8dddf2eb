"use server"

import { refresh } from "next/cache"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { toldKinds, toldWays } from "@/domain/history/told-kinds"
import { saveOwnNotificationSettings } from "@/domain/notifications/own-settings"

const way = z.enum(toldWays).optional()
const ways = z.object(Object.fromEntries(toldKinds.map(({ name }) => [`way.${name}`, way])))
const rest = z.object({
  digestHour: z.coerce.number().int().min(0).max(23),
  version: z.coerce.number().int().min(0).max(2_147_483_647),
})

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
    await saveOwnNotificationSettings(actor, { ...parseForm(rest, form), ways: Object.fromEntries(given) })
    refresh()
    return undefined
  })
}
