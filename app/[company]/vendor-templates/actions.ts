"use server"

import { redirect } from "next/navigation"
import { answerRecord } from "@/app/[company]/_records/answer-record"
import { meantFields } from "@/app/[company]/_records/meant-cards"
import { answer, type FormState } from "@/app/form-action"
import { versionIn } from "@/app/typed-fields"
import { NotFound } from "@/domain/errors"
import { deleteVendorTemplate, saveVendorTemplate } from "@/domain/vendors/vendor-template"
import { vendorTemplateCard } from "@/domain/vendors/vendor-template-card"

/** Makes a vendor template and goes on to its card. */
export async function makeVendorTemplate(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerRecord(company, form, vendorTemplateCard, async actor => {
    const typed = await meantFields(actor, form, vendorTemplateCard)
    const code = await saveVendorTemplate(actor, { key: null, version: 0, typed })
    redirect(`/${company}/vendor-templates/${encodeURIComponent(code)}?saved=1`)
  })
}

/** Saves a vendor template and stays on it. */
export async function saveVendorTemplateCard(
  company: string,
  code: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerRecord(company, form, vendorTemplateCard, async actor => {
    if (typeof code !== "string") throw new NotFound("vendor template")
    const typed = await meantFields(actor, form, vendorTemplateCard)
    await saveVendorTemplate(actor, { key: [code], version: versionIn(form), typed })
    redirect(`/${company}/vendor-templates/${encodeURIComponent(code)}?saved=1`)
  })
}

/** Deletes a vendor template and goes back to the list. */
export async function removeVendorTemplate(
  company: string,
  code: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (typeof code !== "string") throw new NotFound("vendor template")
    await deleteVendorTemplate(actor, code)
    redirect(`/${company}/vendor-templates`)
  })
}
