"use server"

import { refresh } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { saveOwnColumns } from "@/domain/records/own-columns"

/** Keeps which columns of a list its reader sees. */
export async function saveColumns(
  company: string,
  list: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await saveOwnColumns(actor, list, form.getAll("column").map(String))
    refresh()
    return undefined
  })
}
