import { and, eq, sql } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { company, notification, notificationSetting } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Stale } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { type ToldWay, toldKindOf, toldKinds } from "@/domain/history/told-kinds"
import { disableUser } from "@/domain/users/disable-user"
import { eraseUser } from "@/domain/users/erase-user"
import { makeActor, makeCompany } from "@/test/factories"
import { hold, untilWaiting } from "@/test/held-locks"
import { gatherDigests } from "./gather-digests"
import { readOwnNotificationSettings, saveOwnNotificationSettings } from "./own-settings"

let companyId: number
let reader: Actor

beforeEach(async () => {
  companyId = (await makeCompany()).id
  reader = await makeActor(companyId, "purchasing_manager")
})

function happens(kind: string, told = reader, mail?: boolean): Promise<number> {
  return inCompany(told.companyId, tx =>
    recordEvent(tx, {
      companyId: told.companyId,
      actor: null,
      kind,
      subjectType: "purchase_invoice",
      subjectNo: "IF1",
      tell: { userIds: [told.userId], mail },
    }),
  )
}

const choose = async (ways: Parameters<typeof saveOwnNotificationSettings>[1]["ways"], digestHour = 8, of = reader) =>
  saveOwnNotificationSettings(of, { ways, digestHour, version: (await readOwnNotificationSettings(of)).version })

/** How each was told of, in their order. */
async function told(of = reader): Promise<(string | null)[]> {
  const isOwn = and(eq(notification.companyId, of.companyId), eq(notification.userId, of.userId))
  const rows = await inCompany(of.companyId, tx =>
    tx.select({ state: notification.mailState }).from(notification).where(isOwn).orderBy(notification.eventId),
  )
  return rows.map(({ state }) => state)
}

test("each event is of one kind, and whoever chose nothing is told as is usual", async () => {
  const events = toldKinds.flatMap(kind => kind.events)
  expect(new Set(events).size).toBe(events.length)
  for (const { events: of } of toldKinds) for (const event of of) await happens(event)
  expect(await told()).toEqual(events.map(event => (toldKindOf(event)!.usual === "mail" ? "pending" : "none")))
})

test("each way is obeyed where the event is written, by each reader's own choice in the company", async () => {
  const ways = { asked: "mail", approved: "digest", mentioned: "bell", posted: "off" } as const
  await choose(ways)
  const other = await makeActor(companyId, "purchaser")
  const elsewhere: Actor = { ...reader, companyId: (await makeCompany()).id }
  for (const of of [reader, other, elsewhere]) {
    for (const name of Object.keys(ways)) await happens(toldKinds.find(kind => kind.name === name)!.events[0], of)
  }
  expect(await told()).toEqual(["pending", "digest", "none"])
  for (const of of [other, elsewhere]) expect(await told(of)).toEqual(["none", "none", "pending", "none"])
})

test("what is no kind to choose about is told whatever stands in the settings", async () => {
  await choose({})
  const kinds = ["user.roles_changed", "user.password_chosen", "vendor.bank_account_proposed_alone"]
  const off = Object.fromEntries(kinds.map(kind => [kind, "off" satisfies ToldWay]))
  await inCompany(companyId, tx =>
    tx.update(notificationSetting).set({ ways: off }).where(eq(notificationSetting.companyId, companyId)),
  )
  for (const kind of kinds) {
    expect(toldKindOf(kind)).toBeUndefined()
    await happens(kind, reader, true)
  }
  expect(await told()).toEqual(kinds.map(() => "pending"))
})

test("who saves upon an older page is told so, and what the form did not show stays", async () => {
  expect(await readOwnNotificationSettings(reader)).toMatchObject({ version: 0, digestHour: 8 })
  await choose({ asked: "off" }, 7)
  const stale = saveOwnNotificationSettings(reader, { ways: { asked: "mail" }, digestHour: 9, version: 0 })
  await expect(stale).rejects.toBeInstanceOf(Stale)
  await choose({ due: "digest" }, 17)
  const { kinds, digestHour, version } = await readOwnNotificationSettings(reader)
  expect({ digestHour, version }).toEqual({ digestHour: 17, version: 2 })
  const wayOf = (name: string) => kinds.find(kind => kind.name === name)?.way
  expect(["asked", "due", "posted"].map(wayOf)).toEqual(["off", "digest", "bell"])
})

