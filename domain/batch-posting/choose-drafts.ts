import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import { purchaseInvoice, purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/** Which drafts a batch posts: those named, or all that are reviewed. */
export type Choice = { nos: readonly string[] } | "all_reviewed"

/** What a batch would be made of, for the question before it. */
export type ChosenDrafts = {
  /** How many of the drafts chosen there still are. */
  count: number
  notReviewed: number
  /** What the company does with a draft that nobody has reviewed. */
  unreviewedPosting: "ask" | "refuse"
}

/** The drafts of a company that a choice names; numbers of none are left out. */
export function chosen(companyId: number, choice: Choice): SQL | undefined {
  const own = eq(purchaseInvoice.companyId, companyId)
  if (choice === "all_reviewed") return and(own, eq(purchaseInvoice.reviewState, "reviewed"))
  return and(own, inArray(purchaseInvoice.no, [...choice.nos]))
}

/** Counts what a batch would be made of. @throws Forbidden */
export async function countChosenDrafts(actor: Actor, choice: Choice): Promise<ChosenDrafts> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [counted] = await tx
      .select({
        count: sql<number>`count(*)::int`,
        notReviewed: sql<number>`count(*) filter (where ${purchaseInvoice.reviewState} <> 'reviewed')::int`,
      })
      .from(purchaseInvoice)
      .where(chosen(companyId, choice))
    const [setup] = await tx
      .select({ unreviewedPosting: purchasesSetup.unreviewedPosting })
      .from(purchasesSetup)
      .where(eq(purchasesSetup.companyId, companyId))
    return { ...counted!, unreviewedPosting: setup?.unreviewedPosting ?? "refuse" }
  })
}
