"use server"

import { refresh } from "next/cache"
import { redirect } from "next/navigation"
import { openingAddress } from "@/app/[company]/_books/addresses"
import { answer, type FormState } from "@/app/form-action"
import { today } from "@/domain/dates/date"
import { NotFound } from "@/domain/errors"
import { isPart } from "@/domain/opening-balances/opening-part"
import { postOpening } from "@/domain/opening-balances/post-opening"
import { prepareOpening, putOpeningLine, removeOpeningLines } from "@/domain/opening-balances/prepare-opening"
import { reverseOpening } from "@/domain/opening-balances/reverse-opening"
import { OpeningInput } from "./opening-input"

/** Keeps when the company begins, and the clearing account. */
export async function saveOpeningStart(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const input = new OpeningInput(form, actor.language, today(timeZone))
    const start = { startDate: input.date("startDate"), clearingAccountNo: input.text("clearingAccountNo") || null }
    input.refuse()
    await prepareOpening(actor, start, Number(input.text("version")))
    refresh()
    return undefined
  })
}

/** Posts what is prepared, or puts it in the place of the opening that stands, and goes to it. */
export async function post(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const no = await postOpening(actor, Number(form.get("version")))
    redirect(openingAddress(company, no))
  })
}

/** Adds a line of a part, or changes the one of its key. */
export async function putLine(company: string, part: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    if (!isPart(part)) throw new NotFound("part")
    const input = new OpeningInput(form, actor.language, today(timeZone))
    const values = input.line(part)
    input.refuse()
    await putOpeningLine(actor, part, values)
    refresh()
    return undefined
  })
}

/** Takes the chosen lines out. */
export async function removeLines(
  company: string,
  part: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (!isPart(part)) throw new NotFound("part")
    const chosen = form.getAll("line").map(Number).filter(Number.isSafeInteger)
    await removeOpeningLines(actor, part, chosen)
    refresh()
    return undefined
  })
}

/** Takes an opening back. */
export async function reverseOpened(
  company: string,
  no: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const input = new OpeningInput(form, actor.language, today(timeZone))
    const date = input.date("postingDate") ?? today(timeZone)
    input.refuse()
    await reverseOpening(actor, Number(no), date, input.text("reason"))
    refresh()
    return undefined
  })
}
