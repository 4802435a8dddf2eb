"use server"

import { redirect } from "next/navigation"
import { answer, type FormState } from "@/app/form-action"
import { takeRegisteredVendor } from "@/domain/purchase-documents/take-registered-vendor"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { answerVendorRegistration } from "@/domain/vendors/vendor-registrations"

/** Answers who asked for a vendor: which one it is, or why it is not registered. */
export async function answerRegistration(
  company: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const text = (name: string) => cutText(receivedLine(String(form.get(name) ?? "")), 500)
    const given = form.has("vendorNo") ? { vendorNo: text("vendorNo") } : { reason: text("reason") }
    await answerVendorRegistration(actor, Number(id), given)
    if ("vendorNo" in given) await takeRegisteredVendor(actor, Number(id))
    redirect(`/${company}/vendor-registrations/${id}`)
  })
}
