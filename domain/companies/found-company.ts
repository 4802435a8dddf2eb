import { sql } from "drizzle-orm"
import { database } from "@/db/client"
import { companyUser, membership, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { controlOf } from "@/domain/records/definition"
import { recordSecurity } from "@/domain/security-log/record"
import { companyInformationDefinition } from "@/domain/setup/tables/company-information"
import { hashOfToken } from "@/domain/users/invitation-token"
import { hashPassword } from "@/domain/users/password"
import { requireStrong } from "@/domain/users/password-rules"
import type { Language } from "@/language/language"
import { type NewCompany, readCompanyDetails } from "./company-details"
import { companyRowAsJson, createCompany, type NewCompanyRow, recordFounding } from "./create-company"

/** Who sets the first company up, and becomes its administrator. */
export type Founder = { name: string /** In lower case. */; email: string; password: string }

/** Whether a link opens the setup: not used, not expired, and no company is there. */
export async function opensSetup(token: string): Promise<boolean> {
  const [row] = await database().execute<{ opens: boolean }>(sql`select opens_setup(${hashOfToken(token)}) as opens`)
  return row?.opens ?? false
}

/**
 * Makes the first company with its setup, and its administrator, who may also purchase and post, as nobody else is there yet. One transaction: all of it
 * or nothing, and the link is used up by it.
 *
 * @param refused what is wrong with the founder already, to be said with the rest
 * @throws NotFound where the link opens nothing (any more); Refusal naming everything that is wrong beside its field
 */
export async function foundCompany(
  token: string,
  founder: Founder,
  typed: NewCompany,
  reader: Language,
  refused: readonly Issue[] = [],
): Promise<{ slug: string; userId: number; companyId: number }> {
  if (!(await opensSetup(token))) throw new NotFound("setup")
  const weak = refused.length > 0 ? [] : await weaknessOf(founder, typed.name)
  const details = readCompanyDetails(typed, reader)
  if (Array.isArray(details)) {
    // The company's name stands beside the founder's: its fields go by the names that Company Information gives them.
    const ofCompany = details.map(({ field, ...rest }) => ({
      ...rest,
      field: controlOf(companyInformationDefinition, field!),
    }))
    throw new Refusal([...refused, ...weak, ...ofCompany])
  }
  if (refused.length + weak.length > 0) throw new Refusal([...refused, ...weak])
  // Slow, and so before anything is locked.
  const passwordHash = await hashPassword(founder.password)
  return database().transaction(async tx => {
    const { id, slug } = await createCompany(tx, details, row => byLink(tx, token, row))
    const { email, name } = founder
    const [user] = await tx
      .insert(users)
      .values({ email, name, passwordHash, language: reader })
      .onConflictDoNothing()
      .returning({ id: users.id })
    // Of a company that was removed: whoever has the link does not get somebody's account by it.
    if (!user) throw new Refusal([{ field: "email", code: "company.founder_exists" }])
    await tx.insert(companyUser).values({ companyId: id, userId: user.id })
    await tx
      .insert(membership)
      .values(
        (["administrator", "purchasing_manager"] as const).map(role => ({ companyId: id, userId: user.id, role })),
      )
    await recordSecurity(tx, { companyId: id, userId: user.id }, { kind: "rights_changed", detail: "joined" })
    await recordFounding(tx, id, { userId: user.id, name })
    return { slug, userId: user.id, companyId: id }
  })
}

/** Why the password is easily guessed. */
async function weaknessOf({ password, name, email }: Founder, company: string): Promise<readonly Issue[]> {
  try {
    await requireStrong(password, [company, email, name], "password")
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.issues
    throw error
  }
}

async function byLink(tx: Tx, token: string, row: NewCompanyRow): Promise<number> {
  const [made] = await tx.execute<{ id: number | null }>(
    sql`select found_company(${hashOfToken(token)}, ${companyRowAsJson(row)}::jsonb) as id`,
  )
  if (!made?.id) throw new NotFound("setup")
  return made.id
}
