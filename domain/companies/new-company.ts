import type { Tx } from "@/db/tenancy"
import { type Issue, Refusal } from "@/domain/errors"
import { type FirstInvitation, inviteFirstAdministrator } from "@/domain/users/invite-user"
import type { Language } from "@/language/language"
import { type NewCompany, readCompanyDetails } from "./company-details"
import { isCompanySlug } from "./company-slug"
import { createCompany, type Founded, isTaken, type NewCompanyRow, recordFounding } from "./create-company"

/** What is asked about a further company. */
export type FurtherCompany = {
  company: NewCompany
  /** What is to stand in its address; undefined: made of its name. */
  slug?: string
  /** Who is invited as its first administrator; the e-mail in lower case. */
  admin: { name: string; email: string }
}

/**
 * Makes a further company with its whole setup, and invites its first administrator, in the given transaction: by `npm run new-company`, or by
 * the page of who operates the portal. They differ in who inserts the row.
 *
 * @param reader whose way of writing percentages is read
 * @param insert inserts the company's row and answers its id
 * @param refused what is wrong already, to be said with the rest
 * @throws Refusal naming everything that is wrong, each beside its field
 */
export async function makeFurtherCompany(
  tx: Tx,
  { company, slug, admin }: FurtherCompany,
  reader: Language,
  insert: (row: NewCompanyRow) => Promise<number>,
  refused: readonly Issue[] = [],
): Promise<Founded & FirstInvitation> {
  const details = readCompanyDetails(company, reader)
  const wrong = [...refused, ...(Array.isArray(details) ? details : []), ...(await slugIssues(tx, slug))]
  if (wrong.length > 0 || Array.isArray(details)) throw new Refusal(wrong)
  const made = await createCompany(tx, details, insert, slug)
  await recordFounding(tx, made.id, null)
  return { ...made, ...(await inviteFirstAdministrator(tx, made.id, admin)) }
}

async function slugIssues(tx: Tx, slug: string | undefined): Promise<Issue[]> {
  if (slug === undefined || (isCompanySlug(slug) && !(await isTaken(tx, slug)))) return []
  return [{ field: "slug", code: "company.slug", params: { code: slug } }]
}
