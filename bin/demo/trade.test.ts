import postgres from "postgres"
import { beforeAll, expect, test } from "vitest"
import { seedDemo } from "@/bin/seed-demo"
import { verifyBooks } from "@/bin/verify-books/verify"
import { database } from "@/db/client"
import { kolkwijk, waterlanden } from "@/db/demo/landmarks"
import { company } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { listWork } from "@/domain/background-work/list-work"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { listPayments } from "@/domain/payments/list-payments"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { listReadyForReview } from "@/domain/purchase-documents/list-ready-for-review"
import { listPurchaseRequests } from "@/domain/purchase-requests/list-purchase-requests"
import { readQueue } from "@/domain/review-queue/read-queue"
import { env } from "@/env"
import { actorOf, Team } from "./team"
import { tradeDemo } from "./trade"

let companies: (typeof company.$inferSelect)[]
let manager: Actor

beforeAll(async () => {
  await seedDemo()
  await tradeDemo()
  companies = await database().select().from(company)
  const email = "manager@demo.example"
  manager = (await Team.of(kolkwijk.slug, { requester: email, purchaser: email, manager: email })).manager
}, 60_000)

test("its books are clean, of every company", async () => {
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  for (const { id } of companies) {
    const { rows, wrong } = await verifyBooks(sql, id)
    expect(wrong).toEqual([])
    expect(rows).toBeGreaterThan(20)
  }
  await sql.end()
})

test("there are drafts, requests, posted documents and payments in every state", async () => {
  const states = async <Row>(rows: Promise<{ rows: Row[] }>, of: (row: Row) => string) =>
    [...new Set((await rows).rows.map(of))].sort()
  expect(await states(listPurchaseDocuments(manager, {}), row => row.reviewState)).toEqual([
    "ready_for_review",
    "reviewed",
    "sent_back",
  ])
  expect(await states(listPurchaseDocuments(manager, { documentType: "credit_memo" }), row => row.reviewState)).toEqual(
    ["ready_for_review"],
  )
  expect(await states(listPurchaseRequests(manager, {}), row => row.state)).toEqual(["cancelled", "failed", "ready"])
  const posted = listPostedPurchaseDocuments(manager, { documentType: "invoice" })
  expect(await states(posted, row => row.state)).toEqual(["cancelled", "open", "overdue", "paid"])
  const partly = (await posted).rows.filter(row => row.state === "overdue" && row.remaining !== row.amountIncludingVat)
  expect(partly.length, "paid in part and overdue").toBeGreaterThan(0)
  expect((await listPostedPurchaseDocuments(manager, { documentType: "credit_memo" })).rows).toHaveLength(1)
  expect(await states(listPayments(manager, {}), row => row.state)).toEqual(["reversed", "settled"])
  expect((await listReadyForReview(manager, {})).invoices.length).toBeGreaterThan(1)
  expect((await listWork(batchPostingWork, manager)).works).toMatchObject([{ state: "finished" }])
})

test("the landmarks have not been bought from", async () => {
  const { rows } = await listPurchaseRequests(manager, {})
  const landmarks: string[] = Object.values(kolkwijk.salesInvoices)
  expect(rows.filter(({ salesInvoiceNo }) => landmarks.includes(salesInvoiceNo))).toEqual([])
})

test("the second company approves by rules: drafts wait for whom their approval asks, one is approved, one was rejected", async () => {
  const waits = async (email: string) => {
    const { rows, byRules } = await readQueue(await actorOf(waterlanden.slug, email))
    expect(byRules).toBe(true)
    return rows.map(({ kind, requesterName }) => `${kind} ${requesterName}`).sort()
  }
  expect(await waits("both@demo.example")).toEqual(["post Roos Edelenbosch", "review Bram Stolwijk"])
  expect(await waits("manager@waterlanden.example")).toEqual(["post Roos Edelenbosch", "review Roos Edelenbosch"])
  const bram = await actorOf(waterlanden.slug, "processor@waterlanden.example")
  const { rows } = await listPurchaseDocuments(bram, { state: "sent_back" })
  expect(rows.map(({ shownState }) => shownState)).toEqual(["rejected"])
})
