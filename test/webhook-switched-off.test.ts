/** A webhook that is changed, and one that switches itself off; and that no address within is connected to. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { eq, sql } from "drizzle-orm"
import { Webhook } from "standardwebhooks"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { event, notification, webhook, webhookDelivery } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound, Stale } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { callOutside } from "@/domain/outside/call-outside"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { changeWebhook, renewWebhookSecret, switchWebhookOn } from "@/domain/webhooks/change-webhook"
import { deliverMessage } from "@/domain/webhooks/deliver-message"
import { listDeliveries, sendAgain } from "@/domain/webhooks/delivery-log"
import { makeWebhook, readWebhook } from "@/domain/webhooks/webhooks"
import * as environment from "@/env"
import { makeActor, makeCompany } from "@/test/factories"
import { expectCode } from "@/test/refusals"

const nobody = "http://127.0.0.1:9/nobody"
const kinds = ["vendor.changed"]

let actor: Actor
let server: Server
let got: { headers: Record<string, string>; body: string }[]
let connections: number

beforeEach(async () => {
  actor = await makeActor((await makeCompany()).id, "administrator")
  got = []
  connections = 0
  server = createServer(async (request, response) => {
    let body = ""
    for await (const piece of request) body += piece
    got.push({ headers: request.headers as Record<string, string>, body })
    response.writeHead(204).end()
  })
  server.on("connection", () => connections++)
  await new Promise<void>(done => server.listen(0, done))
})
afterEach(() => {
  vi.restoreAllMocks()
  server.closeAllConnections()
  server.close()
})

const port = () => (server.address() as AddressInfo).port
const here = () => `http://127.0.0.1:${port()}/told`
const happen = () =>
  inCompany(actor.companyId, tx =>
    recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "vendor.changed",
      subjectType: "vendor",
      subjectNo: "L1",
    }),
  )
const log = async (id: number) => (await listDeliveries(actor, id, { limit: 10 })).deliveries
/** Tries the latest message, whatever pause it has. */
async function send(id: number): Promise<string> {
  const { no } = (await log(id))[0]!
  await inCompany(actor.companyId, async tx => {
    await tx.update(webhook).set({ restsUntil: null })
    await tx
      .update(webhookDelivery)
      .set({ queuedAt: sql`now() - interval '1 minute'` })
      .where(eq(webhookDelivery.no, no))
  })
  return deliverMessage(actor.companyId, String(no))
}
/** Has everything failed so many hours longer. */
const failFor = (hours: number) =>
  inCompany(actor.companyId, tx =>
    tx.update(webhook).set({ failingSince: sql`${webhook.failingSince} - make_interval(hours => ${hours}::integer)` }),
  )
const told = () =>
  inCompany(actor.companyId, tx =>
    tx
      .select({ userId: notification.userId, mail: notification.mailState, data: event.data, no: event.subjectNo })
      .from(notification)
      .innerJoin(event, eq(event.id, notification.eventId))
      .where(eq(event.kind, "webhook.switched_off")),
  )

test("after five days without one success it is switched off by itself, and its administrators are told, once", async () => {
  const other = await makeActor(actor.companyId, "administrator", "purchaser")
  await makeActor(actor.companyId, "purchasing_manager")
  const { id } = await makeWebhook(actor, { url: nobody, kinds })
  await happen()
  expect(await send(id)).toBe("tried_later")
  await failFor(5 * 24 - 1)
  expect(await send(id)).toBe("tried_later")
  expect((await readWebhook(actor, id)).switchedOffAt).toBeNull()
  await happen()
  await failFor(2)
  expect(await send(id)).toBe("tried_later")
  expect((await readWebhook(actor, id)).switchedOffAt).not.toBeNull()
  // What waited is given up, what happens is not told, and nothing is sent again.
  expect((await log(id)).map(({ state, problem }) => [state, problem])).toEqual(
    Array(2).fill(["failed", "switched_off"]),
  )
  await happen()
  expect(await log(id)).toHaveLength(2)
  await expectCode(sendAgain(actor, (await log(id))[0]!.no), "webhook_off")
  const people = [actor, other].map(({ userId }) => userId).sort()
  const letters = await told()
  expect(letters.map(({ userId }) => userId).sort()).toEqual(people)
  expect(letters[0]).toMatchObject({ mail: "pending", no: String(id), data: { host: "127.0.0.1:9", days: 5 } })

  await switchWebhookOn(actor, id)
  await switchWebhookOn(actor, id)
  expect(await readWebhook(actor, id)).toMatchObject({ switchedOffAt: null, isFailing: false })
  await happen()
  expect(await send(id)).toBe("tried_later")
  expect((await readWebhook(actor, id)).switchedOffAt).toBeNull()
  expect(await told()).toHaveLength(2)
})

