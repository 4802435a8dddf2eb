"use server"

import { revalidatePath } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { saveStartingNumbers, startControl } from "@/domain/setup/starting-numbers"

/** Says where series go on, those that the form has. */
export async function saveStart(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const codes = [...form.keys()].flatMap(name => /^series\.(?<code>.+)\.version$/u.exec(name)?.groups?.code ?? [])
    const text = (name: string) => String(form.get(name) ?? "")
    await saveStartingNumbers(
      actor,
      codes.map(code => ({
        code,
        version: Number(text(startControl(code, "version"))) || 0,
        prefix: text(startControl(code, "prefix")).trim(),
        lastNumber: text(startControl(code, "lastNumber")).trim(),
      })),
    )
    revalidatePath(`/${company}/administration/starting-numbers`)
  })
}
