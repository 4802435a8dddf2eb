"use server"

import { redirect } from "next/navigation"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { answer, type FormState } from "@/app/form-action"
import { refuse } from "@/domain/errors"
import { copyDocument } from "@/domain/posted-purchase-documents/copy-document"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { cutText } from "@/domain/text/cut-text"
import { copyParts, copySources } from "./copy-input"

/** Copies what was chosen into the draft and goes to it. */
export async function copyIntoPurchaseDocument(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const source = copySources.find(({ value }) => value === form.get("source")) ?? copySources[0]
    const from = { ...source, no: cutText(String(form.get("no") ?? "").trim(), 100) }
    if (from.no === "") throw refuse("required", undefined, "no")
    const part = copyParts.find(each => each === form.get("part")) ?? "both"
    const input = { version: Number(form.get("version")), from, part, recalculate: form.get("recalculate") === "on" }
    const documentType = await unlessPosted(actor, no, copyDocument(actor, no, input))
    redirect(draftPath(company, documentType, no))
  })
}
