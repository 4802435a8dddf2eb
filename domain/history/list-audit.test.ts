import { sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { ofApprovals, ofComments } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { type AuditFilter, listAudit, listAuditPeople } from "./list-audit"
import { recordEvent } from "./record-event"

let manager: Actor
let other: Actor

beforeAll(async () => {
  const { id } = await makeCompany()
  manager = await makeActor(id, "purchasing_manager")
  other = await makeActor(id, "purchaser")
  const happened = (actor: Actor | null, kind: string, subjectType: "vendor" | "item" | "setup", subjectNo: string) =>
    inCompany(id, tx => recordEvent(tx, { companyId: id, actor, kind, subjectType, subjectNo }))
  // As of earlier days, by the clocks of Amsterdam: events are append-only, so they are written so.
  for (const [no, at] of [
    ["before", "2026-01-09 22:59:59Z"],
    ["first", "2026-01-09 23:00:00Z"],
    ["last", "2026-01-10 22:59:59Z"],
    ["after", "2026-01-10 23:00:00Z"],
  ])
    await inCompany(id, tx =>
      tx.execute(sql`insert into event (company_id, at, kind, subject_type, subject_no)
        values (${id}, ${at}::timestamptz, 'item.changed', 'item', ${no})`),
    )
  await happened(manager, "vendor.created", "vendor", "L1")
  await happened(other, "vendor.changed", "vendor", "L1")
  await happened(other, "item.created", "item", "L1")
  await happened(null, "setup.changed", "setup", "currency/EUR")
})

async function found(filter: AuditFilter): Promise<string[]> {
  const { rows } = await listAudit(manager, filter, { limit: 100 })
  return rows.map(({ kind, subjectNo }) => `${kind} ${subjectNo}`)
}

test("events are found by person, by what they are about, by number and by day, the latest first", async () => {
  expect((await found({})).length).toBe(8)
  expect(await found({ userId: other.userId })).toEqual(["item.created L1", "vendor.changed L1"])
  expect(await found({ subject: "vendor" })).toEqual(["vendor.changed L1", "vendor.created L1"])
  expect(await found({ no: "L1" })).toEqual(["item.created L1", "vendor.changed L1", "vendor.created L1"])
  expect(await found({ no: "L1", subject: "item" })).toEqual(["item.created L1"])
  expect(await found({ no: "currency/EUR" })).toEqual(["setup.changed currency/EUR"])
  expect(await found({ from: "2026-01-10", to: "2026-01-10" })).toEqual(["item.changed last", "item.changed first"])
  expect(await found({ to: "2026-01-09" })).toEqual(["item.changed before"])
  expect(await found({ from: "2026-01-11", subject: "item" })).toEqual(["item.created L1", "item.changed after"])
  expect(await found({ to: "2020-01-01" })).toEqual([])
  expect(await found({ from: "2090-01-01" })).toEqual([])
})

test("approvals and comments are found whatever they stand on, each by its index", async () => {
  const { id } = await makeCompany()
  const auditor = await makeActor(id, "administrator")
  for (const [kind, subjectType, no] of [
    ["approval.sent", "purchase_invoice", "IF1"],
    ["approval.due", "payment", "P1"],
    ["purchase_credit_memo.sent_back", "purchase_invoice", "IC1"],
    ["purchase_invoice.saved", "purchase_invoice", "IF1"],
    ["comment.written", "purchase_request", "A1"],
    ["comment.struck", "posted_purchase_document", "GIF1"],
  ] as const)
    await inCompany(id, tx => recordEvent(tx, { companyId: id, actor: auditor, kind, subjectType, subjectNo: no }))
  const kindsOf = async (filter: AuditFilter) =>
    (await listAudit(auditor, filter, { limit: 100 })).rows.map(({ kind }) => kind)
  expect(await kindsOf({ subject: "approval" })).toEqual([
    "purchase_credit_memo.sent_back",
    "approval.due",
    "approval.sent",
  ])
  expect(await kindsOf({ subject: "approval", no: "IF1" })).toEqual(["approval.sent"])
  expect(await kindsOf({ subject: "comment" })).toEqual(["comment.struck", "comment.written"])
  expect(await kindsOf({ subject: "comment", userId: auditor.userId, no: "A1" })).toEqual(["comment.written"])
  for (const [name, condition] of [
    ["event_of_approvals", ofApprovals],
    ["event_of_comments", ofComments],
  ] as const) {
    const plan = await inCompany(id, async tx => {
      await tx.execute(sql`set local enable_seqscan = off`)
      return tx.execute(
        sql`explain select from event e where e.company_id = ${id} and ${condition} order by e.id desc limit 51`,
      )
    })
    expect(JSON.stringify(plan)).toContain(name)
  }
})

test("pages follow one another, and people are all who did anything", async () => {
  const all = (await listAudit(manager, {}, { limit: 100 })).rows.map(({ id }) => id)
  const paged: number[] = []
  for (let before: number | undefined, more = true; more; ) {
    const { rows, next } = await listAudit(manager, {}, { before, limit: 3 })
    paged.push(...rows.map(({ id }) => id))
    before = next
    more = next !== undefined
  }
  expect(paged).toEqual(all)
  const people = await listAuditPeople(manager)
  expect(people.map(({ userId }) => userId).sort()).toEqual([manager.userId, other.userId].sort())
  await expect(listAudit(other, {}, { limit: 1 })).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "administrator")
  expect((await listAudit(stranger, {}, { limit: 100 })).rows).toEqual([])
})
