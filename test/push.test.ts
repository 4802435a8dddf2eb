/** Told by push: to a real push service, whose messages are opened and checked by the letter of the standards. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import type { RequestListener } from "node:http"
import { eq, sql } from "drizzle-orm"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { database } from "@/db/client"
import { companySignIn, companyUser, membership, pushDelivery, pushSubscription, session, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { readOwnNotificationSettings, saveOwnNotificationSettings } from "@/domain/notifications/own-settings"
import { mostPushTries } from "@/domain/push/deliver-push"
import { listOwnBrowsers, turnPushOff, turnPushOn } from "@/domain/push/own-browsers"
import { vapidKeys } from "@/domain/push/vapid"
import { disableUser } from "@/domain/users/disable-user"
import { eraseUser } from "@/domain/users/erase-user"
import { openSession, revokeSession } from "@/domain/users/sessions"
import * as environment from "@/env"
import { closeQueues } from "@/jobs/producers"
import { sendPushJob } from "@/jobs/send-push"
import { startWorker } from "@/jobs/worker"
import { bundledProgram } from "@/test/bundled-program"
import { makeActor, makeCompany } from "@/test/factories"
import { pushService } from "@/test/push-service"
import { expectCode } from "@/test/refusals"

type Service = Awaited<ReturnType<typeof pushService>>

const services: Service[] = []
let service: Service
let reader: Actor

async function started(answer?: RequestListener): Promise<Service> {
  const made = await pushService(answer)
  services.push(made)
  return made
}

beforeEach(async () => {
  service = await started()
  reader = await makeActor((await makeCompany()).id, "purchasing_manager")
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const each of services.splice(0)) each.stop()
})

const status =
  (code: number): RequestListener =>
  (_, response) =>
    void response.writeHead(code).end()

/** Signs somebody in and turns push on. @returns id of the session */
async function signedIn(of = reader, at = service): Promise<string> {
  const id = await openSession(of.userId, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
  await turnPushOn(of.userId, id, at.subscription())
  return id
}

function happens(kind = "approval.sent", subjectNo = "IF1", to = reader): Promise<number> {
  const { companyId } = to
  const data = { documentType: "invoice", vendorName: "Geheime Lampen", amount: "1234.56" }
  const tell = { userIds: [to.userId] }
  return inCompany(companyId, tx =>
    recordEvent(tx, { companyId, actor: null, kind, subjectType: "purchase_invoice", subjectNo, data, tell }),
  )
}

const waiting = async (of = reader) =>
  inCompany(of.companyId, tx =>
    tx.select().from(pushDelivery).where(eq(pushDelivery.companyId, of.companyId)).orderBy(pushDelivery.no),
  )

/** Sends what waits, as the worker does. @returns the outcomes */
async function send(of = reader): Promise<string[]> {
  const outcomes: string[] = []
  for (const { no } of await waiting(of)) outcomes.push(await sendPushJob({ companyId: of.companyId, no: String(no) }))
  return outcomes
}

const passTime = (of = reader) =>
  inCompany(of.companyId, tx =>
    tx.update(pushDelivery).set({ queuedAt: sql`now() - interval '1 minute'` }).where(eq(pushDelivery.state, "queued")),
  )

test("what arrives is the subject of the mail, in the reader's language, for that browser alone and signed as the portal's", async () => {
  await signedIn()
  const subjects = {
    nl: "Inkoopfactuur IF1 wacht op uw goedkeuring",
    en: "Purchase invoice IF1 waits for your approval",
  }
  for (const language of ["nl", "en"] as const) {
    await database().update(users).set({ language }).where(eq(users.id, reader.userId))
    const eventId = await happens()
    expect(await send()).toEqual(["sent"])
    const { message, headers, claims, sender, size } = service.got.at(-1)!
    expect(message).toMatchObject({ title: subjects[language], language })
    expect(message.path).toMatch(new RegExp(`^/[^/]+/notifications/${eventId}$`))
    expect(message.page).toMatch(/^\/[^/]+\/purchase-invoices\/IF1$/)
    for (const secret of ["Geheime", "1234", "56", reader.name]) expect(JSON.stringify(message)).not.toContain(secret)
    expect(headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400" })
    expect(claims).toEqual({
      aud: service.origin,
      exp: expect.any(Number),
      sub: expect.stringMatching(/^(mailto|https):/),
    })
    expect(claims.exp).toBeLessThan(Date.now() / 1_000 + 86_400)
    expect(sender).toBe(vapidKeys().publicKey)
    expect(size).toBeLessThan(4_096)
  }
  // The later message about it replaces the earlier one, at the service and on the screen; another one does not.
  await happens("approval.approved", "IF2")
  await send()
  const [first, second, other] = service.got.map(({ headers, message }) => [headers.topic, message.tag])
  expect(first).toEqual(second)
  expect(new Set(first)).toEqual(new Set([expect.stringMatching(/^[\w-]{32}$/)]))
  expect(other![0]).not.toBe(first![0])
  expect(await waiting()).toEqual([])
  expect(await listOwnBrowsers(reader.userId, "")).toMatchObject([{ lastSentAt: expect.any(Date), isThis: false }])
})

test("each kind is pushed as its reader chose, in that company", async () => {
  await signedIn()
  const choose = async (ways: object, pushes: object) => {
    const { version } = await readOwnNotificationSettings(reader)
    await saveOwnNotificationSettings(reader, { ways, pushes, digestHour: 8, version })
  }
  await choose({ rejected: "off" }, { approved: false, posted: true })
  await choose({}, { asked: true })
  for (const kind of ["approval.sent", "approval.approved", "approval.rejected", "purchase_invoice.posted"])
    await happens(kind)
  // Nobody chooses about what is done with their access.
  await happens("user.roles_changed")
  const elsewhere = { ...reader, companyId: (await makeCompany()).id }
  await happens("approval.approved", "IF1", elsewhere)
  expect([(await waiting()).length, (await waiting(elsewhere)).length]).toEqual([3, 1])
  const { kinds } = await readOwnNotificationSettings(reader)
  const pushed = (name: string) => kinds.find(kind => kind.name === name)?.pushed
  expect(["asked", "approved", "posted", "due"].map(pushed)).toEqual([true, false, true, true])
  // A company that the reader is no member of tells nothing.
  expect(await send(elsewhere)).toEqual(["not_told"])
  expect(service.got).toEqual([])
})

test("who is signed out, disabled, erased or kept out of the company is told nothing", async () => {
  const { companyId, userId } = reader
  const id = await signedIn()
  await happens()
  await revokeSession(id)
  // What waited, and what comes.
  await happens()
  expect(await send()).toEqual(["not_told"])
  expect(await listOwnBrowsers(userId, id)).toEqual([])

  await database().insert(companySignIn).values({ companyId })
  const rules = (set: object) => database().update(companySignIn).set(set).where(eq(companySignIn.companyId, companyId))
  const closing: [name: string, close: () => Promise<unknown>, open: () => Promise<unknown>][] = [
    [
      "ended by the company",
      () => database().update(companyUser).set({ sessionsEndedAt: sql`now()` }).where(eq(companyUser.userId, userId)),
      () => database().update(companyUser).set({ sessionsEndedAt: null }).where(eq(companyUser.userId, userId)),
    ],
    [
      "without a role",
      () => database().delete(membership).where(eq(membership.userId, userId)),
      () => database().insert(membership).values({ companyId, userId, role: "purchasing_manager" }),
    ],
    ["second factor wanted", () => rules({ secondFactor: true }), () => rules({ secondFactor: false })],
    [
      "not used for longer than the company allows",
      async () => {
        await rules({ idleMinutes: 15 })
        await database()
          .update(session)
          .set({ lastSeenAt: sql`now() - interval '20 minutes'` })
          .where(eq(session.userId, userId))
      },
      () => rules({ idleMinutes: null }),
    ],
    [
      "over",
      () => database().update(session).set({ expiresAt: sql`now()` }).where(eq(session.userId, userId)),
      () =>
        database().update(session).set({ expiresAt: sql`now() + interval '1 day'` }).where(eq(session.userId, userId)),
    ],
  ]
  await signedIn()
  for (const [name, close, open] of closing) {
    await happens()
    await close()
    expect([name, ...(await send())]).toEqual([name, "not_told"])
    await open()
  }
  await happens()
  expect(await send()).toEqual(["sent"])

  await happens()
  const administrator = await makeActor(companyId, "administrator")
  await disableUser(administrator, userId)
  // Nor of that they are.
  expect(await send()).toEqual(["not_told", "not_told"])
  await eraseUser(administrator, userId)
  expect(
    await database().$count(
      pushSubscription,
      sql`${pushSubscription.sessionHash} not in (select id_hash from session)`,
    ),
  ).toBe(0)
  expect(await waiting()).toEqual([])
  expect(service.got).toHaveLength(1)
})

test("a browser is its user's alone, and goes on with whoever uses it last", async () => {
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  const id = await signedIn()
  const [own] = await listOwnBrowsers(reader.userId, id)
  expect(own).toMatchObject({ isThis: true, device: { browser: "Firefox", system: "Linux" }, lastSentAt: null })
  expect(await listOwnBrowsers(stranger.userId, id)).toEqual([])
  await expect(turnPushOff(stranger.userId, own!.id)).rejects.toThrow(NotFound)
  await expect(turnPushOff(reader.userId, Number.NaN)).rejects.toThrow(NotFound)
  // Another's session opens nothing here.
  await expectCode(turnPushOn(stranger.userId, id, service.subscription()), "signed_out")
  expect(await listOwnBrowsers(reader.userId, id)).toHaveLength(1)
  await turnPushOff(reader.userId, own!.id)
  await happens()
  expect(await waiting()).toEqual([])

  // One browser, two people in turn; who knows its address alone takes nothing over.
  const said = service.subscription()
  const [first, second] = [await openSession(reader.userId), await openSession(stranger.userId)]
  await turnPushOn(reader.userId, first, said)
  const forged = { ...JSON.parse(service.subscription()), endpoint: JSON.parse(said).endpoint }
  await turnPushOn(stranger.userId, second, JSON.stringify(forged))
  expect(await listOwnBrowsers(reader.userId, first)).toHaveLength(1)
  await turnPushOn(stranger.userId, second, said)
  expect(await listOwnBrowsers(reader.userId, first)).toEqual([])
  await happens()
  await happens("approval.sent", "IF1", stranger)
  expect([await send(), await send(stranger)]).toEqual([[], ["sent"]])
  // Again from the same session: its browser has subscribed anew.
  await turnPushOn(stranger.userId, second, service.subscription())
  expect(await listOwnBrowsers(stranger.userId, second)).toHaveLength(1)
})

test("so many browsers a person has, and each session one", async () => {
  for (let n = 0; n < 10; n++) await signedIn()
  await expectCode(signedIn(), "push_many")
  const [latest] = await listOwnBrowsers(reader.userId, "")
  await turnPushOff(reader.userId, latest!.id)
  await signedIn()
  await happens()
  expect(await send()).toEqual(Array.from({ length: 10 }, () => "sent"))
})

test("what is no subscription is refused, and an address of this server's own network is never called", async () => {
  const id = await openSession(reader.userId)
  const right = JSON.parse(service.subscription())
  const on = (more: object) => turnPushOn(reader.userId, id, JSON.stringify({ ...right, ...more }))
  const bad = [
    { keys: { ...right.keys, p256dh: Buffer.alloc(65, 4).toString("base64url") } },
    { keys: { ...right.keys, auth: "x" } },
    { keys: {} },
    { endpoint: "nonsense" },
    { endpoint: "ftp://127.0.0.1/" },
    { endpoint: "http://192.0.2.1/" },
    { endpoint: `https://example.com/${"x".repeat(1_000)}` },
  ]
  for (const more of bad) await expectCode(on(more), "push_refused")
  await expectCode(turnPushOn(reader.userId, id, "{"), "push_refused")
  await on({})
  await happens()
  const others = environment.env()
  vi.spyOn(environment, "env").mockReturnValue({ ...others, PUBLIC_URL: "https://inkoop.example" })
  for (const host of [
    "127.0.0.1",
    "localhost",
    "10.0.0.8",
    "169.254.169.254",
    "[::1]",
    "[fd00::1]",
    "2130706433",
    "nowhere.invalid",
  ])
    await expectCode(on({ endpoint: `https://${host}/` }), "push_refused")
  // It led outside as push was turned on.
  expect(await send()).toEqual(["browser_gone"])
  expect([service.got, await listOwnBrowsers(reader.userId, id)]).toEqual([[], []])
})

test("address and keys are kept sealed; another secret opens nothing and ends what was turned on", async () => {
  const id = await signedIn()
  await happens()
  const [kept] = await database()
    .select()
    .from(pushSubscription)
    .where(sql`session_hash in (select id_hash from session where user_id = ${reader.userId})`)
  expect(JSON.stringify(kept)).not.toContain("127.0.0.1")
  const before = vapidKeys()
  expect(vapidKeys()).toEqual(before)
  const others = environment.env()
  vi.spyOn(environment, "env").mockReturnValue({ ...others, AUTH_SECRET: "x".repeat(40) })
  expect(vapidKeys().publicKey).not.toBe(before.publicKey)
  expect(await send()).toEqual(["not_told"])
  expect(await listOwnBrowsers(reader.userId, id)).toEqual([])
})

test("404 and 410 end the subscription, and what waits for it", async () => {
  for (const code of [404, 410]) {
    const id = await signedIn(reader, await started(status(code)))
    await happens()
    await happens("approval.sent", "IF2")
    expect(await send()).toEqual(["browser_gone", "not_told"])
    expect([await listOwnBrowsers(reader.userId, id), await waiting()]).toEqual([[], []])
  }
})

test("a service that is down is tried again after ever longer pauses, and given up; one that refuses is not", async () => {
  const down = await started(status(503))
  const id = await signedIn(reader, down)
  await happens()
  const pauses: number[] = []
  for (let n = 1; n < mostPushTries; n++) {
    const before = Date.now()
    expect(await send()).toEqual(["tried_later"])
    const { queuedAt, attempts } = (await waiting())[0]!
    expect(attempts).toBe(n)
    pauses.push((queuedAt.getTime() - before) / 1_000)
    // Not before its pause is over, whoever asks.
    expect(await send()).toEqual(["not_queued"])
    await passTime()
  }
  for (const [n, pause] of pauses.entries()) expect(pause).toBeGreaterThan(Math.min(26 * 4 ** n, 3_200))
  expect(await send()).toEqual(["failed"])
  expect([down.got.length, await waiting()]).toEqual([mostPushTries, []])
  expect(await listOwnBrowsers(reader.userId, id)).toHaveLength(1)

  down.stop()
  await happens()
  expect(await send()).toEqual(["tried_later"])
  await inCompany(reader.companyId, tx => tx.delete(pushDelivery))
  await turnPushOn(reader.userId, id, (await started(status(400))).subscription())
  await happens()
  expect([await send(), await waiting()]).toEqual([["failed"], []])
})

test("two who send one message at once send it once", async () => {
  await signedIn()
  await happens()
  const { no } = (await waiting())[0]!
  const job = { companyId: reader.companyId, no: String(no) }
  const outcomes = await Promise.all([1, 2, 3].map(() => sendPushJob(job)))
  expect(outcomes.sort()).toEqual(["not_queued", "not_queued", "sent"])
  expect(service.got).toHaveLength(1)
})

test("of a worker that is killed while it sends nothing is sent twice, and the next one goes on with the rest", async () => {
  // The first gets no answer.
  const slow = await started((_, response) => {
    if (slow.got.length > 1) response.writeHead(201).end()
  })
  await signedIn(reader, slow)
  await happens()
  const wait = { timeout: 60_000, interval: 50 }
  const child = spawn(process.execPath, [await bundledProgram("test/run-push-worker.ts")], { stdio: "ignore" })
  await expect.poll(() => slow.got.length, wait).toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
  expect(await waiting()).toMatchObject([{ state: "sending", attempts: 1 }])
  await happens("approval.sent", "IF2")
  const worker = await startWorker()
  try {
    await expect.poll(async () => (await waiting()).length, wait).toBe(1)
  } finally {
    await worker.stop()
    await closeQueues()
  }
  expect(slow.got.map(({ message }) => message.page.split("/").at(-1))).toEqual(["IF1", "IF2"])
}, 120_000)
