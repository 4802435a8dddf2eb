import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { apiToken } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { disableUser } from "@/domain/users/disable-user"
import { tokenPace } from "@/domain/users/token-presence"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { callApi, makeProgram, type Program } from "./call-api"

let actor: Actor
let program: Program
let vendorNo: string
let itemNo: string

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser")
  program = await makeProgram(actor)
  vendorNo = (await makeVendor(id)).no
  itemNo = (await makeItem(id)).no
})

test("a purchase invoice is made, filled, read and deleted, on its version", async () => {
  const made = await callApi(program, "POST", "/purchase-invoices", { body: { vendorNo } })
  expect(made.status).toBe(201)
  const at = `/purchase-invoices/${made.body.no}`
  expect(made.headers.get("location")).toBe(`/api/v1/${program.slug}${at}`)
  const lines = [
    { type: "item", no: itemNo, quantity: "3", directUnitCost: "12.50" },
    { type: "comment", description: "As agreed" },
  ]
  const filled = await callApi(program, "PATCH", at, {
    version: 1,
    body: { header: { vendorInvoiceNo: "F-1" }, lines },
  })
  expect([filled.status, filled.body]).toEqual([200, { no: made.body.no, version: 2 }])
  const read = await callApi(program, "GET", at)
  expect(read.headers.get("etag")).toBe('"2"')
  expect(read.body).toMatchObject({
    header: { vendorInvoiceNo: "F-1", buyFromVendorNo: vendorNo, pricesIncludingVat: false },
    amount: "37.5",
    lines: [
      { type: "item", no: itemNo, quantity: "3", directUnitCost: "12.5", allowInvoiceDiscount: true },
      { type: "comment", description: "As agreed", no: null },
    ],
  })
  const [first, second] = read.body.lines.map(({ lineId }: { lineId: number }) => lineId)
  const change = { lines: [{ lineId: first, quantity: "2" }], deletedLines: [second] }
  expect((await callApi(program, "PATCH", at, { version: 2, body: change })).body.version).toBe(3)
  expect((await callApi(program, "GET", at)).body).toMatchObject({ amount: "25", lineCount: 1 })

  const other = { header: { vendorInvoiceNo: "F-2" } }
  const stale = await callApi(program, "PATCH", at, { version: 2, body: other })
  expect([stale.status, stale.body.code, stale.body.currentVersion]).toEqual([412, "stale", 3])
  expect((await callApi(program, "PATCH", at, { body: other })).status).toBe(428)
  expect((await callApi(program, "DELETE", at, { version: 2 })).status).toBe(412)
  expect((await callApi(program, "DELETE", at, { version: 3 })).status).toBe(200)
  expect((await callApi(program, "GET", at)).status).toBe(404)
})

