"use server"

import { refresh } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { removeLogo, saveLogo } from "@/domain/companies/logo"
import { LARGEST_LOGO } from "@/domain/companies/logo-file"
import { refuse } from "@/domain/errors"

/** Makes the chosen picture the company's logo, or takes the logo away, as the button says. */
export async function changeLogo(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    if (form.get("intent") === "remove") await removeLogo(actor)
    else await saveLogo(actor, await pictureIn(form))
    refresh()
    return undefined
  })
}

async function pictureIn(form: FormData): Promise<Buffer> {
  const file = form.get("file")
  if (!(file instanceof File)) return Buffer.alloc(0)
  // Looked at before it is copied.
  if (file.size > LARGEST_LOGO) throw refuse("logo.too_large", { kilobytes: LARGEST_LOGO / 1024 }, "file")
  return Buffer.from(await file.arrayBuffer())
}
