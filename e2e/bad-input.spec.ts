/** What no page of the portal sends: it is answered in words, costs little, and the logs keep nothing of it. */
import { readFileSync } from "node:fs"
import { type ClientRequest, type IncomingMessage, request as open } from "node:http"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import type { APIRequestContext } from "@playwright/test"
import postgres from "postgres"
import { closeDatabase } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { itemLine, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"
import { serverActions } from "./support/routes"
import { builtInvoice } from "./support/trade"

test.describe.configure({ mode: "default" })

const origin = process.env.E2E_URL ?? ""

let own: OwnCompany
let actor: Actor
let asMe: APIRequestContext
let salesInvoiceNo: string

test.beforeAll(async ({ playwright }) => {
  own = await ownCompany("Bad Input")
  const me = await ownUser(own, "Ina Invoer", "purchaser", "purchasing_manager", "administrator")
  actor = me.actor
  salesInvoiceNo = (await makeSalesInvoice(own.id, [itemLine(await makeItem(own.id))])).no
  asMe = await playwright.request.newContext({ baseURL: origin })
  await signIn({ request: asMe }, me.email)
})

test.afterAll(async () => {
  await asMe?.dispose()
  await closeDatabase()
})

const logs = () => ["web.log", "worker.log", "postgres.log"].map(name => readLog(name)).join("\n")
const readLog = (name: string) => readFileSync(join(process.env.DATA_DIR!, name), "utf8")

test("the logs of saves that fail hold nothing of what was typed", async () => {
  const typed = "Zilverkade"
  const { invoiceNo, version } = await builtInvoice(actor)
  const owner = postgres(process.env.DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
  // Every row of this company that is written breaks a rule, of which PostgreSQL tells by quoting the row.
  const broken = { event: `company_id <> ${own.id}`, vendor: `company_id <> ${own.id}`, users: `id <> ${actor.userId}` }
  const forms: [string, string, unknown[], Record<string, string>][] = [
    [
      "[company]/vendors/actions#makeVendor",
      "vendors/new",
      [null],
      {
        "vendors.name": `${typed} B.V.`,
        "vendors.address": `${typed} 81`,
        "vendors.city": typed,
        "vendors.countryRegionCode": "NL",
      },
    ],
    [
      "[company]/_purchase-documents/actions#editPurchaseDocument",
      `purchase-invoices/${invoiceNo}`,
      [invoiceNo, 1],
      { version, intent: "save", "header.vendorInvoiceNo": `${typed}-81` },
    ],
    [
      "[company]/sales-invoices/[no]/actions#editSalesInvoice",
      `sales-invoices/${salesInvoiceNo}/edit`,
      [salesInvoiceNo, 1],
      { version: "1", intent: "save", "header.externalDocumentNo": `${typed}-82` },
    ],
    [
      "[company]/administration/setup/actions#saveRow",
      "administration/setup/payment-terms/new",
      ["payment-terms", null],
      { version: "0", "setup.code": "ZK", "setup.description": typed, "setup.dueDateCalculation": "30D" },
    ],
  ]
  try {
    for (const [table, rule] of Object.entries(broken))
      await owner.unsafe(`alter table ${table} add constraint bad_input check (${rule}) not valid`)
    for (const [action, at, bound, form] of forms) {
      const answer = await callAction(asMe, { action, at: `/${own.slug}/${at}`, bound: [own.slug, ...bound], form })
      expect({ action, ...answer.returned }).toMatchObject({
        action,
        status: "refused",
        issues: [{ code: "unexpected" }],
      })
    }
    const changed = await callAction(asMe, {
      action: "[company]/settings/actions#changeOwnPassword",
      at: `/${own.slug}/settings`,
      bound: [],
      form: { currentPassword: password, newPassword: `${typed}-${typed}`, repeatedPassword: `${typed}-${typed}` },
    })
    expect(changed.returned).toMatchObject({ status: "refused", issues: [{ code: "unexpected" }] })
  } finally {
    for (const table of Object.keys(broken)) await owner.unsafe(`alter table ${table} drop constraint bad_input`)
    await owner.end()
  }
  expect(readLog("web.log").match(/violates check constraint/g)?.length).toBeGreaterThan(forms.length)
  for (const secret of [typed, "argon2id$"]) expect(logs()).not.toContain(secret)
})

test("field names that every object knows are no fields", async () => {
  const form = {
    "vendors.name": "",
    "vendors.constructor": "1",
    __proto__x: "1",
    "lines.__proto__.no": "1",
    constructor: "1",
    "header.constructor": "1",
    toString: "1",
  }
  const alien: Record<string, string> = Object.fromEntries([...Object.entries(form), ["__proto__", "1"]])
  const call = (fields: Record<string, string>) =>
    callAction(asMe, {
      action: "[company]/vendors/actions#makeVendor",
      at: `/${own.slug}/vendors/new`,
      bound: [own.slug, null],
      form: fields,
    })
  const plain = await call({ "vendors.name": "" })
  const answer = await call(alien)
  expect(answer.status).toBe(200)
  expect(answer.returned?.issues).toEqual(plain.returned?.issues)
  for (const address of [
    "vendors?__proto__=1&constructor=2",
    "purchase-invoices?constructor=1",
    "books/gl-entries?__proto__=x",
  ])
    expect((await asMe.get(`/${own.slug}/${address}`)).status()).toBe(200)
})

test("whatever is bound to an action, it answers", async ({ playwright }) => {
  test.slow()
  const { slug } = own
  // Some actions need nothing bound: they end sessions.
  const { email } = await ownUser(own, "Wilma Wild", "purchaser", "purchasing_manager", "administrator")
  const asAny = await playwright.request.newContext({ baseURL: origin })
  await signIn({ request: asAny }, email)
  for (const bound of [
    [],
    [1, 2],
    [{ a: 1 }, {}],
    [[slug], [slug]],
    [null, null, null],
    [slug],
    [slug, { a: 1 }, {}],
    [slug, [1], [2]],
    [slug, 7, null],
  ]) {
    for (const { name } of serverActions()) {
      const answer = await callAction(asAny, {
        action: name,
        at: `/${slug}`,
        bound,
        form: { version: "1", intent: "save" },
      })
      expect({ name, bound, status: answer.status < 500 }).toEqual({ name, bound, status: true })
    }
  }
  await asAny.dispose()
})

test("an address that no page can read is answered in words", async () => {
  for (const page of [
    ...["", "/edit", "/delete", "/create-purchase-invoice"].map(below => `sales-invoices/%25${below}`),
    ...["", "/delete", "/preview-posting", "/send-back", "/split", "/statistics"].map(
      below => `purchase-invoices/%25${below}`,
    ),
    ...["", "/entries", "/statistics", "/pdf", "/cancel", "/correct"].map(
      below => `posted-purchase-invoices/%25${below}`,
    ),
    "vendors/%25",
    "vendors/50%25",
    "vendors/%00",
    "payments/%25",
    "payments/%25/reverse",
    "purchase-requests/%25",
    "imports/%25",
    "imports/%25/remarks",
    "imports/new/%25",
    "batch-postings/%25",
    "administration/users/%25",
    "administration/captured-mail/%25",
    "administration/setup/%25",
    "administration/setup/payment-terms/%25",
    "notifications/%25",
    "books/transactions/%25",
  ]) {
    const answer = await asMe.get(`/${own.slug}/${page}`)
    expect({ page, status: answer.status() }).toEqual({ page, status: 404 })
    expect(await answer.text()).toContain("This page is not here")
  }
})

/** A request as no browser sends it, with the session of ours. */
async function raw(path: string, method: string, headers: Record<string, string> = {}): Promise<ClientRequest> {
  const { cookies } = await asMe.storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
  return open(`${origin}${path}`, { method, headers: { cookie, origin, ...headers } })
}

const answerTo = (sent: ClientRequest) =>
  new Promise<IncomingMessage>((resolve, reject) => void sent.on("response", resolve).on("error", reject).end())

test("a method that no page knows is answered in words", async () => {
  for (const method of ["TRACE", "PUT", "PROPFIND"]) {
    const answer = await answerTo(await raw(`/${own.slug}/vendors`, method, { "accept-language": "nl" }))
    expect(answer.statusCode).toBe(405)
    expect(answer.headers.allow).toBe("GET, HEAD, POST")
    expect(await text(answer)).toContain("Dit adres kan worden gelezen")
  }
})

test("a form that is much work is refused before it is parsed", async () => {
  const post = (data: string, type: string) =>
    asMe.post(`/${own.slug}/vendors/new`, { data, headers: { origin, "content-type": type, "next-action": "x" } })
  const fields = await post("a=1&".repeat(55_000), "application/x-www-form-urlencoded")
  expect([fields.status(), await fields.text()]).toEqual([413, expect.stringContaining("more than 10000 fields")])
  const deep = await post("[".repeat(1_500_000), "text/plain;charset=UTF-8")
  expect([deep.status(), await deep.text()]).toEqual([400, expect.stringContaining("nothing was done")])
})

test("an upload that is broken off leaves nothing: no import, no uncaught exception", async () => {
  const head =
    'x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nInvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n'
  const uploading = async () =>
    (
      await inCompany(
        own.slug,
        sql => sql`select no from file_import where company_id = ${own.id} and state = 'uploading'`,
      )
    ).length
  const sent = await raw(`/api/${own.slug}/imports/sales-invoices`, "POST", {
    "content-type": "multipart/form-data; boundary=x",
    "content-length": "9000000",
  })
  sent.on("error", () => {})
  sent.write(`--${head}${"536365,85123A,HEART,6,2026-11-02,2.55,17850,NL\r\n".repeat(20_000)}`)
  await expect.poll(uploading).toBe(1)
  sent.destroy()
  await expect.poll(uploading).toBe(0)
  expect(logs()).not.toContain("uncaughtException")
})

test("a NUL is no number's part, and no part of an address to sign in with", async ({ playwright }) => {
  const { no } = await makeVendor(own.id)
  const paid = await callAction(asMe, {
    action: "[company]/_payments/actions#makePayment",
    at: `/${own.slug}/payments/new`,
    bound: [own.slug, no, "EUR", "payment"],
    form: { formId: crypto.randomUUID(), bankAccountNo: "BANK", postingDate: "t", amount: "1\u00002" },
  })
  expect(paid.returned?.status).toBe("refused")
  expect(paid.returned?.issues).toContainEqual(expect.objectContaining({ field: "amount" }))
  const nobody = await playwright.request.newContext({ baseURL: origin })
  const token = /name="csrfToken" value="([^"]+)"/.exec(await (await nobody.get("/sign-in")).text())![1]!
  const form = { csrfToken: token, email: "ina\u0000@bad.example", password: "\u0000", callbackUrl: "/" }
  const answer = await nobody.post("/api/auth/callback/credentials", { form, maxRedirects: 0 })
  expect([answer.status(), answer.headers().location]).toEqual([303, expect.stringContaining("/sign-in")])
  await nobody.dispose()
})

test("five hundred lines of text that mean no item are answered at once", async () => {
  const { invoiceNo, version } = await builtInvoice(actor)
  const lines = Array.from({ length: 500 }, (_, at) => [`lines.new${at + 1}.no`, `nothing of that name ${at}`] as const)
  const form = {
    version,
    intent: "save",
    line: lines.map((_, at) => `new${at + 1}:item`),
    ...Object.fromEntries(lines),
  }
  const answer = await callAction(asMe, {
    action: "[company]/_purchase-documents/actions#editPurchaseDocument",
    at: `/${own.slug}/purchase-invoices/${invoiceNo}`,
    bound: [own.slug, invoiceNo, 1],
    form,
  })
  const codes = (answer.returned?.issues ?? []).map(({ code }) => code)
  expect(codes.length).toBe(500)
  expect(codes.filter(code => code === "not_looked_for").length).toBe(480)
})