test("people are asked about what they can be told of", async () => {
  const kindsOf = async (actor: Actor) => (await readOwnNotificationSettings(actor)).kinds.map(({ name }) => name)
  const processor = await kindsOf(await makeActor(companyId, "order_processor"))
  expect(processor).toContain("ready")
  expect(processor).not.toContain("asked")
  expect(await kindsOf(await makeActor(companyId, "administrator"))).toEqual([
    "imported",
    "tried",
    "invitation",
    "webhook_off",
  ])
})

test("an erased person's choice is gone", async () => {
  await choose({ asked: "mail" })
  const administrator = await makeActor(companyId, "administrator")
  await disableUser(administrator, reader.userId)
  await eraseUser(administrator, reader.userId)
  const isOwn = eq(notificationSetting.userId, reader.userId)
  expect(await inCompany(companyId, tx => tx.select().from(notificationSetting).where(isOwn))).toEqual([])
})

/** Puts everything that was told so far at a time. */
const at = (time: string) =>
  inCompany(companyId, tx =>
    tx
      .update(notification)
      .set({ createdAt: new Date(time) })
      .where(and(eq(notification.companyId, companyId), sql`${notification.digestEventId} is null`)),
  )

test("the daily mail is gathered at the reader's hour by the company's clocks, once, with all that was collected", async () => {
  await inCompany(companyId, tx =>
    tx.update(company).set({ timeZone: "America/New_York" }).where(eq(company.id, companyId)),
  )
  await choose({ asked: "digest", approved: "digest" }, 7)
  await happens("approval.sent")
  await happens("approval.approved")
  await at("2026-01-14T11:59:00Z")
  expect(await gatherDigests(companyId, new Date("2026-01-14T11:59:30Z"))).toBe(0)
  // Seven there is noon of Greenwich in winter. Two at once make one mail.
  const seven = new Date("2026-01-14T12:01:00Z")
  const runs = await Promise.all([gatherDigests(companyId, seven), gatherDigests(companyId, seven)])
  expect(runs.toSorted()).toEqual([0, 1])
  expect(await told()).toEqual(["none", "pending"])
  // What comes after the hour waits for the next day's, also where the workers stood still over it.
  await happens("approval.sent")
  await at("2026-01-14T12:00:00Z")
  expect(await gatherDigests(companyId, new Date("2026-01-15T11:59:00Z"))).toBe(0)
  expect(await gatherDigests(companyId, new Date("2026-01-15T20:00:00Z"))).toBe(1)
  expect(await told()).toEqual(["none", "pending", "pending"])
  expect(await gatherDigests(companyId, new Date("2026-01-16T20:00:00Z"))).toBe(0)
})

test("each collects on their own, and another company's is left alone", async () => {
  const second = await makeActor(companyId, "purchaser")
  const elsewhere = await makeActor((await makeCompany()).id, "purchaser")
  for (const of of [reader, second, elsewhere]) {
    await choose({ posted: "digest" }, 8, of)
    await happens("purchase_invoice.posted", of)
  }
  const later = new Date(Date.now() + 25 * 3_600_000)
  expect(await gatherDigests(companyId, later)).toBe(2)
  expect(await told(elsewhere)).toEqual(["digest"])
})

test("who gathers while another does waits, and gathers nothing anew", async () => {
  await choose({ asked: "digest" })
  await happens("approval.sent")
  const release = await hold(companyId, tx =>
    tx.update(notification).set({ mailState: "sent" }).where(eq(notification.companyId, companyId)),
  )
  const second = gatherDigests(companyId, new Date(Date.now() + 25 * 3_600_000))
  await untilWaiting(1)
  await release()
  expect(await second).toBe(0)
  expect(await told()).toEqual(["sent"])
})
