"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { answer, type FormState } from "@/app/form-action"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { splitPurchaseDocument } from "@/domain/purchase-documents/split-purchase-document"

/** Splits the ticked lines off into a draft of their own, and goes to it. */
export async function splitDraft(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const lineIds = form.getAll("line").map(Number)
    const split = splitPurchaseDocument(actor, no, Number(form.get("version")), lineIds)
    const { documentType, no: newNo } = await unlessPosted(actor, no, split)
    revalidatePath(`/${company}`, "layout")
    redirect(`${draftPath(company, documentType, newNo)}?split-of=${encodeURIComponent(no)}`)
  })
}
