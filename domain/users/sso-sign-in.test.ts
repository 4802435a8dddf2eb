import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { companySignIn } from "@/db/schema"
import { makeActor, makeCompany, makeMember, makeUser, markAsDemo, type TestCompany } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { listUsers } from "./company-users"
import { inviteUser } from "./invite-user"
import { companiesOf } from "./memberships"
import { findPresence, findSession } from "./presence"
import { openSession } from "./sessions"
import { setRoles } from "./set-roles"
import { readSsoSettings, type SsoProvider, saveSsoSettings, ssoProviderOf } from "./sso-settings"
import { arriveBySso, linkIdentity, type SsoClaims } from "./sso-sign-in"
import { listUserHistory } from "./user-history"

beforeAll(() => markAsDemo())

const from = { address: "203.0.113.5", userAgent: "" }
const settings = {
  issuer: "http://127.0.0.1:9/issuer",
  clientId: "inkoop",
  clientSecret: "a secret of the client",
  mailDomains: ["kolkwijk.example"],
  groupClaim: "",
  groups: {},
  passwordSignIn: true,
  emergencyUserId: null,
}

async function withSso(given: Partial<typeof settings> & { groups?: Record<string, string> } = {}) {
  const company = await makeCompany()
  const administrator = await makeActor(company.id, "administrator")
  await saveSsoSettings(administrator, { ...settings, ...given }, 0)
  return { company, administrator, provider: (await ssoProviderOf(company.slug))! }
}

let people = 0
const claims = (given: Partial<SsoClaims> = {}): SsoClaims => ({
  subject: `subject-${++people}`,
  email: `person-${people}@kolkwijk.example`,
  emailVerified: true,
  name: "Noor",
  groups: [],
  ...given,
})

const arrive = (provider: SsoProvider, who: SsoClaims) => arriveBySso(provider, who, from)

async function sessionOf(provider: SsoProvider, who: SsoClaims): Promise<string> {
  const arrival = await arrive(provider, who)
  if (arrival.outcome !== "signed_in") throw new Error(JSON.stringify(arrival))
  return arrival.sessionId
}

async function opens(sessionId: string, { slug }: TestCompany) {
  const membership = (await findPresence(sessionId, slug))?.membership
  return typeof membership === "object" ? membership.roles : membership
}

test("an account that is there is linked by its own user, once, and no address that an issuer claims opens it before", async () => {
  const { company, provider } = await withSso()
  const who = claims()
  const user = await makeUser({ email: who.email })
  await makeMember(company.id, user, ["purchaser"])
  const arrival = await arrive(provider, who)
  expect(arrival).toMatchObject({ outcome: "prove", email: who.email })
  if (arrival.outcome !== "prove") return
  const stranger = await makeUser()
  await expectCode(linkIdentity({ ...stranger, ssoCompanyId: null }, arrival), "user.sso_other_user")
  await expectCode(linkIdentity({ ...user, ssoCompanyId: company.id }, arrival), "user.sso_other_user")
  await linkIdentity({ ...user, ssoCompanyId: null }, arrival)
  expect(await opens(await sessionOf(provider, who), company)).toEqual(["purchaser"])
  // By issuer and subject from then on: whatever address comes with them.
  expect(await opens(await sessionOf(provider, { ...who, email: "other@evil.example" }), company)).toEqual([
    "purchaser",
  ])
})

test("a malicious issuer opens neither another company nor an account of one, and learns of none", async () => {
  const { company, provider } = await withSso({ mailDomains: ["victim.example"] })
  const other = await makeCompany()
  const victim = await makeUser({ email: "boss@victim.example" })
  await makeMember(other.id, victim, ["administrator"])
  const arrival = await arrive(provider, claims({ email: victim.email }))
  expect(arrival.outcome).toBe("prove")
  if (arrival.outcome !== "prove") return
  // Not even its user links it, who is none of that company's.
  await expectCode(linkIdentity({ ...victim, ssoCompanyId: null }, arrival), "user.sso_no_member")

  // Of a user of both, who linked it, it opens its own company alone, and does not tell of the other.
  await makeMember(company.id, victim, ["purchaser"])
  await linkIdentity({ ...victim, ssoCompanyId: null }, arrival)
  const session = await sessionOf(provider, claims({ subject: arrival.identity.subject }))
  expect(await opens(session, company)).toEqual(["purchaser"])
  expect(await opens(session, other)).toBe("other_sign_in_wanted")
  const user = (await findSession(session))!
  expect(user.hasOtherCompanies).toBe(false)
  expect((await companiesOf(user)).map(({ slug }) => slug)).toEqual([company.slug])
  // The same subject of another company's issuer is somebody else.
  const third = await withSso()
  expect(await arrive(third.provider, claims({ subject: arrival.identity.subject, email: "x@y.example" }))).toEqual({
    outcome: "refused",
    reason: "domain",
  })
})

