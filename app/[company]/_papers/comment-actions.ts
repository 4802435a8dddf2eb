"use server"

import { refresh } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { editComment, strikeComment, tickTask } from "@/domain/comments/change-comment"
import { writeComment } from "@/domain/comments/write-comment"
import { NotFound } from "@/domain/errors"
import { papersAt } from "./papers-at"

/** Writes a comment on a document. @param folder of the document's pages */
export async function writeOn(
  company: string,
  folder: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await writeComment(actor, subjectAt(folder, no), {
      body: String(form.get("body") ?? ""),
      assignedTo: String(form.get("assignedTo") ?? ""),
    })
    refresh()
    return undefined
  })
}

/** Changes, strikes through or ticks off a comment, as the button says. */
export async function changeOn(
  company: string,
  folder: string,
  no: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const on = subjectAt(folder, no)
    const intent = form.get("intent")
    if (intent === "strike") await strikeComment(actor, on, id)
    else if (intent === "tick") await tickTask(actor, on, id, form.get("done") === "yes")
    else await editComment(actor, on, id, String(form.get("body") ?? ""))
    refresh()
    return undefined
  })
}

/** What a page bound is the client's to change. */
function subjectAt(folder: string, no: string) {
  const at = papersAt(String(folder), String(no))
  if (!at) throw new NotFound("document")
  return at.subject
}
