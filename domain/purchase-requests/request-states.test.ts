import { and, eq } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { event, notification, purchaseInvoice, purchaseRequest, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { hold, untilWaiting } from "@/test/held-locks"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { cancelPurchaseRequests } from "./cancel-purchase-requests"
import type { RequestState } from "./request-reach"
import { retryPurchaseRequests } from "./retry-purchase-requests"

const [company, other] = [await makeCompany(), await makeCompany()]
const processor = await makeActor(company.id, "order_processor")
const colleague = await makeActor(company.id, "order_processor")
const purchaser = await makeActor(company.id, "purchaser")

async function stored(no: string) {
  return inCompany(company.id, async tx => {
    const [request] = await tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no))
    const invoices = await tx
      .select({ no: purchaseInvoice.no })
      .from(purchaseInvoice)
      .where(eq(purchaseInvoice.no, request!.purchaseInvoiceNo ?? ""))
    const events = await tx
      .select({ kind: event.kind })
      .from(event)
      .where(and(eq(event.subjectType, "purchase_request"), eq(event.subjectNo, no)))
      .orderBy(event.id)
    return { request: request!, invoices: invoices.length, kinds: events.map(({ kind }) => kind.split(".")[1]) }
  })
}

async function block(vendorNo: string, blocked: "" | "all"): Promise<void> {
  await inCompany(company.id, tx => tx.update(vendor).set({ blocked }).where(eq(vendor.no, vendorNo)))
}

type Deed = "build" | "cancel" | "retry" | "block" | "unblock"

/** What each deed makes of each state; anything else leaves it alone. */
function expected(state: RequestState, deed: Deed, blocked: boolean): RequestState {
  if (state === "queued" && deed === "build") return blocked ? "failed" : "ready"
  if (state === "queued" && deed === "cancel") return "cancelled"
  if (state === "failed" && deed === "retry") return "queued"
  return state
}

/**
 * Does a deed to a request and looks at what is said of it.
 * @param next the state it ought to leave the request in
 * @returns the kinds of the events that are to tell of it
 */
type Doing = (request: { no: string; vendorNo: string }, state: RequestState, next: RequestState) => Promise<string[]>

const doings: Record<Deed, Doing> = {
  async block({ vendorNo }) {
    await block(vendorNo, "all")
    return []
  },
  async unblock({ vendorNo }) {
    await block(vendorNo, "")
    return []
  },
  async build({ no }, state, next) {
    const { outcome } = await buildPurchaseInvoice(company.id, no)
    expect(outcome).toBe(next === state ? "not_queued" : next)
    return next === state ? [] : [next]
  },
  cancel: changing(cancelPurchaseRequests),
  retry: changing(retryPurchaseRequests),
}

function changing(change: typeof cancelPurchaseRequests | typeof retryPurchaseRequests): Doing {
  return async ({ no }, state, next) => {
    const [result] = await change(processor, [no])
    if (next !== state) return [result!.outcome]
    expect(result).toEqual({ no, outcome: "refused", state })
    return []
  }
}

async function compare(no: string, state: RequestState, happened: string[]): Promise<void> {
  const { request, invoices, kinds } = await stored(no)
  expect(request.state).toBe(state)
  expect(kinds).toEqual(happened)
  expect(request.generation).toBe(1 + happened.filter(kind => kind === "retried").length)
  expect(invoices).toBe(state === "ready" ? 1 : 0)
  expect(request.finishedAt === null).toBe(state === "queued")
  expect(request.failure === null).toBe(state !== "failed")
}

test("whatever is done to a request in whatever order, it goes from state to state as the rules say", async () => {
  const deeds = fc.array(fc.constantFrom<Deed>("build", "build", "cancel", "retry", "retry", "block", "unblock"), {
    minLength: 3,
    maxLength: 12,
  })
  const run = async (sequence: Deed[]) => {
    const request = await makePurchaseRequest(processor)
    let state: RequestState = "queued"
    let blocked = false
    const happened = ["created"]
    for (const deed of sequence) {
      const next = expected(state, deed, blocked)
      happened.push(...(await doings[deed](request, state, next)))
      if (deed === "block" || deed === "unblock") blocked = deed === "block"
      state = next
    }
    await compare(request.no, state, happened)
  }
  await fc.assert(fc.asyncProperty(deeds, run), { numRuns: 25 })
}, 60_000)

