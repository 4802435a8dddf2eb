"use server"

import { redirect } from "next/navigation"
import { answer, type FormState } from "@/app/form-action"
import { retrySalesImport } from "@/domain/sales-import/retry-sales-import"
import { salesImportWork } from "@/domain/sales-import/work-kind"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"

/** Tries a failed import again; one that has not failed any more is shown as it is. */
export async function retryImport(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const generation = await retrySalesImport(actor, no)
    if (generation !== null) await enqueue(jobFor(salesImportWork, actor.companyId, no, generation))
    redirect(`/${company}/sales-invoices/import/${encodeURIComponent(no)}`)
  })
}
