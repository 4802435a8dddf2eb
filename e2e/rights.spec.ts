import { closeDatabase } from "@/db/client"
import { roles } from "@/domain/access/rights"
import { attach, pdfOf } from "@/test/attachments"
import { anybodys } from "./rights/anybodys"
import {
  type Cell,
  colleague,
  company,
  dismissPeople,
  foundCompany,
  people,
  type Row,
  type Someone,
} from "./rights/cast"
import { openPages, operations, pagesOf } from "./rights/every-noun"
import { posted } from "./rights/made"
import { type Answer, callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { fingerprint } from "./support/fingerprint"
import { ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { pages, serverActions } from "./support/routes"
import { builtInvoice, importedPayments } from "./support/trade"

test.afterAll(() => closeDatabase())

// One worker makes what the cases need, once.
test.describe.configure({ mode: "default" })

test.beforeAll(foundCompany)
test.afterAll(dismissPeople)

test("every page of a company stands in the table", () => {
  const listed = [...openPages.map(([page]) => page), ...pagesOf.map(({ page }) => page)].map(
    page => `/[company]${page}`,
  )
  expect([...new Set(listed)].sort()).toEqual(pages().filter(path => path.startsWith("/[company]")))
})

for (const [index, role] of roles.entries()) {
  test(`each role sees the pages it may see: ${role}`, async () => {
    test.setTimeout(120_000)
    const who = people[index]!
    const seen: string[] = []
    const expected: string[] = []
    const look = async (name: string, address: string, cell: Cell) => {
      const answer = await who.request.get(`/${company.slug}${address}`, { maxRedirects: 0 })
      expected.push(`${name} ${cell === "✓" ? 200 : cell === "–" ? 403 : 404}`)
      seen.push(`${name} ${answer.status()}`)
      if (cell === "–") expect(await answer.text()).toContain("Your roles do not allow it")
    }
    for (const [address, row] of openPages) await look(address, address, cellOf(row, index))
    for (const { page, of, row, made } of pagesOf) await look(`${page} ${of}`, await made(who), cellOf(row, index))
    expect(seen).toEqual(expected)
  })
}

test("reports are files for who may see the books alone", async () => {
  const seen = []
  for (const { request } of people) {
    for (const report of ["trial-balance", "aged-payables", "chart-of-accounts"]) {
      seen.push((await request.get(`/${company.slug}/books/${report}/file?format=csv`)).status())
    }
  }
  expect(seen).toEqual([...Array(3).fill(403), ...Array(9).fill(200)])
})

test("all that happened is a file for who may see it", async () => {
  const seen = []
  for (const { request } of people)
    seen.push((await request.get(`/${company.slug}/administration/audit/file?format=csv`)).status())
  expect(seen).toEqual([403, 403, 200, 200])
})

test("how the company is set up, its users and its security log are files for administrators alone", async () => {
  const seen = []
  for (const { request } of people) {
    for (const list of ["security-log", "users", "setup/payment-terms", "setup/no-such-table"])
      seen.push((await request.get(`/${company.slug}/administration/${list}/file?format=csv`)).status())
  }
  const others = [403, 403, 403, 404]
  expect(seen).toEqual([...others, ...others, ...others, 200, 200, 200, 404])
})

test("lists of documents and entries are files for who may see them", async () => {
  const seen: Record<string, number[]> = {}
  for (const list of [
    "sales-invoices",
    "purchase-invoices",
    "purchase-credit-memos",
    "purchase-requests",
    "posted-purchase-invoices",
    "posted-purchase-credit-memos",
    "payments",
    "books/vendor-ledger-entries",
    "books/gl-entries",
    "books/vat-entries",
    "books/item-ledger-entries",
  ]) {
    seen[list] = []
    for (const { request } of people) {
      seen[list].push((await request.get(`/${company.slug}/${list}/file?format=csv`)).status())
    }
  }
  const traders = [200, 200, 200, 403]
  const books = [403, 200, 200, 200]
  expect(seen).toEqual({
    "sales-invoices": traders,
    "purchase-invoices": traders,
    "purchase-credit-memos": [403, 200, 200, 403],
    "purchase-requests": traders,
    "posted-purchase-invoices": books,
    "posted-purchase-credit-memos": books,
    payments: books,
    "books/vendor-ledger-entries": books,
    "books/gl-entries": books,
    "books/vat-entries": books,
    "books/item-ledger-entries": books,
  })
})

test("lists of master data are files for who may see them", async () => {
  const seen = []
  for (const { request } of people) {
    for (const list of [
      "items",
      "customers",
      "vendors",
      "vendor-templates",
      "purchase-prices",
      "purchase-line-discounts",
      "sales-prices",
      "item-vendor-numbers",
    ]) {
      seen.push((await request.get(`/${company.slug}/${list}/file?format=csv`)).status())
    }
  }
  expect(seen).toEqual([...Array(24).fill(200), ...Array(8).fill(403)])
})

test("every action stands in the table", () => {
  expect(serverActions().map(({ name }) => name)).toEqual([...anybodys, ...operations.map(([name]) => name)].sort())
})

for (const [action, tried] of operations) {
  for (const { row, of, made } of tried) {
    test(`${row} ${action.split("/").slice(1).join("/")}${of ? ` of ${of}` : ""}`, async () => {
      for (const [index, who] of people.entries()) {
        const { at, bound = [], ...call } = await made(who)
        await quiet()
        const before = await fingerprint(company.slug)
        const request = { ...call, action, at: `/${company.slug}/${at}`, bound: [company.slug, ...bound] }
        const outcome = outcomeOf(await callAction(who.request, request))
        expect([roles[index], outcome]).toEqual([roles[index], cellOf(row, index)])
        if (outcome !== "✓") expect([roles[index], await fingerprint(company.slug)]).toEqual([roles[index], before])
      }
    })
  }
}

test("what somebody forged of what a page bound is as if it were not there, or left out", async () => {
  const manager = people[2]!
  for (const [action, outcome] of [
    ["[company]/_payments/actions#makePayment", "·"],
    ["[company]/vendors/actions#makeVendor", "✓"],
  ] as const) {
    const { at, bound = [], ...call } = await operations.find(([name]) => name === action)![1][0]!.made(manager)
    const forged = bound.map(() => ({}))
    const request = { ...call, action, at: `/${company.slug}/${at}`, bound: [company.slug, ...forged] }
    expect([action, outcomeOf(await callAction(manager.request, request))]).toEqual([action, outcome])
  }
})

test("––✓– a file of payments is taken in, its refused rows and an example given", async () => {
  const id = await importedPayments(colleague.actor)
  for (const [index, who] of people.entries()) {
    const before = await fingerprint(company.slug)
    const upload = await who.request.post(`/api/${company.slug}/imports/payments`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      multipart: { file: { name: "f.csv", mimeType: "text/csv", buffer: Buffer.from("") } },
      maxRedirects: 0,
    })
    const example = await who.request.get(`/${company.slug}/imports/new/payments/example`)
    const refused = await who.request.get(`/${company.slug}/imports/${id}/remarks`)
    const allowed = index === 2
    expect([roles[index], upload.status(), example.status(), refused.status()]).toEqual([
      roles[index],
      ...(allowed ? [303, 200, 200] : [403, 403, 403]),
    ])
    expect(await fingerprint(company.slug)).toEqual(before)
  }
})

test("files are seen by who sees their document, and attached by who edits it", async () => {
  const { invoiceNo } = await builtInvoice(colleague.actor)
  const postedNo = await posted()
  const id = await attach(colleague.actor, { type: "purchase_invoice", no: invoiceNo }, "draft.pdf")
  const postedId = await attach(colleague.actor, { type: "posted_purchase_document", no: postedNo }, "posted.pdf")
  const seen: unknown[] = []
  for (const [index, who] of people.entries()) {
    const upload = async (to: string) =>
      who.request.post(`/api/${company.slug}/attachments/${to}`, {
        headers: { origin: process.env.E2E_URL ?? "" },
        multipart: { file: { name: "f.pdf", mimeType: "text/html", buffer: pdfOf(`${index}`) } },
        maxRedirects: 0,
      })
    const file = (to: string) => who.request.get(`/${company.slug}/attachments/${to}`)
    const answers = await Promise.all([
      file(`purchase-invoices/${invoiceNo}/${id}`),
      upload(`purchase-invoices/${invoiceNo}`),
      file(`posted-purchase-invoices/${postedNo}/${postedId}`),
      upload(`posted-purchase-invoices/${postedNo}`),
      // Of another document than the one in the address.
      file(`posted-purchase-invoices/${postedNo}/${id}`),
    ])
    seen.push([roles[index], ...answers.map(answer => answer.status())])
  }
  expect(seen).toEqual([
    ["order_processor", 404, 404, 403, 403, 403],
    ["purchaser", 200, 303, 200, 303, 404],
    ["purchasing_manager", 200, 303, 200, 303, 404],
    ["administrator", 403, 403, 200, 403, 404],
  ])
})

test("✓✓✓– a file of sales invoices is taken in, and candidates are proposed", async () => {
  for (const [index, who] of people.entries()) {
    const before = await fingerprint(company.slug)
    const upload = await who.request.post(`/api/${company.slug}/imports/sales-invoices`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      multipart: { file: { name: "f.csv", mimeType: "text/csv", buffer: Buffer.from("") } },
      maxRedirects: 0,
    })
    const lookups = await Promise.all(
      ["accounts", "customers", "items", "vendors"].map(noun =>
        who.request.get(`/api/${company.slug}/lookup/${noun}?q=a`),
      ),
    )
    const allowed = index < 3
    expect([roles[index], upload.status()]).toEqual([roles[index], allowed ? 303 : 403])
    expect(lookups.map(answer => answer.status())).toEqual(lookups.map(() => (allowed ? 200 : 403)))
    // Without a draft it is asked for a new one, which an order processor does not make.
    const duplicates = await who.request.get(`/api/${company.slug}/lookup/vendor-invoice-no?q=a&vendor=b`)
    expect(duplicates.status()).toBe(index === 1 || index === 2 ? 200 : 403)
    expect(await fingerprint(company.slug)).toEqual(before)
    const kept = await who.request.post(`/api/${company.slug}/lookup/items`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      data: { no: "none" },
    })
    expect(kept.status()).toBe(allowed ? 204 : 403)
  }
})

