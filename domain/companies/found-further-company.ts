import { eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { RequestOrigin } from "@/domain/access/actor"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { type AskingUser, requireOperator } from "@/domain/operators/operator"
import { recordSecurity } from "@/domain/security-log/record"
import { type FirstInvitation, findFirstInvitation } from "@/domain/users/invite-user"
import type { Language } from "@/language/language"
import { companyRowAsJson, type NewCompanyRow } from "./create-company"
import { type FurtherCompany, makeFurtherCompany } from "./new-company"

/** A company that is there. */
export type FurtherFounded = {
  id: number
  slug: string
  name: string
  /** Undefined: it has been answered. */
  invitation: FirstInvitation | undefined
}

/** Who asks, in which language, and from where. */
type Asking = AskingUser & { language: Language; from: RequestOrigin }

/**
 * Makes a further company for who operates the portal, as `npm run new-company` does. One transaction: all of it or nothing. A form makes one
 * company, however often it is sent: the same again answers with what it made.
 *
 * @param asked.formId id that the page made, a UUID
 * @param refused what is wrong already, to be said with the rest
 * @throws NotFound for whoever operates nothing; Refusal naming everything that is wrong, each beside its field, or that the form has
 *   made another company before
 */
export async function foundFurtherCompany(
  user: Asking,
  asked: FurtherCompany & { formId: string },
  refused: readonly Issue[] = [],
): Promise<FurtherFounded> {
  await requireOperator(user)
  return database().transaction(async tx => {
    // Two of them would find the same address free.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('found_company'))`)
    const before = await madeBefore(tx, asked)
    if (before) return before
    const insert = (row: NewCompanyRow) => insertAs(tx, user.id, asked.formId, row)
    const { id, slug, path, mailed, eventId } = await makeFurtherCompany(tx, asked, user.language, insert, refused)
    await recordSecurity(tx, { companyId: id, userId: user.id, from: user.from }, { kind: "company_made" })
    return { id, slug, name: asked.company.name.trim(), invitation: { path, mailed, eventId } }
  })
}

async function madeBefore(
  tx: Tx,
  { formId, company: typed, admin }: FurtherCompany & { formId: string },
): Promise<FurtherFounded | undefined> {
  const [made] = await tx
    .select({ id: company.id, slug: company.slug, name: company.name })
    .from(company)
    .where(eq(company.formId, formId))
  if (!made) return undefined
  const invitation = await findFirstInvitation(tx, made.id, admin.email)
  if (made.name === typed.name.trim() && invitation) return { ...made, invitation }
  throw new Refusal([{ code: "company.form_used", params: { name: made.name, slug: made.slug } }])
}

/** The application may insert none: a function of the database does, for an operator. */
async function insertAs(tx: Tx, userId: number, formId: string, row: NewCompanyRow): Promise<number> {
  const [made] = await tx.execute<{ id: number | null }>(
    sql`select found_further_company(${userId}::integer, ${formId}::uuid, ${companyRowAsJson(row)}::jsonb) as id`,
  )
  if (!made?.id) throw new NotFound("operator")
  return made.id
}
