import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { notification, type users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import { listPendingMail, nextMailGenerations } from "@/domain/notifications/pending-mail"
import { disableUser } from "@/domain/users/disable-user"
import { closeTransport } from "@/mail/transport"
import { makeActor, makeCompany, makeMember, makeUser, type TestCompany } from "@/test/factories"
import { hold } from "@/test/held-locks"
import { bodyOf, headerOf, startMailServer } from "@/test/mail-server"
import { closeQueues } from "./producers"
import { mailJob, mails } from "./queues"
import { relayOnce } from "./relay"
import { runJobs } from "./run-jobs"
import { sendMailJob } from "./send-mail"

let company: TestCompany
let server: Awaited<ReturnType<typeof startMailServer>>

beforeAll(async () => {
  server = await startMailServer()
  vi.stubEnv("SMTP_URL", server.url)
  vi.stubEnv("PUBLIC_URL", "https://inkoop.example")
  company = await makeCompany()
})

beforeEach(() => {
  server.received = []
  server.answer = undefined
})

afterAll(async () => {
  closeTransport()
  await closeQueues()
  await server.stop()
})

async function tell(user: Partial<typeof users.$inferInsert>, no: string, member = true) {
  const reader = await makeUser(user)
  if (member) await makeMember(company.id, reader, ["order_processor"])
  const eventId = await inCompany(company.id, tx =>
    recordEvent(tx, {
      companyId: company.id,
      actor: null,
      kind: "purchase_request.ready",
      subjectType: "purchase_request",
      subjectNo: no,
      data: { purchaseInvoiceNo: "IF26-00009", vendorName: "Van Dijk & Zn.", lineCount: 3, costChanges: 1 },
      tell: { userIds: [reader.id], mail: true },
    }),
  )
  return { companyId: company.id, userId: reader.id, eventId }
}

const stateOf = (key: { userId: number; eventId: number }) =>
  inCompany(company.id, async tx => {
    const [row] = await tx
      .select({ state: notification.mailState })
      .from(notification)
      .where(and(eq(notification.userId, key.userId), eq(notification.eventId, key.eventId)))
    return row?.state
  })

const send = (to: Parameters<typeof mailJob>[0]) => sendMailJob(mailJob(to, 0).payload)

test("a mail is written in its reader's language, with a link into the company", async () => {
  const dutch = await tell({ language: "nl", email: "noor@example.test", name: "Noor" }, "IA26-00001")
  const english = await tell({ language: "en", email: "eve@example.test", name: "Eve" }, "IA26-00001")
  expect(await send(dutch)).toBe("sent")
  expect(await send(english)).toBe("sent")
  const [nl, en] = server.received
  expect([nl?.to, en?.to]).toEqual(["noor@example.test", "eve@example.test"])
  expect(headerOf(nl!.source).Subject).toBe("Inkoopfactuur IF26-00009 is gereed")
  expect(headerOf(en!.source).Subject).toBe("Purchase invoice IF26-00009 is ready")
  expect(bodyOf(nl!.source)).toContain("IF26-00009 van Van Dijk & Zn., met 3 regels")
  expect(bodyOf(en!.source)).toContain("One cost differs from the one shown")
  for (const { source } of server.received) {
    expect(bodyOf(source)).toContain(`https://inkoop.example/${company.slug}/purchase-invoices/IF26-00009`)
    expect(bodyOf(source)).toContain("Van Dijk &#38; Zn.")
  }
  expect(await stateOf(dutch)).toBe("sent")
})

test("a mail sent twice is the same message, and one that was sent is not sent again", async () => {
  const key = await tell({}, "IA26-00002")
  expect(await send(key)).toBe("sent")
  expect(await send(key)).toBe("nothing to send")
  // As after a kill between the sending and the mark.
  await inCompany(company.id, tx =>
    tx.update(notification).set({ mailState: "pending" }).where(eq(notification.eventId, key.eventId)),
  )
  expect(await send(key)).toBe("sent")
  const ids = server.received.map(({ source }) => headerOf(source)["Message-ID"])
  expect(ids).toHaveLength(2)
  expect(ids[0]).toMatch(/^<.+@inkoop\.example>$/)
  expect(ids[1]).toBe(ids[0])
})

test("a mailbox that does not exist ends it; anything else is tried again", async () => {
  const key = await tell({}, "IA26-00003")
  server.answer = { responseCode: 451, message: "greylisted" }
  await expect(send(key)).rejects.toThrow()
  expect(await stateOf(key)).toBe("pending")
  server.answer = { responseCode: 550, message: "no such mailbox" }
  expect(await send(key)).toBe("undeliverable")
  expect(await stateOf(key)).toBe("failed")
})

test("who was disabled or has left the company gets no mail", async () => {
  const disabled = await tell({}, "IA26-00004")
  await disableUser(await makeActor(company.id, "administrator"), disabled.userId)
  // The mail about that very change is for who is kept out.
  const [about] = (await listPendingMail(0, 10)).filter(key => key.eventId > disabled.eventId)
  expect(await send(about!)).toBe("sent")
  expect(server.received.map(({ source }) => headerOf(source).Subject)).toEqual([expect.stringContaining(company.name)])
  server.received.length = 0
  const stranger = await tell({}, "IA26-00004", false)
  expect(await send(disabled)).toBe("nothing to send")
  expect(await send(stranger)).toBe("nothing to send")
  expect(server.received).toEqual([])
  expect(await listPendingMail(0, 10)).toEqual([])
})

test("a mail whose job was lost is relayed", async () => {
  const key = await tell({ email: "late@example.test" }, "IA26-00005")
  expect(await listPendingMail(0, 10)).toEqual([key])
  expect(await relayOnce(0)).toBe(1)
  expect(await relayOnce(0)).toBe(0)
  const arrived = new Promise<void>(resolve => {
    server.taken = resolve
  })
  const runner = runJobs(mails.queue, sendMailJob, 1)
  await arrived
  await runner.stop()
  expect(server.received.map(({ to }) => to)).toEqual(["late@example.test"])
  expect(await stateOf(key)).toBe("sent")
})

test("a mail that another relay has in hand is passed over, not waited for, and not lost", async () => {
  const [held, free] = [await tell({}, "IA26-00006"), await tell({}, "IA26-00007")]
  const release = await hold(company.id, tx =>
    tx.select().from(notification).where(eq(notification.eventId, held.eventId)).for("update"),
  )
  const raise = () => nextMailGenerations(company.id, [held, free])
  expect(await raise()).toEqual([{ ...free, generation: 1 }])
  await release()
  const inOrder = (await raise()).sort((a, b) => a.eventId - b.eventId)
  expect(inOrder).toEqual([
    { ...held, generation: 1 },
    { ...free, generation: 2 },
  ])
})