test("however many builds and cancels meet, one of them wins and the others are told", async () => {
  const meeting = fc.array(fc.constantFrom<Deed>("build", "cancel"), { minLength: 2, maxLength: 6 })
  const run = async (deeds: Deed[]) => {
    const { no } = await makePurchaseRequest(processor)
    const said = await Promise.all(
      deeds.map(async deed => {
        if (deed === "build") return (await buildPurchaseInvoice(company.id, no)).outcome
        const [result] = await cancelPurchaseRequests(processor, [no])
        return result!.outcome === "refused" ? `refused: ${result!.state}` : result!.outcome
      }),
    )
    const { request, invoices, kinds } = await stored(no)
    expect(said.filter(outcome => outcome === "ready" || outcome === "cancelled")).toEqual([request.state])
    expect(said.every(outcome => [request.state, "not_queued", `refused: ${request.state}`].includes(outcome))).toBe(
      true,
    )
    expect(kinds).toEqual(["created", request.state])
    expect(invoices).toBe(request.state === "ready" ? 1 : 0)
  }
  await fc.assert(fc.asyncProperty(meeting, run), { numRuns: 15 })
}, 60_000)

test("a cancel that comes while the invoice is being built waits, and is told that it is ready", async () => {
  const { no, vendorNo } = await makePurchaseRequest(processor)
  // The build has the request's lock when it writes the invoice, which has to wait for the vendor.
  const release = await hold(company.id, tx => tx.select().from(vendor).where(eq(vendor.no, vendorNo)).for("update"))
  const building = buildPurchaseInvoice(company.id, no)
  await untilWaiting(1)
  const cancelling = cancelPurchaseRequests(processor, [no])
  await untilWaiting(2)
  await release()
  expect(await building).toEqual({ outcome: "ready" })
  expect(await cancelling).toEqual([{ no, outcome: "refused", state: "ready" }])
})

test("a build that comes while somebody cancels makes nothing", async () => {
  const { no } = await makePurchaseRequest(processor)
  const release = await hold(company.id, tx =>
    tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no)).for("update"),
  )
  const cancelling = cancelPurchaseRequests(processor, [no])
  await untilWaiting(1)
  const building = buildPurchaseInvoice(company.id, no)
  await untilWaiting(2)
  await release()
  expect(await cancelling).toEqual([{ no, outcome: "cancelled" }])
  expect(await building).toEqual({ outcome: "not_queued" })
  expect((await stored(no)).invoices).toBe(0)
})

test("several at once: each says what became of it", async () => {
  const requests = [await makePurchaseRequest(processor), await makePurchaseRequest(processor)]
  const [ready, queued] = requests.map(({ no }) => no) as [string, string]
  await buildPurchaseInvoice(company.id, ready)
  expect(await cancelPurchaseRequests(processor, [queued, ready, queued])).toEqual([
    { no: ready, outcome: "refused", state: "ready" },
    { no: queued, outcome: "cancelled" },
  ])
  const { no, vendorNo } = await makePurchaseRequest(processor)
  await block(vendorNo, "all")
  await buildPurchaseInvoice(company.id, no)
  expect(await retryPurchaseRequests(processor, [no, ready])).toEqual([
    { no: ready, outcome: "refused", state: "ready" },
    { no, outcome: "retried", generation: 2 },
  ])
  expect(await retryPurchaseRequests(processor, [])).toEqual([])
})

test("an order processor manages own requests, a purchaser all, nobody another company's", async () => {
  const mine = await makePurchaseRequest(processor)
  const theirs = await makePurchaseRequest(colleague)
  for (const change of [cancelPurchaseRequests, retryPurchaseRequests]) {
    await expect(change(processor, [mine.no, theirs.no])).rejects.toThrow(NotFound)
    await expect(change(await makeActor(other.id, "purchasing_manager"), [mine.no])).rejects.toThrow(NotFound)
    await expect(change(await makeActor(company.id, "administrator"), [mine.no])).rejects.toThrow(Forbidden)
  }
  expect((await stored(mine.no)).request.state).toBe("queued")
  const both = await cancelPurchaseRequests(purchaser, [mine.no, theirs.no])
  expect(both.map(({ outcome }) => outcome)).toEqual(["cancelled", "cancelled"])
})

test("who asked hears of it when somebody else cancels", async () => {
  const told = (actor: Actor) =>
    inCompany(company.id, tx => tx.select().from(notification).where(eq(notification.userId, actor.userId)))
  const asker = await makeActor(company.id, "order_processor")
  const [own, others] = [await makePurchaseRequest(asker), await makePurchaseRequest(asker)]
  await cancelPurchaseRequests(asker, [own.no])
  expect(await told(asker)).toEqual([])
  await cancelPurchaseRequests(purchaser, [others.no])
  expect(await told(asker)).toHaveLength(1)
})
