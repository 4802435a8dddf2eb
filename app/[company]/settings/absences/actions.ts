"use server"

import { refresh } from "next/cache"
import { answerRecord } from "@/app/[company]/_records/answer-record"
import { answer, type FormState } from "@/app/form-action"
import { typedFields } from "@/app/typed-fields"
import { removeOwnAbsence, saveOwnAbsence } from "@/domain/setup/own-absences"
import { approvalSubstitutesDefinition } from "@/domain/setup/tables/approval-substitutes"

/** Keeps when the user is away, and who approves meanwhile. */
export async function saveAbsence(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerRecord(company, form, approvalSubstitutesDefinition, async actor => {
    await saveOwnAbsence(actor, typedFields(form, approvalSubstitutesDefinition))
    refresh()
  })
}

/** Takes back an absence of the user's own. */
export async function removeAbsence(
  company: string,
  startingDate: string,
  sequence: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await removeOwnAbsence(actor, String(startingDate), String(sequence))
    refresh()
    return undefined
  })
}
