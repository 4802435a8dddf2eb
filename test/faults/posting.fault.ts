/** Posting, killed at each of its steps and done by many at once: all of it or nothing, and the books clean. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import { join } from "node:path"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { bundlePrograms } from "@/bin/build"
import { prepareDatabase } from "@/bin/prepare-database"
import { root } from "@/bin/root"
import { stopServices } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { verifyBooks } from "@/bin/verify-books/verify"
import { closeDatabase } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { PostingRefused, postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { onDatabase } from "@/test/services"
import { type Hold, holdCommit, holdConfirmation, holdRows } from "./support/held-posting"
import { startServers } from "./support/servers"
import { until } from "./support/until"

const programs = ".test-data/faults"
const dataDir = temporaryDataDir()
let servers: Awaited<ReturnType<typeof startServers>>
let superuserUrl: string
/** As superuser, and as the application. */
let sql: postgres.Sql
let app: postgres.Sql
let manager: Actor
let vendorNo: string
let itemNos: string[]

beforeAll(async () => {
  await bundlePrograms(["test/faults/support/post-one.ts"], programs)
  servers = await startServers(dataDir)
  const { appUrl, ownerUrl, adminUrl } = servers.postgres.now()
  Object.assign(process.env, {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    DATA_DIR: dataDir,
    AUTH_SECRET: "a-secret-that-signs-in-tests-alone",
  })
  await prepareDatabase({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl })
  superuserUrl = onDatabase(adminUrl, "inkoop")
  sql = postgres(superuserUrl, { max: 2 })
  app = postgres(appUrl, { max: 1 })
  const { id: companyId } = await makeCompany()
  manager = await makeActor(companyId, "purchasing_manager")
  vendorNo = (await makeVendor(companyId)).no
  itemNos = []
  for (let made = 0; made < 6; made++) itemNos.push((await makeItem(companyId)).no)
  // The counters' rows are there to be locked.
  await post(await makeDraft())
}, 120_000)

afterAll(async () => {
  await Promise.all([sql?.end({ timeout: 1 }), app?.end({ timeout: 1 }), closeDatabase()])
  await stopServices()
  rmSync(dataDir, { recursive: true, force: true })
})

const makeDraft = (nos: readonly string[] = itemNos, header: Record<string, string> = {}) =>
  makePurchaseInvoice(
    manager,
    vendorNo,
    nos.map(no => ({ no, quantity: "1" })),
    header,
  )
const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })

/** How many documents a draft was posted as, and whether it is still there; the books are clean. */
async function outcome(no: string): Promise<{ posted: number; drafts: number }> {
  expect((await verifyBooks(app, manager.companyId)).wrong).toEqual([])
  const [found] = await sql<[{ posted: number; drafts: number }]>`
    select (select count(*)::int from posted_purchase_document where company_id = ${manager.companyId}
        and pre_assigned_no = ${no}) as posted,
      (select count(*)::int from purchase_invoice where company_id = ${manager.companyId} and no = ${no}) as drafts`
  return found
}

const rows = (lock: (no: string) => string) => (no: string) => holdRows(superuserUrl, sql, lock(no))

/** Where a posting is made to wait, in its order. */
const steps: Record<string, (no: string) => Promise<Hold>> = {
  "before it has the draft": rows(no => `select from purchase_invoice where no = '${no}' for update`),
  "before it has the items": rows(() => "select from item for update"),
  "before it draws the document's number": rows(() => "select from no_series where code = 'GIF' for update"),
  "between the two counters": rows(() => "select from ledger_counter for update"),
  "in the middle of its entries": rows(() => "lock table gl_entry in exclusive mode"),
  "after its entries": rows(() => "lock table event in exclusive mode"),
  "in COMMIT, before it counts": () => holdCommit(superuserUrl, sql),
  "in COMMIT, before it is confirmed": () => holdConfirmation(superuserUrl, sql),
}

