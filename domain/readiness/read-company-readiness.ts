import { eq } from "drizzle-orm"
import { purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { IMPORT_SERIES } from "@/domain/import-kinds/limits"
import { isMailCaptured } from "@/domain/notifications/captured-mail"
import { bankLacks, cardLacks, type Lack, peopleLacks, seriesLacking, table } from "./lacks"
import { type SamplePosting, samplePostings } from "./sample-postings"

export const readinessJobs = ["buy", "review", "post", "pay", "mail", "import"] as const
export type ReadinessJob = (typeof readinessJobs)[number]

export type CompanyReadiness = {
  /** What each job lacks; nothing: it is ready. */
  jobs: Record<ReadinessJob, Lack[]>
  samples: SamplePosting[]
}

/**
 * Whether the company can do each of its jobs, and what lacks where it cannot. Posting is not judged by what is filled in: an invoice
 * of each VAT case is made, previewed, and rolled back.
 *
 * @throws Forbidden
 */
export async function readCompanyReadiness(actor: Actor): Promise<CompanyReadiness> {
  authorise(actor, "company.administer")
  const samples = await samplePostings(actor)
  return inCompany(actor.companyId, async tx => {
    const { companyId } = actor
    const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
    const lacking = await seriesLacking(tx, companyId)
    const people = await peopleLacks(tx, companyId)
    const cards = await cardLacks(tx, companyId)
    const jobs: CompanyReadiness["jobs"] = {
      buy: [
        ...people.buy,
        ...cards.vendors,
        ...cards.items,
        ...lacking(setup?.purchaseRequestNos, setup?.purchaseInvoiceNos, setup?.salesInvoiceNos, setup?.vendorNos),
      ],
      review: people.review,
      post: [
        ...people.post,
        ...(samples.length === 0 ? [{ code: "no_vat", mend: table("vat-posting-setup") }] : []),
        ...sampleLacks(samples),
        ...lacking(setup?.postedPurchaseInvoiceNos, setup?.postedPurchaseCreditMemoNos),
      ],
      pay: [...people.post, ...(await bankLacks(tx, companyId)), ...lacking(setup?.paymentNos)],
      mail: isMailCaptured() ? [{ code: "no_mail_server" }] : [],
      import: lacking(IMPORT_SERIES, setup?.customerNos, setup?.salesInvoiceNos),
    }
    return { jobs, samples }
  })
}

/** Reasons of all samples, each once, with the cases that it stands in the way of. */
function sampleLacks(samples: readonly SamplePosting[]): Lack[] {
  const lacks = new Map<string, Lack>()
  for (const { code, params, correction } of samples.flatMap(({ problems }) => problems)) {
    const lack = { code: `errors.${code}`, params, mend: correction }
    const key = JSON.stringify([code, correction ?? params])
    if (!lacks.has(key)) lacks.set(key, lack)
  }
  return [...lacks.values()]
}
