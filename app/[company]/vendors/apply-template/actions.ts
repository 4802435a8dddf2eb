"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { NotFound } from "@/domain/errors"
import { applyVendorTemplateToAll } from "@/domain/vendors/apply-vendor-template"

/** A version that is none is older than any. */
const version = z.coerce.number().int().min(0).catch(0)

const application = z.object({ mode: z.enum(["fill", "replace"]), templateVersion: version })

/** Applies the template to the vendors that the page showed, and goes back to the list. */
export async function applyTemplateToAll(
  company: string,
  code: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (typeof code !== "string") throw new NotFound("vendor template")
    const { mode, templateVersion } = parseForm(application, form)
    const vendors = form.getAll("vendor").flatMap(value => {
      const [, shown, no] = /^(\d{1,15}) (.{1,20})$/u.exec(String(value)) ?? []
      return no === undefined ? [] : [{ no, version: Number(shown) }]
    })
    const applied = await applyVendorTemplateToAll(actor, vendors, { code, version: templateVersion }, mode)
    redirect(`/${company}/vendors?applied=${applied}`)
  })
}
