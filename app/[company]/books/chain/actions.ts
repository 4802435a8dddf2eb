"use server"

import { revalidatePath } from "next/cache"
import { z } from "zod"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { parseForm } from "@/app/parse-form"
import { setHeadMail } from "@/domain/chain/mail-heads"
import { requestCheck } from "@/domain/chain/request-check"
import { checkChain } from "@/domain/chain/work-kinds"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"

/** Has the whole chain checked. */
export async function check(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const { no, generation } = await requestCheck(actor)
    await enqueue(jobFor(checkChain, actor.companyId, no, generation))
    revalidatePath(booksAddress(company, "chain"))
  })
}

const typed = z.object({ mailTo: z.string().trim().max(300).default("") })

/** Says who gets each day's head. */
export async function saveHeadMail(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    await setHeadMail(actor, parseForm(typed, form).mailTo)
    revalidatePath(booksAddress(company, "chain"))
  })
}