test("nobody reviews what they asked for or edited, in whatever roles", async ({ playwright }) => {
  const both = await ownUser(company, "Bea Beide", "order_processor", "purchasing_manager")
  const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
  await signIn({ request }, both.email)
  const own = await builtInvoice(both.actor)
  const touched = await builtInvoice(colleague.actor)
  const call = async (verb: string, no: string, form: Record<string, string>, ...more: unknown[]) =>
    callAction(request, {
      action: `[company]/_purchase-documents/actions#${verb}`,
      at: `/${company.slug}/purchase-invoices/${no}`,
      bound: [company.slug, no, ...more],
      form,
    })
  const edit = { version: touched.version, intent: "save", "header.paymentTermsCode": "14D" }
  expect((await call("editPurchaseDocument", touched.invoiceNo, edit, 1)).returned?.issues ?? []).toEqual([])
  const before = await fingerprint(company.slug)
  for (const [no, version] of [
    [own.invoiceNo, own.version],
    [touched.invoiceNo, String(Number(touched.version) + 1)],
  ] as const) {
    for (const verb of ["markPurchaseDocumentReviewed", "sendPurchaseDocumentBack"]) {
      const { returned } = await call(verb, no, { version, reason: "No" })
      expect([verb, no, returned?.status]).toEqual([verb, no, "refused"])
      expect(returned?.issues?.[0]?.code).not.toBe("unexpected")
    }
  }
  expect(await fingerprint(company.slug)).toEqual(before)
  await request.dispose()
})

