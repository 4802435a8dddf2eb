"use server"

import { redirect } from "next/navigation"
import { answer, type FormState } from "@/app/form-action"
import { versionIn } from "@/app/typed-fields"
import { NotFound } from "@/domain/errors"
import { renumberCard } from "@/domain/merging/renumber-card"
import { cardPath, isMergedNoun } from "./merge-path"

/** Gives a card another number, and goes to it. */
export async function renumber(
  company: string,
  noun: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (!isMergedNoun(noun)) throw new NotFound("card")
    const newNo = String(form.get("newNo") ?? "")
    const stored = await renumberCard(actor, noun, { no: String(no), newNo, version: versionIn(form) })
    redirect(`${cardPath(company, noun, stored)}?saved=1`)
  })
}
