import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { database } from "@/db/client"
import { notification, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { gatherDigests } from "@/domain/notifications/gather-digests"
import { saveOwnNotificationSettings } from "@/domain/notifications/own-settings"
import { listPendingMail } from "@/domain/notifications/pending-mail"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { closeTransport } from "@/mail/transport"
import { makeApprovalCompany, versionOf } from "@/test/approvals"
import { bodyOf, headerOf, startMailServer } from "@/test/mail-server"
import { closeQueues } from "./producers"
import { mailJob } from "./queues"
import { sendMailJob } from "./send-mail"

let server: Awaited<ReturnType<typeof startMailServer>>
let home: Awaited<ReturnType<typeof makeApprovalCompany>>

beforeAll(async () => {
  server = await startMailServer()
  vi.stubEnv("SMTP_URL", server.url)
  vi.stubEnv("PUBLIC_URL", "https://inkoop.example")
})

beforeEach(async () => {
  home = await makeApprovalCompany()
  server.received = []
})

afterAll(async () => {
  closeTransport()
  await closeQueues()
  await server.stop()
})

type Ways = Parameters<typeof saveOwnNotificationSettings>[1]["ways"]
const choose = (of: Actor, ways: Ways) => saveOwnNotificationSettings(of, { ways, digestHour: 8, version: 0 })
const speaks = (of: Actor, language: "en" | "nl") =>
  database().update(users).set({ language }).where(eq(users.id, of.userId))
const version = (no: string) => versionOf(home.company.id, no)

async function sent(price: string): Promise<string> {
  const no = await home.draft(home.buyer, price)
  await sendForApproval(home.buyer, no, await version(no))
  return no
}

/** Sends what waits in the company. */
async function sendAll(): Promise<string[]> {
  const keys = (await listPendingMail(0, 1000)).filter(key => key.companyId === home.company.id)
  const outcomes: string[] = []
  for (const key of keys) outcomes.push(await sendMailJob(mailJob(key, 0).payload))
  return outcomes
}

const mails = () => server.received.map(({ source }) => ({ subject: headerOf(source).Subject, body: bodyOf(source) }))

test("an approval is mailed to whoever chose so, in their language, with a link that only opens it", async () => {
  await choose(home.lead, { asked: "mail" })
  await speaks(home.lead, "nl")
  await choose(home.head, { delegated: "mail" })
  await speaks(home.head, "en")
  await choose(home.buyer, { approved: "mail", rejected: "mail" })
  await speaks(home.buyer, "nl")
  const [yes, no] = [await sent("100"), await sent("200")]
  expect(await sendAll()).toEqual(["sent", "sent"])
  await delegate(home.lead, yes, await version(yes), home.head.userId, "Away")
  await approve(home.head, yes, await version(yes))
  await reject(home.lead, no, await version(no), "Te duur")
  await sendAll()
  expect(mails().map(({ subject }) => subject)).toEqual([
    `Inkoopfactuur ${yes} wacht op uw goedkeuring`,
    `Inkoopfactuur ${no} wacht op uw goedkeuring`,
    `The approval of purchase invoice ${yes} was delegated to you`,
    `Inkoopfactuur ${yes} is goedgekeurd`,
    `Inkoopfactuur ${no} is afgewezen`,
  ])
  const links = mails().map(({ body }) => /https:\/\/inkoop\.example\/\S+?(?=["\s])/.exec(body)?.[0])
  const page = (of: string) => `https://inkoop.example/${home.company.slug}/purchase-invoices/${of}`
  expect(links).toEqual([yes, no, yes, yes, no].map(page))
})

test("the daily mail is one mail, and one message also where a worker was killed as it sent it", async () => {
  await choose(home.lead, { asked: "digest" })
  await speaks(home.lead, "nl")
  const [first, second] = [await sent("100"), await sent("200")]
  expect(await sendAll()).toEqual([])
  const later = new Date(Date.now() + 25 * 3_600_000)
  expect(await gatherDigests(home.company.id, later)).toBe(1)
  expect(await sendAll()).toEqual(["sent"])
  expect(await gatherDigests(home.company.id, later)).toBe(0)
  expect(await sendAll()).toEqual([])
  // As after a kill between the sending and the mark.
  await inCompany(home.company.id, tx =>
    tx
      .update(notification)
      .set({ mailState: "pending" })
      .where(and(eq(notification.companyId, home.company.id), eq(notification.mailState, "sent"))),
  )
  expect(await sendAll()).toEqual(["sent"])
  const [one, again] = server.received.map(({ source }) => headerOf(source))
  expect(one?.Subject).toBe(`${home.company.name}: 2 berichten`)
  expect(again?.["Message-ID"]).toBe(one?.["Message-ID"])
  for (const no of [first, second]) expect(mails()[0]?.body).toContain(`inkoopfactuur ${no} van`)
})
