import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, companySignIn, membership } from "@/db/schema"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Role, roles } from "@/domain/access/rights"
import { refuse, Stale } from "@/domain/errors"
import { recordSecurity } from "@/domain/security-log/record"
import { requireOuterIssuer } from "./issuer-address"
import { seal, unseal } from "./seal"

/** A company's single sign-on, as its administrators see it. */
export type SsoSettings = {
  /** "" for none. */
  issuer: string
  clientId: string
  /** Of mail addresses that the issuer is believed for, in lower case. */
  mailDomains: string[]
  groupClaim: string
  groups: Partial<Record<Role, string>>
  passwordSignIn: boolean
  /** Whose password opens the company all the same. */
  emergencyUserId: number | null
}

/** What asks the issuer. */
export type SsoProvider = SsoSettings & { companyId: number; slug: string; companyName: string; clientSecret: string }

const purpose = (companyId: number) => `client secret ${companyId}`

/** @throws Forbidden */
export async function readSsoSettings(actor: Actor): Promise<SsoSettings & { hasSecret: boolean; version: number }> {
  authorise(actor, "company.administer")
  const [found] = await database().select().from(companySignIn).where(eq(companySignIn.companyId, actor.companyId))
  return { ...settingsOf(found), hasSecret: Boolean(found?.ssoSealedSecret), version: found?.version ?? 0 }
}

/**
 * Saves them. Where passwords are switched off, one administrator keeps theirs, for the day on which the issuer is away.
 *
 * @param given.clientSecret blank: the one there is
 * @throws Forbidden; Refusal for what lacks or cannot be; Stale when somebody saved first
 */
export async function saveSsoSettings(
  actor: Actor,
  given: SsoSettings & { clientSecret: string },
  version: number,
): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  const before = await readSsoSettings(actor)
  await requireComplete(companyId, given, before)
  const { issuer, clientSecret, mailDomains, groups, passwordSignIn, emergencyUserId } = given
  const kept = {
    ssoIssuer: issuer || null,
    ssoClientId: given.clientId,
    ssoMailDomains: mailDomains,
    ssoGroupClaim: given.groupClaim,
    ssoGroups: groups,
    passwordSignIn,
    emergencyUserId: passwordSignIn ? null : emergencyUserId,
    ...(clientSecret === "" ? {} : { ssoSealedSecret: seal(purpose(companyId), clientSecret) }),
  }
  const isThat = and(eq(companySignIn.companyId, companyId), eq(companySignIn.version, version))
  const [saved] = await (version === 0
    ? database()
        .insert(companySignIn)
        .values({ companyId, ...kept })
        .onConflictDoNothing()
        .returning()
    : database()
        .update(companySignIn)
        .set({ ...kept, version: sql`${companySignIn.version} + 1` })
        .where(isThat)
        .returning())
  if (!saved) throw new Stale((await readSsoSettings(actor)).version, [])
  await recordSecurity(database(), actor, { kind: "sign_in_rules_changed", detail: "sso" })
}

type Given = SsoSettings & { clientSecret: string }

/** @throws Refusal for what lacks or cannot be */
async function requireComplete(companyId: number, given: Given, before: SsoSettings & { hasSecret: boolean }) {
  const { issuer, passwordSignIn, emergencyUserId } = given
  if (issuer !== "") await requireReachable(given, before)
  if (passwordSignIn) return
  if (issuer === "") throw refuse("required", undefined, "issuer")
  const isThere = emergencyUserId !== null && (await administers(companyId, emergencyUserId))
  if (!isThere) throw refuse("user.no_emergency_administrator", undefined, "emergencyUserId")
}

async function requireReachable(given: Given, before: SsoSettings & { hasSecret: boolean }) {
  await requireOuterIssuer(given.issuer)
  // Another issuer must not be handed the secret of the one before.
  const isKept = given.clientSecret === "" && before.hasSecret && before.issuer === given.issuer
  const lacking = [
    given.clientId === "" && "clientId",
    given.clientSecret === "" && !isKept && "clientSecretPassword",
    given.mailDomains.length === 0 && "mailDomains",
  ].find(field => field !== false)
  if (lacking) throw refuse("required", undefined, lacking)
}

/** The single sign-on that a company of that address offers; asked by who is not signed in. */
export async function ssoProviderOf(slug: string): Promise<SsoProvider | undefined> {
  return providerWhere(eq(company.slug, slug))
}

/** As ssoProviderOf, by the company's id. */
export async function ssoProviderOfCompany(companyId: number): Promise<SsoProvider | undefined> {
  return providerWhere(eq(company.id, companyId))
}

async function providerWhere(isThat: ReturnType<typeof eq>): Promise<SsoProvider | undefined> {
  const [found] = await database()
    .select({ rules: companySignIn, slug: company.slug, companyName: company.name })
    .from(companySignIn)
    .innerJoin(company, eq(company.id, companySignIn.companyId))
    .where(isThat)
  if (!found?.rules.ssoIssuer) return undefined
  const { companyId } = found.rules
  const clientSecret = unseal(purpose(companyId), found.rules.ssoSealedSecret)
  if (clientSecret === undefined) return undefined
  const { slug, companyName } = found
  return { ...settingsOf(found.rules), companyId, slug, companyName, clientSecret }
}

async function administers(companyId: number, userId: number): Promise<boolean> {
  const [found] = await database()
    .select({ role: membership.role })
    .from(membership)
    .where(
      and(eq(membership.companyId, companyId), eq(membership.userId, userId), eq(membership.role, "administrator")),
    )
  return found !== undefined
}

function settingsOf(row: typeof companySignIn.$inferSelect | undefined): SsoSettings {
  const groups = row?.ssoGroups ?? {}
  return {
    issuer: row?.ssoIssuer ?? "",
    clientId: row?.ssoClientId ?? "",
    mailDomains: row?.ssoMailDomains ?? [],
    groupClaim: row?.ssoGroupClaim ?? "",
    groups: Object.fromEntries(roles.flatMap(role => (groups[role] ? [[role, groups[role]]] : []))),
    passwordSignIn: row?.passwordSignIn ?? true,
    emergencyUserId: row?.emergencyUserId ?? null,
  }
}