test("what is wrong is said by field, in the language that is asked for", async () => {
  const wrong = { vendorNo: 5, colour: "red" }
  const refused = await callApi(program, "POST", "/purchase-invoices", {
    body: wrong,
    headers: { "accept-language": "nl-NL,nl;q=0.9" },
  })
  expect(refused.status).toBe(422)
  expect(refused.headers.get("content-type")).toBe("application/problem+json")
  expect(refused.headers.get("content-language")).toBe("nl")
  expect(refused.body).toMatchObject({ type: "urn:inkoop:problem:refused", status: 422, code: "refused" })
  expect(refused.body.title).toContain("niets opgeslagen")
  expect(refused.body.issues.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
    ["vendorNo", "api.wrong_type"],
    ["colour", "api.unknown_field"],
  ])
  expect(refused.body.issues[1].text).toBe("Er is hier geen veld colour.")
  const no = await makePurchaseInvoice(actor, vendorNo, [])
  const lines = [{ no: "NOWHERE", quantity: "x" }]
  const patch = await callApi(program, "PATCH", `/purchase-invoices/${no}`, { version: 2, body: { lines } })
  expect(patch.body.issues).toMatchObject([{ field: "lines.0.quantity", code: "api.number_as_text" }])
  const unknown = { lines: [{ no: "NOWHERE", quantity: "1" }] }
  const second = await callApi(program, "PATCH", `/purchase-invoices/${no}`, { version: 2, body: unknown })
  expect([second.status, second.body.issues[0].field]).toEqual([422, "lines.new1.no"])
  const raw = (text: string) =>
    callApi(program, "POST", "/purchase-invoices", { bytes: new TextEncoder().encode(text) })
  expect((await raw("{")).status).toBe(400)
  expect((await raw('{"vendorNo":"\\u0000"}')).status).toBe(422)
  expect((await raw(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`)).status).toBe(400)
  expect((await raw(" ".repeat(5_000_000))).status).toBe(413)
})

test("the same key does it once; with something else it is refused, and while it is worked on it waits", async () => {
  const asked = { body: { vendorNo }, key: "one" }
  const count = async () => (await listPurchaseDocuments(actor, {})).count
  const before = await count()
  const [first, ...others] = await Promise.all(
    [1, 2, 3, 4].map(() => callApi(program, "POST", "/purchase-invoices", asked)),
  )
  const again = await callApi(program, "POST", "/purchase-invoices", asked)
  const all = [first!, ...others]
  for (const { status } of all) expect([201, 409]).toContain(status)
  expect(all.filter(({ status }) => status === 201).length).toBeGreaterThan(0)
  const done = all.find(({ status }) => status === 201)!
  expect([again.status, again.body]).toEqual([201, done.body])
  expect(again.headers.get("idempotent-replayed")).toBe("true")
  expect(again.headers.get("location")).toBe(done.headers.get("location"))
  expect(await count()).toBe(before + 1)
  const other = { body: { vendorNo, vendorInvoiceNo: "X" }, key: "one" }
  expect((await callApi(program, "POST", "/purchase-invoices", other)).body.code).toBe("key_used")
  // A refusal is an answer too.
  const wrong = { body: { vendorNo: "NOWHERE" }, key: "two" }
  expect((await callApi(program, "POST", "/purchase-invoices", wrong)).status).toBe(422)
  expect((await callApi(program, "POST", "/purchase-invoices", wrong)).headers.has("idempotent-replayed")).toBe(true)
  // Whoever worked on it is gone.
  await inCompany(actor.companyId, tx => tx.execute(sql`update api_answer set status = null where key = 'one'`))
  expect((await callApi(program, "POST", "/purchase-invoices", asked)).body.code).toBe("in_progress")
  await inCompany(actor.companyId, tx =>
    tx.execute(sql`update api_answer set created_at = now() - interval '25 hours' where key = 'one'`),
  )
  // The form's own memory knows that it was made.
  expect((await callApi(program, "POST", "/purchase-invoices", asked)).body).toEqual(done.body)
  expect((await callApi(program, "POST", "/purchase-invoices", { body: { vendorNo }, key: "" })).body.code).toBe(
    "key_missing",
  )
  // Another token's keys are its own.
  const second = await makeProgram(actor)
  expect((await callApi(second, "POST", "/purchase-invoices", asked)).body).not.toEqual(done.body)
})

test("a token opens what it was made for, at its own company, as long as its person belongs to it", async () => {
  const reader = await makeProgram(actor, ["documents.read"])
  expect((await callApi(reader, "GET", "/purchase-invoices")).status).toBe(200)
  const denied = await callApi(reader, "POST", "/purchase-invoices", { body: { vendorNo } })
  expect([denied.status, denied.body.code, denied.body.scope]).toEqual([403, "scope_missing", "documents.write"])
  const stranger = await makeProgram(await makeActor((await makeCompany()).id, "purchaser"))
  const foreign = await callApi({ ...stranger, slug: program.slug }, "GET", "/purchase-invoices")
  const unknown = await callApi({ ...stranger, slug: "no-such-company" }, "GET", "/purchase-invoices")
  expect([foreign.status, foreign.body]).toEqual([404, unknown.body])
  expect((await callApi({ token: "", slug: program.slug }, "GET", "/purchase-invoices")).status).toBe(401)
  for (const path of [
    "",
    "/",
    "/nothing",
    "/purchase-invoices/",
    "/purchase-invoices/a/b",
    "/purchase-invoices/%00",
    "/%",
  ]) {
    expect([path, (await callApi(program, "GET", path)).status]).toEqual([path, 404])
  }
  const put = await callApi(program, "PATCH", "/purchase-invoices", { body: {} })
  expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST"])

  const administrator = await makeActor(actor.companyId, "administrator")
  const leaver = await makeActor(actor.companyId, "purchaser")
  const left = await makeProgram(leaver)
  expect((await callApi(left, "GET", "/vendors")).status).toBe(200)
  await disableUser(administrator, leaver.userId)
  expect((await callApi(left, "GET", "/vendors")).status).toBe(401)
  const { lines } = await listSecurityLog(administrator, { userId: actor.userId, kind: "refused" }, { limit: 5 })
  expect(lines.map(({ detail }) => detail)).toContain("documents.write")
})

test("who asks too often is told when to come back, and a cookie opens nothing", async () => {
  const busy = await makeActor(actor.companyId, "purchaser")
  const often = await makeProgram(busy)
  const own = eq(apiToken.userId, busy.userId)
  await database()
    .update(apiToken)
    .set({ counted: tokenPace.requests - 1 })
    .where(own)
  expect((await callApi(often, "GET", "/vendors")).headers.get("ratelimit")).toMatch(/^"token";r=0;t=\d+$/)
  const over = await callApi(often, "GET", "/vendors")
  expect([over.status, over.body.code]).toEqual([429, "too_many_requests"])
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0)
  const cookie = { cookie: "next-auth.session-token=x", authorization: "" }
  const bySession = await callApi(program, "GET", "/vendors", { headers: cookie })
  expect([bySession.status, bySession.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Inkoop"'])
  expect(bySession.headers.has("set-cookie")).toBe(false)
})

test("a list is turned by its cursor, and a card is made and changed by its fields", async () => {
  const seen: string[] = []
  const { id } = await makeCompany()
  const clerk = await makeProgram(await makeActor(id, "purchaser"))
  for (let n = 0; n < 53; n++) await makeCustomer(id, { name: `Klant ${String(n).padStart(3, "0")}` })
  for (let cursor = ""; ; ) {
    const list = await callApi(clerk, "GET", `/customers?sort=name${cursor && `&cursor=${cursor}`}`)
    seen.push(...list.body.rows.map(({ name }: { name: string }) => name))
    cursor = list.body.next ?? ""
    if (!cursor) break
  }
  expect([seen.length, new Set(seen).size, seen[0]]).toEqual([53, 53, "Klant 000"])
  const made = await callApi(clerk, "POST", "/customers", {
    body: { name: "De Korenaar", countryRegionCode: "NL", creditLimit: "12500.50" },
  })
  expect(made.status).toBe(201)
  const at = `/customers/${made.body.no}`
  const read = await callApi(clerk, "GET", at)
  expect(read.body).toMatchObject({ name: "De Korenaar", creditLimit: "12500.5", paymentTermsCode: "30D" })
  const changed = await callApi(clerk, "PATCH", at, { version: read.body.version, body: { city: "Gouda" } })
  expect([changed.status, changed.body.city, changed.body.creditLimit]).toEqual([200, "Gouda", "12500.5"])
  const wrong = await callApi(clerk, "PATCH", at, { version: changed.body.version, body: { email: "nowhere" } })
  expect(wrong.body.issues).toMatchObject([{ field: "email", code: "email" }])
  const known = await makeItem(id)
  const unit = known.baseUnitOfMeasure
  const item = { no: "STOEL", description: "Stoel", baseUnitOfMeasure: unit, unitPrice: "1234.56" }
  const stocked = await callApi(clerk, "POST", "/items", { body: item })
  expect([stocked.status, stocked.body.issues]).toEqual([201, undefined])
  expect((await callApi(clerk, "GET", "/items/STOEL")).body).toMatchObject({ unitPrice: "1234.56" })
  const like = { ...item, no: "STOEL-2" }
  const shown = await callApi(clerk, "POST", "/items", { body: like })
  expect([shown.status, shown.body.issues]).toMatchObject([422, [{ field: "similar", params: { no: "STOEL" } }]])
  const another = await callApi(clerk, "POST", "/items", { body: { ...like, similarSeen: ["STOEL"] } })
  expect([another.status, another.body]).toEqual([201, { no: "STOEL-2" }])
})
