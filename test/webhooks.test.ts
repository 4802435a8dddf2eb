import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { eq, sql } from "drizzle-orm"
import { Webhook } from "standardwebhooks"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { webhook, webhookDelivery } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { deliverMessage, mostTries } from "@/domain/webhooks/deliver-message"
import { listDeliveries, sendAgain } from "@/domain/webhooks/delivery-log"
import { listWebhooks, makeWebhook, readWebhook, removeWebhook } from "@/domain/webhooks/webhooks"
import * as environment from "@/env"
import { closeQueues } from "@/jobs/producers"
import { startWorker } from "@/jobs/worker"
import { bundledProgram } from "@/test/bundled-program"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { expectCode } from "@/test/refusals"

type Got = { headers: IncomingHttpHeaders; body: string }

let actor: Actor
const servers: Server[] = []
let got: Got[] = []

beforeEach(async () => {
  actor = await makeActor((await makeCompany()).id, "administrator", "purchaser")
  got = []
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A receiver that keeps what it gets. @returns its address */
async function receiver(answer: RequestListener = (_, response) => response.writeHead(204).end()): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const piece of request) body += piece
    got.push({ headers: request.headers, body })
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`
}

const status =
  (code: number): RequestListener =>
  (_, response) =>
    void response.writeHead(code).end()
const happen = (kind: string, no = "L1", by = actor) =>
  inCompany(by.companyId, tx =>
    recordEvent(tx, {
      companyId: by.companyId,
      actor: by,
      kind,
      subjectType: "vendor",
      subjectNo: no,
      data: { name: "Wim" },
    }),
  )
const log = async (id: number) => (await listDeliveries(actor, id, { limit: 10 })).deliveries
const latest = async (id: number) => (await log(id))[0]!
const send = async (id: number) => deliverMessage(actor.companyId, String((await latest(id)).no))

/** Has the pauses of all deliveries and webhooks passed. */
async function passTime(): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    await tx
      .update(webhookDelivery)
      .set({ queuedAt: sql`now() - interval '1 minute'` })
      .where(eq(webhookDelivery.state, "queued"))
    await tx.update(webhook).set({ restsUntil: null })
  })
}

/** The portal as it is served for people, or on a machine of one's own. */
function servedAt(address: string): void {
  const others = environment.env()
  vi.spyOn(environment, "env").mockReturnValue({ ...others, PUBLIC_URL: address })
}

test("what happens is told with its number alone, signed so that a receiver of the standard knows it", async () => {
  const { id, secret } = await makeWebhook(actor, { url: await receiver(), kinds: ["purchase_invoice.saved"] })
  const { no: vendorNo } = await makeVendor(actor.companyId, { name: "Geheime Lampen" })
  const { no: itemNo } = await makeItem(actor.companyId)
  const no = await makePurchaseInvoice(actor, vendorNo, [{ no: itemNo, quantity: "1", price: "1234.56" }])
  // Made, and saved: one kind of the two was asked for.
  expect((await log(id)).map(({ kind, state }) => [kind, state])).toEqual([["purchase_invoice.saved", "queued"]])
  expect(await send(id)).toBe("sent")
  expect(await send(id)).toBe("not_queued")
  expect(got).toHaveLength(1)
  const [{ body, headers }] = got as [Got]
  const told = new Webhook(secret).verify(body, headers as Record<string, string>)
  expect(told).toEqual({
    type: "purchase_invoice.saved",
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    data: { company: expect.any(String), documentType: "purchase_invoice", no, version: 2 },
  })
  for (const secretWord of ["Geheime", "1234", actor.name]) expect(body).not.toContain(secretWord)
  expect(() => new Webhook(secret).verify(body.replace(no, "X"), headers as Record<string, string>)).toThrow()
  expect(await latest(id)).toMatchObject({ state: "sent", attempts: 1, answer: 204, problem: "" })
})

test("it is written with the event or not at all, and of one's own company alone", async () => {
  const { id } = await makeWebhook(actor, { url: await receiver(), kinds: ["vendor.changed"] })
  const stranger = await makeActor((await makeCompany()).id, "administrator")
  await happen("vendor.changed", "L1", stranger)
  await happen("vendor.created")
  const broken = inCompany(actor.companyId, async tx => {
    const { companyId } = actor
    await recordEvent(tx, { companyId, actor, kind: "vendor.changed", subjectType: "vendor", subjectNo: "L1" })
    throw new Error("broken off")
  })
  await expect(broken).rejects.toThrow("broken off")
  expect(await log(id)).toEqual([])
  await happen("vendor.changed")
  const { no } = await latest(id)
  await expect(listDeliveries(stranger, id, { limit: 10 })).rejects.toThrow(NotFound)
  await expect(readWebhook(stranger, id)).rejects.toThrow(NotFound)
  await expect(removeWebhook(stranger, id)).rejects.toThrow(NotFound)
  expect(await send(id)).toBe("sent")
  await expect(sendAgain(stranger, no)).rejects.toThrow(NotFound)
  await removeWebhook(actor, id)
  await happen("vendor.changed")
  expect(await inCompany(actor.companyId, tx => tx.$count(webhookDelivery))).toBe(0)
})

test("what is not taken is tried again after ever longer pauses, under one id, then given up, and sent again by hand", async () => {
  let answer = 500
  const { id } = await makeWebhook(actor, {
    url: await receiver((request, response) => status(answer)(request, response)),
    kinds: ["vendor.changed"],
  })
  await happen("vendor.changed")
  const pauses: number[] = []
  for (let n = 1; n < mostTries; n++) {
    const before = Date.now()
    expect(await send(id)).toBe("tried_later")
    const { dueAt, attempts, answer: got500 } = await latest(id)
    expect([attempts, got500]).toEqual([n, 500])
    pauses.push((dueAt.getTime() - before) / 1_000)
    // Not before its pause is over, whoever asks.
    expect(await send(id)).not.toBe("tried_later")
    expect(got).toHaveLength(n)
    await passTime()
  }
  expect(pauses[0]).toBeGreaterThan(8)
  for (const [n, pause] of pauses.entries()) {
    if (n > 0) expect(pause).toBeGreaterThan(Math.min(pauses[n - 1]! * 2, 19_000))
    expect(pause).toBeLessThan(24_000)
  }
  expect(await send(id)).toBe("failed")
  expect(await listWebhooks(actor)).toMatchObject([{ isFailing: true, queued: 0, failed: 1 }])
  await passTime()
  expect(await send(id)).toBe("not_queued")

  answer = 200
  const { no } = await latest(id)
  await sendAgain(actor, no)
  expect(await latest(id)).toMatchObject({ no, state: "queued", attempts: 0, answer: null })
  await expect(sendAgain(actor, no)).rejects.toThrow(NotFound)
  expect(await send(id)).toBe("sent")
  expect(await listWebhooks(actor)).toMatchObject([{ isFailing: false, failed: 0 }])
  expect(got).toHaveLength(mostTries + 1)
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
})

test("a server that is down is left alone for a moment, one that refuses a message is not", async () => {
  const down = await makeWebhook(actor, { url: "http://127.0.0.1:9/nobody", kinds: ["vendor.changed"] })
  const picky = await makeWebhook(actor, { url: await receiver(status(422)), kinds: ["vendor.created"] })
  const at = async (id: number) => (await log(id)).map(({ no }) => String(no))
  for (const kind of ["vendor.changed", "vendor.created"]) for (const no of ["L1", "L2"]) await happen(kind, no)
  const [second, first] = await at(down.id)
  expect(await deliverMessage(actor.companyId, first!)).toBe("tried_later")
  expect(await deliverMessage(actor.companyId, second!)).toBe("put_off")
  expect(await latest(down.id)).toMatchObject({ attempts: 0, state: "queued" })
  expect((await log(down.id))[1]).toMatchObject({ attempts: 1, problem: "unreachable", answer: null })
  for (const no of await at(picky.id)) expect(await deliverMessage(actor.companyId, no)).toBe("tried_later")
  expect(got).toHaveLength(2)
  // Put off again and again, it ends all the same.
  await passTime()
  await inCompany(actor.companyId, tx => tx.update(webhookDelivery).set({ createdAt: sql`now() - interval '4 days'` }))
  expect(await deliverMessage(actor.companyId, second!)).toBe("failed")
})

test("two who try one message at once send it once", async () => {
  const { id } = await makeWebhook(actor, { url: await receiver(), kinds: ["vendor.changed"] })
  await happen("vendor.changed")
  const { no } = await latest(id)
  const outcomes = await Promise.all([1, 2, 3].map(() => deliverMessage(actor.companyId, String(no))))
  expect(outcomes.sort()).toEqual(["not_queued", "not_queued", "sent"])
  expect(got).toHaveLength(1)
})

test("a redirect is not followed, and its answer is not read", async () => {
  const inner = await receiver()
  const redirects: RequestListener = (_, response) =>
    void response.writeHead(302, { location: inner }).end("x".repeat(99))
  const { id } = await makeWebhook(actor, { url: await receiver(redirects), kinds: ["vendor.changed"] })
  await happen("vendor.changed")
  expect(await send(id)).toBe("tried_later")
  expect([got.length, (await latest(id)).answer]).toEqual([1, 302])
})

test("an address of this server's own network is refused as it is registered, and as it is connected to", async () => {
  const kinds = ["vendor.changed"]
  const make = (url: string) => makeWebhook(actor, { url, kinds })
  const here = await receiver()
  const { id } = await make(here)
  const { id: encrypted } = await make(here.replace("http:", "https:"))
  // At home no other machine is called without encryption.
  for (const url of ["http://192.0.2.1/", "ftp://127.0.0.1/", "nonsense", "https://u:p@example.com/"])
    await expectCode(make(url), "webhook_address")
  servedAt("https://inkoop.example")
  const inner = [
    "127.0.0.1",
    "localhost",
    "10.0.0.8",
    "169.254.169.254",
    "[::1]",
    "[::ffff:10.0.0.8]",
    "[fd00::1]",
    "0.0.0.0",
  ]
  for (const host of [...inner, "192.168.1.1", "[64:ff9b::a00:8]", "2130706433", "nowhere.invalid"])
    await expectCode(make(`https://${host}/`), "webhook_address")
  await expectCode(make("http://192.0.2.1/"), "webhook_address")
  // It led outside as it was registered.
  await happen("vendor.changed")
  for (const each of [id, encrypted]) {
    expect(await send(each)).toBe("tried_later")
    expect(await latest(each)).toMatchObject({ problem: "inner_address", answer: null })
  }
  expect(got).toEqual([])
})

