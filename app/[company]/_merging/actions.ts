"use server"

import { redirect } from "next/navigation"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { NotFound } from "@/domain/errors"
import { mergeCards } from "@/domain/merging/merge-cards"
import { undoMerge } from "@/domain/merging/undo-merge"
import { cardPath, isMergedNoun } from "./merge-path"

/** Merges one card into another, and goes to the one that stays. */
export async function merge(
  company: string,
  noun: string,
  fromNo: string,
  intoNo: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const bound = boundTo(noun, fromNo, intoNo)
    if (bound.noun === "vendor") await requireFreshSignIn(form)
    const taken = [...form].filter(([name, value]) => name.startsWith("take.") && value === "from")
    await mergeCards(actor, bound.noun, {
      fromNo,
      intoNo,
      fromVersion: versionIn(form, "fromVersion"),
      intoVersion: versionIn(form, "intoVersion"),
      taken: taken.map(([name]) => name.slice("take.".length)),
    })
    redirect(`${cardPath(company, bound.noun, intoNo)}?merged=${encodeURIComponent(fromNo)}`)
  })
}

/** Makes two of what was merged, and stays on the card that had gone. */
export async function undo(
  company: string,
  noun: string,
  fromNo: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const bound = boundTo(noun, fromNo, "")
    if (bound.noun === "vendor") await requireFreshSignIn(form)
    await undoMerge(actor, bound.noun, fromNo)
    redirect(`${cardPath(company, bound.noun, fromNo)}?unmerged=1`)
  })
}

/** What the page bound is the client's to change. @throws NotFound for what is no card */
function boundTo(noun: unknown, ...nos: unknown[]) {
  if (!isMergedNoun(noun) || !nos.every(no => typeof no === "string")) throw new NotFound("card")
  return { noun }
}

const versionIn = (form: FormData, name: string) => {
  const version = Number(form.get(name))
  return Number.isSafeInteger(version) ? version : -1
}
