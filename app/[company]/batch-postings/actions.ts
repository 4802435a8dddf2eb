"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { requestBatchPosting } from "@/domain/batch-posting/request-batch-posting"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { ROWS_PER_PAGE } from "@/domain/lists/read-list"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"

const schema = z.object({
  formId: z.uuid(),
  all: z.literal("reviewed").optional(),
  no: z.array(z.string().max(50)).max(ROWS_PER_PAGE),
  unreviewed: z.literal("on").optional(),
})

/** Asks for the purchase invoices of the question to be posted, and goes to the batch. */
export async function postBatch(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const { formId, all, no, unreviewed } = parseForm(schema, form, ["no"])
    const choice = all ? "all_reviewed" : { nos: no }
    const { no: batchNo, generation } = await requestBatchPosting(actor, {
      formId,
      choice,
      unreviewed: unreviewed === "on",
    })
    await enqueue(jobFor(batchPostingWork, actor.companyId, String(batchNo), generation))
    redirect(`/${company}/batch-postings/${batchNo}`)
  })
}
