"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { newVendorInput } from "@/app/[company]/_vendors/new-vendor-input"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { createVendor } from "@/domain/vendors/create-vendor"
import { setVendorBlocked } from "@/domain/vendors/set-vendor-blocked"
import { returnAddress } from "./return-address"

/** Registers a vendor and goes on to its card, or back to where one was, with the vendor chosen. */
export async function makeVendor(
  company: string,
  returnTo: string | null,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const { no } = await createVendor(actor, parseForm(newVendorInput, form))
    revalidatePath(`/${company}/vendors`)
    redirect(returnAddress(returnTo, no) ?? `/${company}/vendors/${encodeURIComponent(no)}?created=1`)
  })
}

const block = z.object({
  blocked: z.enum(["", "payment", "all"]),
  privacyBlocked: z
    .literal("on")
    .optional()
    .transform(ticked => ticked !== undefined),
})

/** Blocks the vendor or lifts it. */
export async function saveBlocked(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await setVendorBlocked(actor, no, parseForm(block, form))
    revalidatePath(`/${company}/vendors/${encodeURIComponent(no)}`)
  })
}
