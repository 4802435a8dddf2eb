"use server"

import { refresh } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { removeAttachment } from "@/domain/attachments/remove-attachment"
import { withdrawAttachment } from "@/domain/attachments/withdraw-attachment"
import { NotFound } from "@/domain/errors"
import { papersAt } from "./papers-at"

/** Removes a file from a request or a draft. @param folder of the document's pages */
export async function removePaper(
  company: string,
  folder: string,
  no: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const at = papersAt(String(folder), String(no))
    if (!at) throw new NotFound("document")
    await removeAttachment(actor, at.subject, id)
    refresh()
    return undefined
  })
}

/** Withdraws a file from a posted document, with the reason. */
export async function withdrawPaper(
  company: string,
  no: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await withdrawAttachment(actor, String(no), id, String(form.get("reason") ?? ""))
    refresh()
    return undefined
  })
}
