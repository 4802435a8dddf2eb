import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { and, eq } from "drizzle-orm"
import postgres from "postgres"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { ledgerTransaction, membership, notification, purchaseInvoice, purchasesSetup, type vendor } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { listWork } from "@/domain/background-work/list-work"
import { Forbidden, NotFound, type Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { disableUser } from "@/domain/users/disable-user"
import { env } from "@/env"
import { bundledProgram } from "@/test/bundled-program"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Choice, countChosenDrafts } from "./choose-drafts"
import { readBatchPosting } from "./read-batch-posting"
import { requestBatchPosting } from "./request-batch-posting"
import { batchPostingWork } from "./work-kind"

let home: TestCompany
let manager: Actor
let seller: typeof vendor.$inferSelect
let stock: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id)
  stock = await makeItem(home.id, { lastDirectCost: "10" })
})

const draft = () => makePurchaseInvoice(manager, seller.no, [{ no: stock.no, quantity: "1" }])
const emptyDraft = () => makePurchaseInvoice(manager, seller.no, [])
const ask = async (choice: Choice, actor = manager, unreviewed = true) =>
  (await requestBatchPosting(actor, { formId: randomUUID(), choice, unreviewed })).no
const run = (id: number) => batchPostingWork.run(home.id, String(id), () => false)

/** What came of each document: its posted number's series, or the reasons. */
async function outcomes(id: number): Promise<[string, ...string[]][]> {
  const { documents } = await readBatchPosting(manager, id)
  return documents.map(({ outcome, problems, postedNo }) => {
    expect(postedNo !== null).toBe(outcome === "done")
    return [outcome, ...(problems ?? []).map(({ code }) => code)]
  })
}

async function numberOfPostings(): Promise<number> {
  return inCompany(home.id, tx => tx.$count(ledgerTransaction))
}

test("one bad document stops no other, and each says what came of it", async () => {
  const nos = [await draft(), await emptyDraft(), await draft(), await draft(), await draft()]
  const before = await postPurchaseDocument(manager, nos[2]!, { unreviewed: true })
  expect(await countChosenDrafts(manager, { nos })).toEqual({ count: 4, notReviewed: 4, unreviewedPosting: "ask" })
  const id = await ask({ nos })
  const meanwhile = await postPurchaseDocument(manager, nos[3]!, { unreviewed: true })
  expect(meanwhile.no > before.no).toBe(true)
  expect(await run(id)).toBe("finished")
  expect(await outcomes(id)).toEqual([
    ["done"],
    ["refused", "nothing_to_post"],
    ["refused", "batch_posted_before"],
    ["done"],
  ])
  const { work, documents, history } = await readBatchPosting(manager, id)
  expect(work).toMatchObject({ state: "finished", count: 4, done: 2, refused: 2 })
  expect(documents.map(({ documentNo, draftType }) => [documentNo, draftType !== null])).toEqual([
    [nos[0], false],
    [nos[1], true],
    [nos[3], false],
    [nos[4], false],
  ])
  expect(documents[2]?.problems).toEqual([{ code: "batch_posted_before", params: { no: meanwhile.no } }])
  expect(history.map(({ kind }) => kind)).toEqual(["batch_posting.finished", "batch_posting.requested"])
  expect(history[0]?.data).toEqual({ documentCount: 4, posted: 2, refused: 2 })
  const told = await inCompany(home.id, tx =>
    tx.select().from(notification).where(eq(notification.eventId, history[0]!.id)),
  )
  expect(told).toMatchObject([{ userId: manager.userId, mailState: "pending" }])
  expect(await run(id)).toBe("not_queued")
})

test("the same form makes one batch, also when it is sent many times at once", async () => {
  const input = { formId: randomUUID(), choice: { nos: [await draft()] }, unreviewed: true }
  const asked = await Promise.all(Array.from({ length: 10 }, () => requestBatchPosting(manager, input)))
  expect(new Set(asked.map(({ no }) => no)).size).toBe(1)
  expect((await listWork(batchPostingWork, manager)).works[0]).toMatchObject({ no: asked[0]!.no, count: 1 })
})

test("several runs at once and a later one post each document once", async () => {
  const nos = await Promise.all(Array.from({ length: 6 }, draft))
  const [id, again] = [await ask({ nos }), await ask({ nos })]
  const before = await numberOfPostings()
  await Promise.all([run(id), run(id), run(again), run(id)])
  expect(await numberOfPostings()).toBe(before + 6)
  const all = [...(await outcomes(id)), ...(await outcomes(again))]
  expect(all.filter(([outcome]) => outcome === "done")).toHaveLength(6)
  expect(all.filter(([, code]) => code === "batch_posted_before")).toHaveLength(6)
  const { history } = await readBatchPosting(manager, id)
  expect(history.filter(({ kind }) => kind === "batch_posting.finished")).toHaveLength(1)
})

