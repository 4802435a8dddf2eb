"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { answerRecord } from "@/app/[company]/_records/answer-record"
import { meantFields } from "@/app/[company]/_records/meant-cards"
import { answer, type FormState } from "@/app/form-action"
import { versionIn } from "@/app/typed-fields"
import { customerCard } from "@/domain/customers/customer-card"
import { deleteCustomer, saveCustomer } from "@/domain/customers/save-customer"

/** Registers a customer and goes on to its card. */
export async function makeCustomer(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerRecord(company, form, customerCard, async actor => {
    const { no } = await saveCustomer(actor, {
      key: null,
      version: 0,
      typed: await meantFields(actor, form, customerCard),
    })
    revalidatePath(`/${company}/customers`)
    redirect(`/${company}/customers/${encodeURIComponent(no)}?created=1`)
  })
}

/** Saves the card of a customer and stays on it. */
export async function saveCustomerCard(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answerRecord(company, form, customerCard, async actor => {
    await saveCustomer(actor, {
      key: [no],
      version: versionIn(form),
      typed: await meantFields(actor, form, customerCard),
    })
    redirect(`/${company}/customers/${encodeURIComponent(no)}?saved=1`)
  })
}

/** Deletes a customer and goes back to the list. */
export async function removeCustomer(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await deleteCustomer(actor, no)
    redirect(`/${company}/customers`)
  })
}