test("an address that is not proven, or of another domain, is nobody's", async () => {
  const { provider } = await withSso()
  const refused = { outcome: "refused", reason: "domain" }
  for (const given of [
    { emailVerified: false },
    { email: undefined },
    { email: "noor@evil.example" },
    { email: "noor@kolkwijk.example@evil.example" },
    { email: "noor@kolkwijk.example.evil.example" },
  ]) {
    expect(await arrive(provider, claims(given))).toEqual(refused)
  }
})

test("who is new comes in by an open invitation, or by a group, with those roles, once", async () => {
  const groups = { purchaser: "buyers", purchasing_manager: "managers" }
  const { company, administrator, provider } = await withSso({ groupClaim: "groups", groups })
  expect(await arrive(provider, claims({ groups: ["others"] }))).toEqual({ outcome: "refused", reason: "unknown" })
  const byGroup = claims({ groups: ["buyers", "others"] })
  expect(await opens(await sessionOf(provider, byGroup), company)).toEqual(["purchaser"])
  expect(await opens(await sessionOf(provider, byGroup), company)).toEqual(["purchaser"])
  const invited = claims()
  await inviteUser(administrator, { name: "Noor", email: invited.email!, roles: ["order_processor"] })
  expect(await opens(await sessionOf(provider, invited), company)).toEqual(["order_processor"])
})

test("passwords can be switched off but for one administrator's", async () => {
  const { company, administrator } = await withSso()
  const off = { ...settings, clientSecret: "", passwordSignIn: false }
  await expectCode(saveSsoSettings(administrator, off, 1), "user.no_emergency_administrator")
  const purchaser = await makeUser()
  await makeMember(company.id, purchaser, ["purchaser"])
  const wrong = { ...off, emergencyUserId: purchaser.id }
  await expectCode(saveSsoSettings(administrator, wrong, 1), "user.no_emergency_administrator")
  await saveSsoSettings(administrator, { ...off, emergencyUserId: administrator.userId }, 1)
  expect(await opens(await openSession(purchaser.id), company)).toBe("other_sign_in_wanted")
  expect(await opens(await openSession(administrator.userId), company)).toEqual(["administrator"])
})

test("the client's secret is sealed, never shown, and never handed to another issuer", async () => {
  const { company, administrator, provider } = await withSso()
  expect(provider.clientSecret).toBe(settings.clientSecret)
  const [row] = await database().select().from(companySignIn).where(eq(companySignIn.companyId, company.id))
  expect(JSON.stringify(row)).not.toContain(settings.clientSecret)
  expect(JSON.stringify(await readSsoSettings(administrator))).not.toContain(settings.clientSecret)
  const elsewhere = { ...settings, issuer: "http://127.0.0.1:9/evil", clientSecret: "" }
  await expectCode(saveSsoSettings(administrator, elsewhere, 1), "required")
})

test("roles that have a group follow it at each sign-in; others stay, and the last administrator does", async () => {
  const groups = { purchaser: "buyers", purchasing_manager: "managers", administrator: "bosses" }
  const { company, administrator, provider } = await withSso({ groupClaim: "groups", groups })
  const who = claims({ groups: ["buyers"] })
  const held = async (...now: string[]) => opens(await sessionOf(provider, { ...who, groups: now }), company)
  expect(await held("buyers")).toEqual(["purchaser"])
  expect(await held("managers", "others")).toEqual(["purchasing_manager"])
  const { userId } = (await listUsers(administrator)).find(({ email }) => email === who.email)!
  await setRoles(administrator, userId, ["purchasing_manager", "order_processor"])
  expect(await held("buyers")).toEqual(["order_processor", "purchaser"])
  expect(await held()).toEqual(["order_processor"])
  // What the issuer says nothing of stays.
  expect(await opens(await sessionOf(provider, { ...who, groups: undefined }), company)).toEqual(["order_processor"])
  await setRoles(administrator, userId, ["purchaser"])
  expect(await arrive(provider, { ...who, groups: [] })).toEqual({ outcome: "refused", reason: "unknown" })
  expect(await held("buyers")).toEqual(["purchaser"])
  expect(await held("bosses")).toEqual(["administrator"])
  await setRoles(administrator, administrator.userId, ["purchaser"])
  expect(await held("buyers")).toEqual(["administrator", "purchaser"])
  const { changes } = await listUserHistory(administrator, { limit: 1 })
  expect(changes[0]).toMatchObject({ actorName: "Single sign-on", kind: "user.roles_changed" })
})

test("an invitation's role that has a group comes by the group alone", async () => {
  const { company, administrator, provider } = await withSso({ groupClaim: "groups", groups: { purchaser: "buyers" } })
  const who = claims({ groups: ["others"] })
  await inviteUser(administrator, { name: "Noor", email: who.email!, roles: ["purchaser"] })
  expect(await arrive(provider, who)).toEqual({ outcome: "refused", reason: "unknown" })
  expect(await opens(await sessionOf(provider, { ...who, groups: ["buyers"] }), company)).toEqual(["purchaser"])
})