test("an error nobody foresaw ends the run where trying again may help, and else refuses its document alone", async () => {
  const nos = [await draft(), await draft(), await draft()]
  const id = await ask({ nos })
  await asOwner(`alter table posted_purchase_document add constraint odd check (pre_assigned_no <> '${nos[1]}')`)
  await expect(run(id)).rejects.toThrow()
  expect(await outcomes(id)).toEqual([["done"], ["pending"], ["pending"]])
  expect((await readBatchPosting(manager, id)).work.state).toBe("queued")
  expect(await batchPostingWork.run(home.id, String(id), error => postgresErrorCode(error) === "23514")).toBe(
    "finished",
  )
  await asOwner("alter table posted_purchase_document drop constraint odd")
  expect(await outcomes(id)).toEqual([["done"], ["refused", "gave_up"], ["done"]])
})

test("what is given up is refused and told of, and what was posted stays posted", async () => {
  const nos = [await draft(), await draft()]
  const id = await ask({ nos })
  await batchPostingWork.giveUp(home.id, String(id))
  await batchPostingWork.giveUp(home.id, String(id))
  expect(await outcomes(id)).toEqual([
    ["refused", "gave_up"],
    ["refused", "gave_up"],
  ])
  const { work, history } = await readBatchPosting(manager, id)
  expect(work.state).toBe("finished")
  expect(history).toHaveLength(2)
})

test("the right of who asked is that of the moment: of a user demoted or disabled nothing is posted", async () => {
  for (const taken of ["role", "access"]) {
    const actor = await makeActor(home.id, "purchasing_manager", "purchaser")
    const id = await ask({ nos: [await draft(), await draft()] }, actor)
    if (taken === "access") {
      await disableUser(await makeActor(home.id, "administrator"), actor.userId)
    } else {
      const ofManager = and(eq(membership.userId, actor.userId), eq(membership.role, "purchasing_manager"))
      await database().delete(membership).where(ofManager)
    }
    expect(await run(id)).toBe("finished")
    expect(await outcomes(id)).toEqual([
      ["refused", "batch_requester_may_not"],
      ["refused", "batch_requester_may_not"],
    ])
  }
})

test("what nobody has reviewed is posted only where who asked agreed to it and the company allows it", async () => {
  const [reviewed, not] = [await draft(), await draft()]
  await inCompany(home.id, tx =>
    tx.update(purchaseInvoice).set({ reviewState: "reviewed" }).where(eq(purchaseInvoice.no, reviewed)),
  )
  expect(await countChosenDrafts(manager, "all_reviewed")).toMatchObject({ count: 1, notReviewed: 0 })
  const all = await ask("all_reviewed", manager, false)
  const without = await ask({ nos: [reviewed, not] }, manager, false)
  await run(without)
  expect(await outcomes(without)).toEqual([["done"], ["refused", "batch_not_reviewed"]])
  await run(all)
  expect(await outcomes(all)).toEqual([["refused", "batch_posted_before"]])

  await inCompany(home.id, tx => tx.update(purchasesSetup).set({ unreviewedPosting: "refuse" }))
  const strict = await ask({ nos: [not] })
  await run(strict)
  expect(await outcomes(strict)).toEqual([["refused", "not_reviewed"]])
  await inCompany(home.id, tx => tx.update(purchasesSetup).set({ unreviewedPosting: "ask" }))
})

test("a choice of nothing is refused, and so is everybody but a purchasing manager, and another company's batch", async () => {
  const nothing = await ask({ nos: ["IF26-98765"] }).catch((error: unknown) => error)
  expect((nothing as Refusal).issues).toMatchObject([{ code: "batch_nothing_chosen" }])
  const purchaser = await makeActor(home.id, "purchaser", "administrator")
  await expect(ask("all_reviewed", purchaser)).rejects.toBeInstanceOf(Forbidden)
  const id = await ask({ nos: [await draft()] })
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readBatchPosting(stranger, id)).rejects.toBeInstanceOf(NotFound)
  expect((await listWork(batchPostingWork, stranger)).works).toEqual([])
  expect(await batchPostingWork.run(stranger.companyId, String(id), () => true)).toBe("not_queued")
  expect(await outcomes(id)).toEqual([["pending"]])
})

test("a run killed in the middle of a document goes on there, and posts nothing twice", {
  timeout: 60_000,
}, async () => {
  const nos = [await draft(), await draft(), await draft(), await draft()]
  const id = await ask({ nos })
  const before = await numberOfPostings()
  const sql = postgres(env().DATABASE_URL, { max: 2 })
  const other = await sql.reserve()
  await other`begin`
  await other`select set_config('app.company_id', ${String(home.id)}, true)`
  // The posting of the third document is written, and waits to say so in the batch.
  await other`select from background_work_piece where kind = 'batch_posting' and work_no = ${id} and piece_no = 3 for update`
  const program = await bundledProgram("test/run-batch-posting.ts")
  const child = spawn(process.execPath, [program, String(home.id), String(id)])
  const [{ pid }] = (await other`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  await expect
    .poll(async () => (await sql`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`).length, {
      timeout: 30_000,
    })
    .toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
  await other`rollback`
  other.release()
  await sql.end({ timeout: 1 })
  expect(await outcomes(id)).toEqual([["done"], ["done"], ["pending"], ["pending"]])
  expect(await run(id)).toBe("finished")
  expect(await outcomes(id)).toEqual([["done"], ["done"], ["done"], ["done"]])
  expect(await numberOfPostings()).toBe(before + 4)
})

/** Changes what only the owner of the tables may. */
async function asOwner(statement: string): Promise<void> {
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
  await owner.unsafe(statement)
  await owner.end()
}
