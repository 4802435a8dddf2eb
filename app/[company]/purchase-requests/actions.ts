"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { ROWS_PER_PAGE } from "@/domain/lists/read-list"
import { cancelPurchaseRequests } from "@/domain/purchase-requests/cancel-purchase-requests"
import { type RetryResult, retryPurchaseRequests } from "@/domain/purchase-requests/retry-purchase-requests"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { enqueueAll } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"

const checked = z.object({
  deed: z.enum(["retry", "cancel"]),
  no: z.array(z.string()).min(1, "nothing_checked").max(ROWS_PER_PAGE),
})

/** Retries or cancels the requests that are checked; the answer's `data` says in sentences what became of each. */
export async function manageChecked(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const { deed, no } = parseForm(checked, form, ["no"])
    const results = deed === "retry" ? await retry(actor, no) : await cancelPurchaseRequests(actor, no)
    const [t, state] = [await getTranslations("purchase_requests.batch"), await getTranslations("common.state")]
    const refused = results.filter(result => result.outcome === "refused")
    const done = results.length - refused.length
    const texts = refused.map(({ no, state: now, boughtBy }) =>
      boughtBy
        ? t("refused.bought", { no, requests: boughtBy.join(", ") })
        : t(`refused.${deed}`, { no, state: state(now) }),
    )
    if (done > 0) texts.unshift(t(deed === "retry" ? "retried" : "cancelled", { count: done }))
    revalidatePath(`/${company}/purchase-requests`)
    return { data: texts }
  })
}

/** Cancels one request; where that is too late, its page says so. */
export async function cancelRequest(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const [result] = await cancelPurchaseRequests(actor, [no])
    redirect(pageOf(company, no, result?.outcome === "refused" ? "cancel" : null))
  })
}

/** Retries one request; where it is not failed any more, its page says so. */
export async function retryRequest(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const [result] = await retry(actor, [no])
    if (result?.outcome === "refused" && result.boughtBy) {
      throw refuse("retry_bought_since", { no, requests: result.boughtBy.join(", ") })
    }
    redirect(pageOf(company, no, result?.outcome === "refused" ? "retry" : null))
  })
}

/** Queues failed requests again and, after the commit, their jobs; without the queue the relay does the latter. */
async function retry(actor: Actor, nos: readonly string[]): Promise<RetryResult[]> {
  const results = await retryPurchaseRequests(actor, nos)
  await enqueueAll(
    results.flatMap(result =>
      result.outcome === "retried" ? jobFor(purchaseRequestWork, actor.companyId, result.no, result.generation) : [],
    ),
  )
  return results
}

/** @param late what came too late */
function pageOf(company: string, no: string, late: "cancel" | "retry" | null): string {
  return `/${company}/purchase-requests/${encodeURIComponent(no)}${late ? `?late=${late}` : ""}`
}