test("one success begins the five days anew", async () => {
  const { id, secret } = await makeWebhook(actor, { url: nobody, kinds })
  await happen()
  await send(id)
  await failFor(6 * 24)
  const { version } = await readWebhook(actor, id)
  // Another address is not held to what the one before did.
  await changeWebhook(actor, id, version, { url: here(), kinds })
  expect(await send(id)).toBe("sent")
  new Webhook(secret).verify(got[0]!.body, got[0]!.headers)
  await changeWebhook(actor, id, version + 1, { url: nobody, kinds })
  await happen()
  expect(await send(id)).toBe("tried_later")
  expect((await readWebhook(actor, id)).switchedOffAt).toBeNull()
})

test("address and kinds are changed as they were made, on the version that was read, and the secret by itself", async () => {
  const { id, secret } = await makeWebhook(actor, { url: nobody, kinds })
  await expectCode(changeWebhook(actor, id, 1, { url: "nonsense", kinds }), "webhook_address")
  await expectCode(changeWebhook(actor, id, 1, { url: here(), kinds: [] }), "required")
  await expectCode(changeWebhook(actor, id, 1, { url: here(), kinds: ["user.invited"] }), "invalid")
  await changeWebhook(actor, id, 1, { url: here(), kinds: ["vendor.changed", "vendor.created"] })
  await expect(changeWebhook(actor, id, 1, { url: nobody, kinds })).rejects.toThrow(Stale)
  expect(await readWebhook(actor, id)).toMatchObject({ url: here(), kinds: ["vendor.changed", "vendor.created"] })
  const stranger = await makeActor((await makeCompany()).id, "administrator")
  await expect(changeWebhook(stranger, id, 2, { url: "nonsense", kinds })).rejects.toThrow(NotFound)
  await expect(renewWebhookSecret(stranger, id)).rejects.toThrow(NotFound)
  await expect(switchWebhookOn(stranger, id)).rejects.toThrow(NotFound)

  const renewed = await renewWebhookSecret(actor, id)
  expect(renewed).not.toBe(secret)
  await happen()
  expect(await send(id)).toBe("sent")
  const [{ body, headers }] = got as [(typeof got)[number]]
  new Webhook(renewed).verify(body, headers)
  expect(() => new Webhook(secret).verify(body, headers)).toThrow()
  const { lines } = await listSecurityLog(actor, { kind: "webhook_changed" }, { limit: 10 })
  expect(lines.map(({ detail }) => detail)).toEqual(["secret_renewed", "changed", "made"])
})

test("a name that leads into this server's own network as it is connected to is not connected to", async () => {
  const others = environment.env()
  vi.spyOn(environment, "env").mockReturnValue({ ...others, PUBLIC_URL: "https://inkoop.example" })
  for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
    expect(await callOutside(`https://${host}:${port()}/told`, {}, "{}")).toEqual({ problem: "inner_address" })
  }
  expect(connections).toBe(0)
  // Whom nothing keeps from it, it takes.
  await fetch(`http://localhost:${port()}/`)
  expect(connections).toBe(1)
})
