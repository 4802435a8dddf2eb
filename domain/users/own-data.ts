import { and, asc, eq, gt, or } from "drizzle-orm"
import { database } from "@/db/client"
import {
  apiToken,
  authenticator,
  company,
  companyUser,
  event,
  linkedIdentity,
  listColumns,
  membership,
  notificationSetting,
  pushSubscription,
  recentPick,
  securityEntry,
  session,
  users,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { deviceNamed } from "@/domain/security-log/device-named"
import { type CompanyInfo, companiesOf } from "./memberships"
import { listPasskeys } from "./passkeys"
import type { SignedInUser } from "./presence"
import { countRecoveryCodes } from "./recovery-codes"

/** Of a history so much is read at once. */
const atOnce = 1_000

/**
 * All that the portal keeps of a person, as JSON, piece by piece: the account, where it is signed in, second factors without their secrets, the security
 * log, and by company roles and what they did. Companies that are not open to the session are left out: their word is theirs.
 *
 * @returns texts that are one JSON object together
 */
export async function* ownData(user: SignedInUser): AsyncGenerator<string> {
  yield `{${await part("account", account(user.id))},${await part("sessions", sessions(user.id))},`
  yield `${await part("secondFactors", factors(user.id))},${await part("securityLog", logged(user.id))},"companies":[`
  const companies = (await companiesOf(user)).filter(({ ended }) => !ended)
  for (const [index, each] of companies.entries()) {
    yield `${index > 0 ? "," : ""}{${await part("membership", membershipOf(user.id, each))},"history":[`
    yield* history(user.id, each.id)
    yield "]}"
  }
  yield "]}\n"
}

async function part(name: string, read: Promise<unknown>): Promise<string> {
  return `${JSON.stringify(name)}:${JSON.stringify(await read)}`
}

async function account(userId: number) {
  const [found] = await database().select().from(users).where(eq(users.id, userId))
  const { passwordHash: _secret, ...shown } = found!
  return shown
}

async function sessions(userId: number) {
  const rows = await database()
    .select({ session, push: { since: pushSubscription.createdAt, lastSentAt: pushSubscription.lastSentAt } })
    .from(session)
    .leftJoin(pushSubscription, eq(pushSubscription.sessionHash, session.idHash))
    .where(eq(session.userId, userId))
    .orderBy(asc(session.createdAt))
  return rows.map(({ session: { userAgent, createdAt, lastSeenAt, expiresAt, revokedAt }, push }) => ({
    device: deviceNamed(userAgent),
    userAgent,
    createdAt,
    lastSeenAt,
    expiresAt,
    revokedAt,
    push,
  }))
}

async function factors(userId: number) {
  const [app] = await database().select().from(authenticator).where(eq(authenticator.userId, userId))
  const linked = await database().select().from(linkedIdentity).where(eq(linkedIdentity.userId, userId))
  return {
    authenticatorSince: app?.confirmedAt ?? null,
    passkeys: await listPasskeys(userId),
    apiTokens: await tokens(userId),
    recoveryCodesLeft: await countRecoveryCodes(userId),
    singleSignOn: linked.map(({ issuer, subject, createdAt }) => ({ issuer, subject, createdAt })),
  }
}

async function tokens(userId: number) {
  const { name, scopes, createdAt, expiresAt, lastUsedAt } = apiToken
  return database()
    .select({ company: company.name, name, scopes, createdAt, expiresAt, lastUsedAt })
    .from(apiToken)
    .innerJoin(company, eq(company.id, apiToken.companyId))
    .where(eq(apiToken.userId, userId))
    .orderBy(asc(apiToken.id))
}

/** What was noted of the person; who did it to them is the other's own. */
async function logged(userId: number) {
  const { at, kind, detail, address, browser, system } = securityEntry
  return database()
    .select({ at, company: company.name, kind, detail, address, browser, system })
    .from(securityEntry)
    .leftJoin(company, eq(company.id, securityEntry.companyId))
    .where(or(eq(securityEntry.userId, userId), eq(securityEntry.subjectId, userId)))
    .orderBy(asc(securityEntry.id))
}

async function membershipOf(userId: number, { id, name }: CompanyInfo) {
  const [found] = await database()
    .select({ lastSeenAt: companyUser.lastSeenAt })
    .from(companyUser)
    .where(and(eq(companyUser.companyId, id), eq(companyUser.userId, userId)))
  const held = await database()
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.companyId, id), eq(membership.userId, userId)))
  const isOwn = and(eq(notificationSetting.companyId, id), eq(notificationSetting.userId, userId))
  const [told] = await inCompany(id, tx => tx.select().from(notificationSetting).where(isOwn))
  const hidden = await inCompany(id, tx =>
    tx
      .select({ list: listColumns.list, hidden: listColumns.hidden })
      .from(listColumns)
      .where(and(eq(listColumns.companyId, id), eq(listColumns.userId, userId))),
  )
  const picks = await inCompany(id, tx =>
    tx
      .select({ noun: recentPick.noun, nos: recentPick.nos })
      .from(recentPick)
      .where(and(eq(recentPick.companyId, id), eq(recentPick.userId, userId))),
  )
  return {
    company: name,
    roles: held.map(({ role }) => role).sort(),
    lastSeenAt: found?.lastSeenAt ?? null,
    notifications: told ? { ways: told.ways, pushes: told.pushes, digestHour: told.digestHour } : null,
    recentPicks: Object.fromEntries(picks.map(({ noun, nos }) => [noun, nos])),
    hiddenColumns: Object.fromEntries(hidden.map(each => [each.list, each.hidden])),
  }
}

async function* history(userId: number, companyId: number): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await inCompany(companyId, tx =>
      tx
        .select({ id: event.id, at: event.at, kind: event.kind, about: event.subjectType, no: event.subjectNo })
        .from(event)
        .where(and(eq(event.companyId, companyId), eq(event.actorId, userId), gt(event.id, after)))
        .orderBy(asc(event.id))
        .limit(atOnce),
    )
    const texts = rows.map(({ id: _id, ...row }) => JSON.stringify(row))
    if (texts.length > 0) yield `${after > 0 ? "," : ""}${texts.join(",")}`
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.id
  }
}