/** How it ends: where the answer got lost after COMMIT was sent, the posting may be done. */
const faults: Record<string, { kill(posting: ChildProcess, pid: number): Promise<void>; doneFrom: string }> = {
  "the process that posts killed": {
    async kill(posting) {
      posting.kill("SIGKILL")
      await once(posting, "exit")
    },
    doneFrom: "in COMMIT, before it counts",
  },
  "its connection ended": {
    async kill(_posting, pid) {
      await sql`select pg_terminate_backend(${pid})`
    },
    doneFrom: "in COMMIT, before it is confirmed",
  },
  "PostgreSQL killed": {
    async kill() {
      await servers.postgres.kill()
      await servers.postgres.start()
    },
    doneFrom: "in COMMIT, before it is confirmed",
  },
}

const places = Object.keys(steps)
const cases = Object.keys(faults).flatMap(fault =>
  places.map(step => ({
    name: `${fault} ${step}`,
    fault,
    step,
    posted: places.indexOf(step) < places.indexOf(faults[fault]!.doneFrom) ? 0 : 1,
  })),
)

describe("all or nothing", () => {
  test.each(cases.map(of => [of.name, of] as const))("%s", async (_name, { fault, step, posted }) => {
    const no = await makeDraft()
    const hold = await steps[step]!(no)
    const posting = postInAProcess(no)
    const ended = once(posting, "exit")
    try {
      const pid = await hold.waiting()
      await faults[fault]!.kill(posting, pid)
      await hold.release()
      await ended
      await until("the server has done with it", async () => {
        const [row] = await sql`select from pg_stat_activity where pid = ${pid} and backend_type = 'client backend'`
        return row === undefined
      })
    } finally {
      posting.kill("SIGKILL")
      await hold.release()
    }
    expect(await outcome(no)).toEqual({ posted, drafts: 1 - posted })
    // Whoever does not know how it ended looks it up by trying again: it is posted once.
    const again = await post(no).catch((error: unknown) => error)
    if (posted) expect(again).toBeInstanceOf(NotFound)
    expect(await outcome(no)).toEqual({ posted: 1, drafts: 0 })
  })
})

function postInAProcess(no: string): ChildProcess {
  const args = [join(programs, "post-one.js"), String(manager.companyId), String(manager.userId), no]
  return spawn(process.execPath, args, { cwd: root, stdio: "ignore" })
}

describe("at once", () => {
  test("a hundred postings of one document make one", async () => {
    const no = await makeDraft()
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => post(no)))
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(NotFound)
    expect(await outcome(no)).toEqual({ posted: 1, drafts: 0 })
  })

  test("two drafts with one vendor invoice number: one is posted, the other is told of it", async () => {
    for (let round = 1; round <= 10; round++) {
      const pair = await Promise.all([
        makeDraft(itemNos, { vendorInvoiceNo: `TWICE ${round}` }),
        makeDraft(itemNos, { vendorInvoiceNo: `twice-00${round}` }),
      ])
      const results = await Promise.allSettled(pair.map(post))
      const refused = results.flatMap(result => (result.status === "rejected" ? [result.reason] : []))
      expect(refused).toHaveLength(1)
      expect(refused[0]).toBeInstanceOf(PostingRefused)
      expect((refused[0] as PostingRefused).problems.map(({ code }) => code)).toEqual(["duplicate_posted_invoice"])
    }
  })

  test("eight postings over the same items in opposite order are all made", async () => {
    for (let round = 0; round < 10; round++) {
      const drafts: string[] = []
      for (let made = 0; made < 8; made++) drafts.push(await makeDraft(made % 2 ? itemNos : itemNos.toReversed()))
      const posted = await Promise.all(drafts.map(post))
      expect(new Set(posted.map(({ no }) => no)).size).toBe(drafts.length)
    }
    expect((await verifyBooks(app, manager.companyId)).wrong).toEqual([])
  })
})
