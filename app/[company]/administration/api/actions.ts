"use server"

import { revalidatePath } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { withdrawCompanyToken } from "@/domain/users/api-tokens"

/** Withdraws anybody's token for the company. */
export async function withdrawAnyToken(
  company: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await withdrawCompanyToken(actor, Number(id))
    revalidatePath(`/${company}/administration/api`)
    return undefined
  })
}