test("a webhook is made of an address and kinds, its secret kept sealed; people's own affairs are told to nobody", async () => {
  const url = await receiver()
  await expectCode(makeWebhook(actor, { url: " ", kinds: ["vendor.changed"] }), "required")
  await expectCode(makeWebhook(actor, { url, kinds: [] }), "required")
  for (const kind of ["user.invited", "setup.changed", "comment.written", "vendor"])
    await expectCode(makeWebhook(actor, { url, kinds: [kind] }), "invalid")
  const { id, secret } = await makeWebhook(actor, { url, kinds: ["vendor.changed", "vendor.changed"] })
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
  const [kept] = await inCompany(actor.companyId, tx => tx.select().from(webhook).where(eq(webhook.id, id)))
  expect(JSON.stringify(kept)).not.toContain(secret.slice(6, 20))
  expect(kept!.kinds).toEqual(["vendor.changed"])
  const { lines } = await listSecurityLog(actor, { kind: "webhook_changed" }, { limit: 10 })
  expect(lines.map(({ detail }) => detail)).toEqual(["made"])
  await inCompany(actor.companyId, tx => tx.update(webhook).set({ sealedSecret: "of another installation" }))
  await happen("vendor.changed")
  expect([await send(id), (await latest(id)).problem, got.length]).toEqual(["failed", "no_secret", 0])
  for (let n = 1; n < 20; n++) await makeWebhook(actor, { url, kinds: ["vendor.changed"] })
  await expectCode(makeWebhook(actor, { url, kinds: ["vendor.changed"] }), "webhooks_many")
})

test("a worker that is killed while it tells leaves nothing untold: the next one tells it under the same id", async () => {
  const url = await receiver((_, response) => {
    // The first to tell gets no answer.
    if (got.length > 1) response.writeHead(204).end()
  })
  const { id, secret } = await makeWebhook(actor, { url, kinds: ["vendor.changed"] })
  await happen("vendor.changed")
  const wait = { timeout: 60_000, interval: 50 }
  const child = spawn(process.execPath, [await bundledProgram("test/run-webhook-worker.ts")], { stdio: "ignore" })
  await expect.poll(() => got.length, wait).toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
  expect(await latest(id)).toMatchObject({ state: "queued", attempts: 1 })
  await passTime()
  const worker = await startWorker()
  try {
    await expect.poll(async () => (await latest(id)).state, wait).toBe("sent")
  } finally {
    await worker.stop()
    await closeQueues()
  }
  expect(got.length).toBeGreaterThan(1)
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
  for (const { body, headers } of got) new Webhook(secret).verify(body, headers as Record<string, string>)
}, 120_000)
