"use server"

import { revalidatePath } from "next/cache"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { retryJob } from "@/jobs/dashboard"
import { queueNamed } from "@/jobs/queues"

const schema = z.object({ queue: z.string().refine(queueNamed), job: z.string().min(1).max(200) })

/** Puts a failed job back into its queue. */
export async function retry(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    authorise(actor, "company.administer")
    const { queue, job } = parseForm(schema, form)
    if (!(await retryJob(actor.companyId, queue, job))) throw refuse("job_not_retried")
    revalidatePath(`/${company}/administration/job-queue`)
  })
}
