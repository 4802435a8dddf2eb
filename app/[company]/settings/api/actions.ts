"use server"

import { revalidatePath } from "next/cache"
import { z } from "zod"
import { answerWithSecret } from "@/app/[company]/_api/answer-with-secret"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { sessionId } from "@/app/session"
import { refuse } from "@/domain/errors"
import { apiScopes, tokenDays } from "@/domain/users/api-scopes"
import { makeToken, withdrawOwnToken } from "@/domain/users/api-tokens"

const typed = z.object({
  tokenName: z.string(),
  days: z.enum(tokenDays.map(String)),
  scopes: z.array(z.enum(apiScopes)),
})

/** Makes a token; the answer's data is the token as its secret, which is shown this once. */
export async function makeOwnToken(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerWithSecret(company, form, "settings/api", async actor => {
    const { tokenName: name, days, scopes } = parseForm(typed, form, ["scopes"])
    const isFor = tokenDays.find(each => String(each) === days)
    if (!isFor) throw refuse("invalid", undefined, "days")
    return makeToken(actor, { name, scopes, days: isFor, sessionId: (await sessionId()) ?? "" })
  })
}

/** Withdraws one of the user's tokens. */
export async function withdrawToken(
  company: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await withdrawOwnToken(actor, Number(id))
    revalidatePath(`/${company}/settings/api`)
    return undefined
  })
}
