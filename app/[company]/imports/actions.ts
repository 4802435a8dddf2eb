"use server"

import { redirect } from "next/navigation"
import { runSoon } from "@/app/_imports/run-soon"
import { answer, type FormState } from "@/app/form-action"
import type { Actor } from "@/domain/access/actor"
import { askForImport, askForUndoing, retryImport } from "@/domain/imports/ask-import"
import { mendImportRows } from "@/domain/imports/mend-rows"
import { readImportAgain } from "@/domain/imports/read-again"
import { readImport } from "@/domain/imports/read-import"
import { choicesIn } from "./choices-in"
import { mendedIn } from "./mended-in"

/** Rows that are tried, and imported, while who asked waits. */
const [TRIED, IMPORTED] = [2_000, 50]

/** What a form of an import's page asks for: the generation of the job that does it; null: there is nothing to do. */
type Asked = (actor: Actor, no: string, form: FormData) => Promise<number | null>

/** Does what a form asks and leads to the page, which shows what came of it. @param most rows that are a moment's work */
function act(company: string, no: string, form: FormData, ask: Asked, most: number): Promise<FormState> {
  return answer(company, form, async actor => {
    const generation = await ask(actor, no, form)
    if (generation !== null) {
      const { import: own } = await readImport(actor, no)
      await runSoon(actor.companyId, { ...own, generation }, most)
    }
    redirect(`/${company}/imports/${encodeURIComponent(no)}`)
  })
}

/** Which outcome of the import the person had before them; a form that does not say has none. */
function seenIn(form: FormData): number {
  const generation = String(form.get("generation"))
  return /^\d{1,9}$/u.test(generation) ? Number(generation) : -1
}

/** Imports all rows of a file that was tried, or the good ones. */
export async function startImport(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  const goodRows = form.get("intent") === "good"
  return act(company, no, form, actor => askForImport(actor, no, { goodRows, seen: seenIn(form) }), IMPORTED)
}

/** Reads a file again, as it was settled on the page. */
export async function readAgain(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return act(
    company,
    no,
    form,
    async actor => readImportAgain(actor, no, choicesIn(form, await readImport(actor, no)), seenIn(form)),
    TRIED,
  )
}

/** Tries rows that were mended on the page. */
export async function mendRows(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return act(
    company,
    no,
    form,
    async actor => mendImportRows(actor, no, mendedIn(form, (await readImport(actor, no)).kind), seenIn(form)),
    TRIED,
  )
}

/** Undoes a whole import. */
export async function undoImport(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return act(company, no, form, actor => askForUndoing(actor, no, seenIn(form)), IMPORTED)
}

/** Tries a failed import again; one that has not failed any more is shown as it is. */
export async function tryAgain(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return act(company, no, form, actor => retryImport(actor, no), IMPORTED)
}
