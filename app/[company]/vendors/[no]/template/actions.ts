"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { NotFound } from "@/domain/errors"
import { applyVendorTemplate } from "@/domain/vendors/apply-vendor-template"

/** A version that is none is older than any. */
const version = z.coerce.number().int().min(0).catch(0)

const application = z.object({ mode: z.enum(["fill", "replace"]), vendorVersion: version, templateVersion: version })

/** Applies the template as the page showed it, and goes back to the card. */
export async function applyTemplate(
  company: string,
  no: string,
  code: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (typeof no !== "string" || typeof code !== "string") throw new NotFound("vendor")
    const { mode, vendorVersion, templateVersion } = parseForm(application, form)
    await applyVendorTemplate(actor, no, code, mode, { vendor: vendorVersion, template: templateVersion })
    redirect(`/${company}/vendors/${encodeURIComponent(no)}?saved=1`)
  })
}