test("✓ until reviewed: an order processor no longer changes what was reviewed", async () => {
  const [processor, , manager] = people
  const { invoiceNo, version } = await builtInvoice(processor!.actor)
  const call = (who: Someone, verb: string, form: Record<string, string>, ...more: unknown[]) =>
    callAction(who.request, {
      action: `[company]/_purchase-documents/actions#${verb}`,
      at: `/${company.slug}/purchase-invoices/${invoiceNo}/delete`,
      bound: [company.slug, invoiceNo, ...more],
      form,
    })
  expect(outcomeOf(await call(manager!, "markPurchaseDocumentReviewed", { version }))).toBe("✓")
  const before = await fingerprint(company.slug)
  const now = String(Number(version) + 1)
  expect(outcomeOf(await call(processor!, "editPurchaseDocument", { version: now, intent: "save" }, 1))).toBe("–")
  expect(outcomeOf(await call(processor!, "removePurchaseDocument", { version: now }))).toBe("–")
  expect(await fingerprint(company.slug)).toEqual(before)
})

/** Allowed, told that it is not, or as if it were not there. Anything else is a failure of the portal. */
function outcomeOf({ status, body, returned, redirect }: Answer): Cell {
  const codes = returned?.issues?.map(({ code }) => code) ?? []
  if (status >= 500 || codes.includes("unexpected")) throw new Error(`failed: ${body.slice(0, 1_000)}`)
  if (redirect) return "✓"
  if (codes.includes("forbidden")) {
    expect(returned?.issues?.[0]?.text).toBe("Your roles do not allow this. Nothing was saved.")
    return "–"
  }
  return status === 404 || codes.includes("request_not_found") || body.includes('"vendors":[],"total":0') ? "·" : "✓"
}

/** Waits until the portal's worker has done what earlier tests let it do; what is due by the clock comes whenever it comes. */
async function quiet(): Promise<void> {
  const queued = () =>
    inCompany(company.slug, async sql => {
      const [row] = await sql<[{ queued: number }]>`
        select (select count(*) from purchase_request where state = 'queued' and company_id = ${company.id})::int
          + (select count(*) from file_import where state = 'queued' and company_id = ${company.id})::int
          + (select count(*) from background_work where state = 'queued' and company_id = ${company.id}
            and requested_by is not null)::int as queued`
      return row.queued
    })
  await expect.poll(queued).toBe(0)
}

function cellOf(row: Row, index: number): Cell {
  return row[index] as Cell
}
