"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { answerRecord } from "@/app/[company]/_records/answer-record"
import { meantFields } from "@/app/[company]/_records/meant-cards"
import { returnAddress } from "@/app/[company]/_vendors/return-address"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { versionIn } from "@/app/typed-fields"
import { NotFound } from "@/domain/errors"
import { deleteVendor } from "@/domain/vendors/delete-vendor"
import { proveVendor } from "@/domain/vendors/prove-vendor"
import { registerVendor } from "@/domain/vendors/register-vendor"
import { saveVendor } from "@/domain/vendors/save-vendor"
import { setVendorBlocked } from "@/domain/vendors/set-vendor-blocked"
import { vendorCard } from "@/domain/vendors/vendor-card"

/** Registers a vendor and goes on to its card, or back to where one was, with the vendor chosen. */
export async function makeVendor(
  company: string,
  returnTo: string | null,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerRecord(company, form, vendorCard, async actor => {
    const typed = await meantFields(actor, form, vendorCard)
    // For a document, in passing.
    const isInPassing = typeof returnTo === "string"
    const { no } = isInPassing
      ? await registerVendor(actor, typed)
      : await saveVendor(actor, { key: null, version: 0, typed })
    revalidatePath(`/${company}/vendors`)
    redirect(returnAddress(returnTo, no) ?? `/${company}/vendors/${encodeURIComponent(no)}?created=1`)
  })
}

/** Saves the card of a vendor and stays on it. */
export async function saveVendorCard(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerRecord(company, form, vendorCard, async actor => {
    await saveVendor(actor, { key: [no], version: versionIn(form), typed: await meantFields(actor, form, vendorCard) })
    redirect(`/${company}/vendors/${encodeURIComponent(no)}?saved=1`)
  })
}

const block = z.object({
  blocked: z.enum(["", "payment", "all"]),
  privacyBlocked: z
    .literal("on")
    .optional()
    .transform(ticked => ticked !== undefined),
  blockedReason: z.string().default(""),
  blockedUntil: z.string().default(""),
})

/** Deletes the vendor that the question was about, and goes back to the list. */
export async function removeVendor(
  company: string,
  no: string,
  counted: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (typeof no !== "string") throw new NotFound("vendor")
    await deleteVendor(actor, no, Number(counted))
    redirect(`/${company}/vendors?deleted=${encodeURIComponent(no)}`)
  })
}

/** Marks the vendor as looked at by a second person. */
export async function markProven(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (typeof no !== "string") throw new NotFound("vendor")
    await proveVendor(actor, no)
    redirect(`/${company}/vendors/${encodeURIComponent(no)}?saved=1`)
  })
}

/** Blocks the vendor or lifts it. */
export async function saveBlocked(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const { blockedReason: reason, blockedUntil: until, ...wanted } = parseForm(block, form)
    await setVendorBlocked(actor, no, { ...wanted, reason, until })
    revalidatePath(`/${company}/vendors/${encodeURIComponent(no)}`)
  })
}
