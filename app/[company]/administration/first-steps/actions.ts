"use server"

import { refresh } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { putSetupAway, settleArea } from "@/domain/readiness/settle-area"

/** Says that an area is right as it was seen, or takes that back. */
export async function findRight(
  company: string,
  area: string,
  seen: string,
  isRight: boolean,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await settleArea(actor, String(area), String(seen), Boolean(isRight))
    refresh()
  })
}

/** Has the Role Center tell of the first steps no more, or again. */
export async function putAway(
  company: string,
  isAway: boolean,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await putSetupAway(actor, Boolean(isAway))
    refresh()
  })
}
