/**
 * No foreign company, ever. A user of one company (A) asks for what another one (B) has, in every address and by every
 * action there is: the answer must be the one for a number that nobody has, and nothing may change. A page, handler or
 * action that has no case here fails.
 */
import { randomUUID } from "node:crypto"
import type { APIRequestContext } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { kolkwijk, waterlanden } from "@/db/demo/landmarks"
import { saveSetup } from "@/domain/setup/save-setup"
import { inviteUser } from "@/domain/users/invite-user"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { saveVendorTemplate } from "@/domain/vendors/vendor-template"
import { attach } from "@/test/attachments"
import {
  itemLine,
  makeCustomer,
  makeItem,
  makeMember,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { type Answer, type Call, callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { fingerprint } from "./support/fingerprint"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { routes, serverActions } from "./support/routes"
import { said } from "./support/said"
import {
  builtInvoice,
  draftCreditMemo,
  failedRequest,
  importedPayments,
  madePayment,
  madeToken,
  postedCreditMemo,
  postedInvoice,
  refusedBatch,
  toldWebhook,
  triedImport,
  waitingEntry,
} from "./support/trade"

test.describe.configure({ mode: "default" })

/** Stands in the names of all that B has, and so never in an answer to A. */
const secret = "Zeldzaam"

/** What B has: numbers that A has not. */
type Foreign = {
  salesInvoice: string
  purchaseInvoice: string
  creditMemo: string
  postedInvoice: string
  postedCreditMemo: string
  vendor: string
  vendorTemplate: string
  vendorRegistration: string
  customer: string
  item: string
  /** The address of a purchase price. */
  price: string
  payment: string
  entry: string
  request: string
  /** On the purchase invoice. */
  attachment: string
  salesImport: string
  batch: string
  paymentImport: string
  user: string
  token: string
  webhook: string
  delivery: string
  approvalEntry: string
  invitation: string
  paymentTerms: string
  notification: string
  mail: string
  job: string
  /** Of the ledger. */
  transaction: string
}

/** As Foreign, of nobody at all. */
const unknown: Foreign = {
  salesInvoice: "VF26-98765",
  purchaseInvoice: "IF26-98765",
  creditMemo: "IC26-98765",
  postedInvoice: "GIF26-98765",
  postedCreditMemo: "GIC26-98765",
  vendor: "L98765",
  vendorTemplate: "T98764",
  vendorRegistration: "98765432",
  customer: "D98765",
  item: "98765",
  price: "L98765/98765/EUR/~/0/0001-01-01",
  payment: "BET26-98765",
  entry: "98765",
  request: "IA26-98765",
  attachment: "98765432",
  salesImport: "IMP26-98765",
  batch: "98765432",
  paymentImport: "IMP26-98764",
  user: "98765432",
  token: "98765432",
  webhook: "987654321",
  delivery: "98765432",
  approvalEntry: "98765432",
  invitation: "0".repeat(64),
  paymentTerms: "T98765",
  notification: "98765432",
  mail: "000098765432-98765432",
  job: "build-98765432-IA26-98765-1",
  transaction: "98765432",
}

let a: OwnCompany
let b: OwnCompany
let ofB: Foreign
/** One of A's own, at whose pages an action can be posted. */
let salesInvoiceOfA: string
/** What A has itself: a page of its own can be asked for what B has. */
let ofA: Pick<Foreign, "vendor" | "customer" | "item" | "vendorRegistration">
/** A webhook of A's, and what it was told. */
let told: Awaited<ReturnType<typeof toldWebhook>>
let asA: APIRequestContext

test.beforeAll(async ({ playwright }) => {
  a = await ownCompany("Tenant A")
  b = await ownCompany(`Tenant ${secret}`)
  const all = ["order_processor", "purchaser", "purchasing_manager", "administrator"] as const
  const mine = await ownUser(a, "Anna Allround", ...all)
  const { actor: theirs } = await ownUser(b, `Bob ${secret}`, ...all)

  await makeVendor(b.id, { no: "L77777", name: `${secret} Elektro` })
  await makeCustomer(b.id, { no: "D77777", name: `${secret} Bouw` })
  const item = await makeItem(b.id, { no: "77777", description: `${secret} lampje` })
  await makePurchasePrice(b.id, { vendorNo: "L77777", itemNo: "77777", directUnitCost: "77.77" })
  await makeSalesInvoice(b.id, [itemLine(item)], { no: "VF26-77777", customerNo: "D77777" })
  // A has no documents of these kinds, so that the first number of each is B's alone.
  const { invoiceNo } = await builtInvoice(theirs)
  const request = await failedRequest(theirs)
  const invitee = { name: `Cor ${secret}`, email: `cor@${b.slug}.example`, roles: ["purchaser" as const] }
  const { id: invitation } = await inviteUser(theirs, invitee)
  const terms = { code: "T77777", description: `${secret} terms` }
  await saveSetup(theirs, "payment-terms", { key: null, version: 0, typed: terms })
  const attachment = await attach(theirs, { type: "purchase_invoice", no: invoiceNo }, `${secret}.pdf`)
  const notification = await inCompany(b.slug, async sql => {
    const [told] = await sql<{ event_id: string }[]>`select event_id from notification where company_id = ${b.id}`
    return told!.event_id
  })
  const foreign = await toldWebhook(theirs)
  told = await toldWebhook(mine.actor)
  const payment = await madePayment(theirs, `${secret} Paid`)
  ofB = {
    payment: payment.no,
    entry: String(payment.entryNo),
    salesInvoice: "VF26-77777",
    purchaseInvoice: invoiceNo,
    creditMemo: (await draftCreditMemo(theirs, `${secret} Credit`)).no,
    postedInvoice: await postedInvoice(theirs, `${secret} Posted`),
    postedCreditMemo: await postedCreditMemo(theirs, `${secret} Posted`),
    vendor: "L77777",
    vendorRegistration: String(
      await askForVendor(theirs, {
        name: `${secret} gevraagd`,
        documentType: "sales_invoice",
        documentNo: "VF26-77777",
      }),
    ),
    vendorTemplate: await saveVendorTemplate(theirs, {
      key: null,
      version: 0,
      typed: { code: "T77776", description: `${secret} sjabloon`, paymentTermsCode: "14D" },
    }),
    customer: "D77777",
    item: "77777",
    price: "L77777/77777/EUR/~/0/0001-01-01",
    request,
    attachment: String(attachment),
    salesImport: await triedImport(theirs, secret),
    batch: await refusedBatch(theirs),
    paymentImport: await importedPayments(theirs, secret),
    user: String(theirs.userId),
    token: await madeToken(theirs),
    webhook: String(foreign.webhook),
    delivery: String(foreign.delivery),
    approvalEntry: String((await waitingEntry(theirs, theirs)).id),
    invitation,
    paymentTerms: "T77777",
    notification,
    mail: `${notification.padStart(12, "0")}-${theirs.userId}`,
    job: `build-${b.id}-${request}-1`,
    transaction: "1",
  }
  const itemOfA = await makeItem(a.id)
  salesInvoiceOfA = (await makeSalesInvoice(a.id, [itemLine(itemOfA)])).no
  const asked = { name: "Gevraagd", documentType: "sales_invoice" as const, documentNo: salesInvoiceOfA }
  ofA = {
    vendor: (await makeVendor(a.id)).no,
    customer: (await makeCustomer(a.id)).no,
    item: itemOfA.no,
    vendorRegistration: String(await askForVendor(mine.actor, asked)),
  }
  asA = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
  await signIn({ request: asA }, mine.email)
})
test.afterAll(async () => {
  await asA?.dispose()
  await closeDatabase()
})

/** Addresses outside any company: they answer about the one who asks. */
const outside = [
  "/",
  "/sign-in",
  "/sign-in/again",
  "/sign-in/done",
  "/sign-in/forgotten",
  "/sign-in/link",
  "/sign-in/new-password/[token]",
  "/sign-in/sso/[company]",
  "/sign-in/second-factor",
  "/sign-in/second-factor/codes",
  "/invitation/[token]",
  "/invitation/declined",
  "/setup/[token]",
  "/api/auth/[...nextauth]",
  // It knows tokens, and no session: test/api/walk.test.ts asks each of its endpoints.
  "/api/v1/[company]/[...path]",
  "/api/v1/openapi.json",
  "/api/events",
  "/api/health",
  "/api/passkeys/[use]",
  "/api/ready",
  "/icon.svg",
  "/operator",
]

/**
 * Below each company's address: which table of setup and what number stand in it, and queries that carry one.
 */
type AddressCase = {
  table?: string
  list?: string
  kind?: string
  no?: keyof Foreign
  queries?: ((of: Foreign) => string)[]
  /** What those are answered. */
  queried?: 200 | 404
  status?: number
}

const addresses: Record<string, AddressCase> = {
  "/[company]": {},
  "/[company]/administration/captured-mail": { queries: [of => `before=${of.mail}`] },
  "/[company]/administration/captured-mail/[id]": { no: "mail" },
  "/[company]/administration/job-queue": {},
  "/[company]/administration/opening-balances": {},
  "/[company]/administration/opening-balances/[no]": {},
  "/[company]/administration/opening-balances/prepared/[part]": {},
  "/[company]/administration/readiness": {},
  "/[company]/administration/starting-numbers": {},
  "/[company]/administration/setup": {},
  "/[company]/administration/setup/[table]": { table: "payment-terms", queries: [of => `q=${of.paymentTerms}`] },
  "/[company]/administration/setup/[table]/[...key]": { table: "payment-terms", no: "paymentTerms" },
  "/[company]/administration/setup/[table]/delete/[...key]": { table: "payment-terms", no: "paymentTerms" },
  "/[company]/administration/setup/[table]/new": {
    table: "exchange-rates",
    queries: [of => `currencyCode=${of.paymentTerms}`],
  },
  // Events are numbered whosever they are.
  "/[company]/administration/user-history": { queries: [of => `before=${of.notification}`] },
  // Events are numbered whosever they are.
  "/[company]/administration/audit": { queries: [of => `no=${of.vendor}`] },
  "/[company]/administration/audit/file": {},
  "/[company]/administration/security-log": {},
  "/[company]/administration/api": {},
  "/[company]/administration/webhooks": {},
  "/[company]/administration/webhooks/[webhook]": { no: "webhook" },
  "/[company]/administration/approvals": { queries: [of => `after=${of.approvalEntry}`] },
  "/[company]/administration/approvals/[entry]": { no: "approvalEntry" },
  "/[company]/administration/sign-in": {},
  "/[company]/administration/users": {},
  "/[company]/administration/users/[user]": { no: "user" },
  "/[company]/batch-postings": { queries: [of => `before=${of.batch}`] },
  "/[company]/batch-postings/[id]": { no: "batch" },
  "/[company]/batch-postings/new": { queries: [of => `no=${of.purchaseInvoice}`] },
  "/[company]/books/aged-payables": { queries: [of => `after=${of.vendor}`] },
  "/[company]/books/aged-payables/file": {},
  "/[company]/books/chain": {},
  "/[company]/books/chain/head": { status: 404 },
  "/[company]/books/chart-of-accounts": {},
  "/[company]/books/gl-entries": { queries: [of => `document=${of.postedInvoice}`] },
  "/[company]/books/item-ledger-entries": {
    queries: [of => `item=${of.item}`, of => `vendor=${of.vendor}`, of => `document=${of.postedInvoice}`],
  },
  "/[company]/books/transactions/[no]": { no: "transaction" },
  "/[company]/books/trial-balance": {},
  "/[company]/books/trial-balance/file": {},
  "/[company]/books/vat-entries": { queries: [of => `vendor=${of.vendor}`, of => `document=${of.postedInvoice}`] },
  "/[company]/books/vendor-ledger-entries": {
    queries: [of => `vendor=${of.vendor}`, of => `document=${of.postedInvoice}`],
  },
  "/[company]/imports/[no]": { no: "salesImport" },
  "/[company]/imports/[no]/remarks": { no: "paymentImport" },
  "/[company]/imports/new/[kind]": { kind: "payments", queries: [of => `before=${of.paymentImport}`] },
  "/[company]/imports/new/[kind]/example": { kind: "payments" },
  "/[company]/insight": {},
  "/[company]/insight/[kind]": { kind: "purchases-by-vendor", queries: [of => `group=${of.vendor}`] },
  "/[company]/attachments/[of]/[no]/[id]": { no: "purchaseInvoice" },
  // Neither has one: the pages would show it.
  "/[company]/logo": { status: 404 },
  "/[company]/notifications": { queries: [of => `before=${of.notification}`] },
  "/[company]/notifications/[eventId]": { no: "notification" },
  "/[company]/notifications/unread": {},
  "/[company]/payments": { queries: [of => `q=${of.payment}`, of => `vendor=${of.vendor}`] },
  "/[company]/payments/[no]": { no: "payment" },
  "/[company]/payments/[no]/reverse": { no: "payment" },
  "/[company]/payments/new": { queries: [of => `vendor=${of.vendor}`] },
  "/[company]/posted-purchase-credit-memos": { queries: [of => `q=${of.postedInvoice}`] },
  "/[company]/posted-purchase-credit-memos/[no]": { no: "postedCreditMemo" },
  "/[company]/posted-purchase-credit-memos/[no]/entries": { no: "postedCreditMemo" },
  "/[company]/posted-purchase-credit-memos/[no]/dossier": { no: "postedCreditMemo" },
  "/[company]/posted-purchase-credit-memos/[no]/pdf": { no: "postedCreditMemo" },
  "/[company]/posted-purchase-credit-memos/[no]/statistics": { no: "postedCreditMemo" },
  "/[company]/posted-purchase-invoices": { queries: [of => `q=${of.postedInvoice}`, of => `vendor=${of.vendor}`] },
  "/[company]/posted-purchase-invoices/[no]": { no: "postedInvoice" },
  "/[company]/posted-purchase-invoices/[no]/cancel": { no: "postedInvoice" },
  "/[company]/posted-purchase-invoices/[no]/correct": { no: "postedInvoice" },
  "/[company]/posted-purchase-invoices/[no]/credit-memo": { no: "postedInvoice" },
  "/[company]/posted-purchase-invoices/[no]/entries": { no: "postedInvoice" },
  "/[company]/posted-purchase-invoices/[no]/dossier": { no: "postedInvoice" },
  "/[company]/posted-purchase-invoices/[no]/pdf": { no: "postedInvoice" },
  "/[company]/purchase-credit-memos": { queries: [of => `q=${of.creditMemo}`, of => `vendor=${of.vendor}`] },
  "/[company]/purchase-credit-memos/[no]": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/[no]/copy-document": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/[no]/delete": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/[no]/preview-posting": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/[no]/send-back": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/[no]/lines": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/[no]/statistics": { no: "creditMemo" },
  "/[company]/purchase-credit-memos/new": { queries: [of => `vendor=${of.vendor}`] },
  "/[company]/posted-purchase-invoices/[no]/statistics": { no: "postedInvoice" },
  "/[company]/purchase-invoices": { queries: [of => `search=${of.purchaseInvoice}`, of => `vendor=${of.vendor}`] },
  "/[company]/purchase-invoices/[no]": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/[no]/copy-document": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/[no]/delete": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/[no]/preview-posting": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/[no]/send-back": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/[no]/lines": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/[no]/statistics": { no: "purchaseInvoice" },
  "/[company]/purchase-invoices/new": { queries: [of => `vendor=${of.vendor}`] },
  "/[company]/purchase-requests": { queries: [of => `search=${of.request}`] },
  "/[company]/purchase-requests/[no]": { no: "request" },
  "/[company]/review": { queries: [of => `no=${of.purchaseInvoice}`, of => `sent-back=${of.purchaseInvoice}`] },
  "/[company]/sales-invoices": { queries: [of => `search=${of.salesInvoice}`, of => `customer=${of.customer}`] },
  "/[company]/sales-invoices/[no]": { no: "salesInvoice" },
  "/[company]/sales-invoices/[no]/create-purchase-invoice": { no: "salesInvoice" },
  "/[company]/sales-invoices/[no]/delete": { no: "salesInvoice" },
  "/[company]/sales-invoices/[no]/lines": { no: "salesInvoice" },
  "/[company]/sales-invoices/[no]/edit": { no: "salesInvoice" },
  "/[company]/sales-invoices/new": { queries: [of => `customer=${of.customer}`] },
  "/[company]/settings": {},
  "/[company]/settings/api": {},
  "/[company]/settings/notifications": {},
  "/[company]/settings/absences": {},
  "/[company]/settings/own-data": {},
  "/[company]/items/file": { queries: [of => `format=csv&search=${of.item}`] },
  "/[company]/customers/file": { queries: [of => `format=csv&search=${of.customer}`] },
  "/[company]/vendors/file": { queries: [of => `format=csv&search=${of.vendor}`] },
  "/[company]/sales-invoices/file": { queries: [of => `format=csv&customer=${of.customer}`] },
  "/[company]/purchase-invoices/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  "/[company]/purchase-credit-memos/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  "/[company]/posted-purchase-invoices/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  "/[company]/posted-purchase-credit-memos/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  "/[company]/purchase-requests/file": { queries: [of => `format=csv&search=${of.request}`] },
  "/[company]/payments/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  "/[company]/books/vendor-ledger-entries/file": { queries: [of => `format=csv&vendor=${of.vendor}`] },
  "/[company]/purchase-prices/file": { queries: [() => "format=csv"] },
  "/[company]/purchase-line-discounts/file": { queries: [() => "format=csv"] },
  "/[company]/sales-prices/file": { queries: [() => "format=csv"] },
  "/[company]/item-vendor-numbers/file": { queries: [() => "format=csv"] },
  "/[company]/items": { queries: [of => `search=${of.item}`] },
  "/[company]/items/new": {},
  "/[company]/items/[no]": { no: "item" },
  "/[company]/items/[no]/costs": { no: "item" },
  "/[company]/items/[no]/delete": { no: "item" },
  "/[company]/items/[no]/merge": { no: "item", queries: [of => `into=${of.item}`] },
  "/[company]/customers/[no]/merge": { no: "customer", queries: [of => `into=${of.customer}`] },
  "/[company]/vendors/[no]/merge": { no: "vendor", queries: [of => `into=${of.vendor}`] },
  "/[company]/customers": { queries: [of => `search=${of.customer}`] },
  "/[company]/customers/new": {},
  "/[company]/customers/[no]": { no: "customer" },
  "/[company]/customers/[no]/delete": { no: "customer" },
  "/[company]/prices/[list]": {
    list: "purchase-prices",
    queries: [of => `partner=${of.vendor}`, of => `item=${of.item}`],
  },
  "/[company]/prices/[list]/[...key]": { list: "purchase-prices", no: "price" },
  "/[company]/prices/[list]/delete/[...key]": { list: "purchase-prices", no: "price" },
  "/[company]/prices/[list]/new": {
    list: "purchase-prices",
    queries: [of => `vendorNo=${of.vendor}&itemNo=${of.item}`],
  },
  "/[company]/vendors": { queries: [of => `search=${of.vendor}`] },
  "/[company]/vendors/[no]": { no: "vendor" },
  "/[company]/vendors/[no]/bank-accounts": { no: "vendor" },
  "/[company]/vendors/[no]/delete": { no: "vendor" },
  "/[company]/vendors/[no]/template": {
    no: "vendor",
    queries: [of => `template=${of.vendorTemplate}`],
    queried: 404,
  },
  "/[company]/vendors/apply-template": {
    queries: [of => `no=${of.vendor}&template=${of.vendorTemplate}`],
    queried: 404,
  },
  "/[company]/vendors/new": { queries: [of => `template=${of.vendorTemplate}`] },
  "/[company]/vendor-registrations": {},
  "/[company]/vendor-registrations/[id]": { no: "vendorRegistration", queries: [of => `vendor=${of.vendor}`] },
  "/[company]/vendor-templates": {},
  "/[company]/vendor-templates/new": {},
  "/[company]/vendor-templates/[code]": { no: "vendorTemplate" },
  "/[company]/vendor-templates/[code]/delete": { no: "vendorTemplate" },
  "/api/[company]/draft-lines/purchase/[no]": { no: "purchaseInvoice" },
  "/api/[company]/draft-lines/sales/[no]": { no: "salesInvoice" },
  // Files are sent there; nothing is to be read.
  "/api/[company]/attachments/[of]/[no]": { status: 405 },
  "/api/[company]/imports/[kind]": { kind: "payments", status: 405 },
  "/api/[company]/lookup/accounts": { queries: [of => `q=${of.item}`] },
  "/api/[company]/lookup/charges": { queries: [of => `q=${of.item}`] },
  "/api/[company]/lookup/customers": { queries: [of => `q=${of.customer}`] },
  "/api/[company]/lookup/items": { queries: [of => `q=${of.item}`, of => `q=${of.item}&for=purchase`] },
  // Numbers are sent there: "what numbers mean" below.
  "/api/[company]/lookup/numbers": { status: 405 },
  "/api/[company]/lookup/vendor-invoice-no": { queries: [of => `q=V-1&vendor=${of.vendor}`] },
  "/api/[company]/lookup/vendors": { queries: [of => `q=${of.vendor}`] },
}

test("every page and handler has a case", () => {
  expect(routes().map(({ path }) => path)).toEqual([...outside, ...Object.keys(addresses)].sort())
})

test("in every address a foreign company and a foreign number answer as unknown ones do", async () => {
  test.slow()
  const before = await held()
  for (const [pattern, given] of Object.entries(addresses)) {
    const { table = "", list = "", kind = "", no, queries = [], queried = 200, status = 404 } = given
    const address = (slug: string, of: Foreign) =>
      pattern
        .replace("[company]", slug)
        .replace("[table]", table)
        .replace("[list]", list)
        .replace("[kind]", kind)
        .replace("[of]", "purchase-invoices")
        .replace("[no]/[id]", `[no]/${of.attachment}`)
        .replace(/\[[.a-zA-Z]+\]/, no ? of[no] : "98765")
    await expectAlike(pattern, await get(address(b.slug, ofB)), await get(address("nowhere", ofB)), status)
    if (no) await expectAlike(pattern, await get(address(a.slug, ofB)), await get(address(a.slug, unknown)), 404)
    for (const query of queries) {
      const asked = (of: Foreign) => get(`${address(a.slug, { ...of, ...ofA })}?${query(of)}`)
      await expectAlike(`${pattern}?${query(ofB)}`, await asked(ofB), await asked(unknown), queried)
    }
  }
  expect(await held()).toEqual(before)
})

test("a sales invoice of A offers no vendor of B", async () => {
  const createPage = `/${a.slug}/sales-invoices/${salesInvoiceOfA}/create-purchase-invoice`
  await expectAlike(
    createPage,
    await get(`${createPage}?vendor=${ofB.vendor}`),
    await get(`${createPage}?vendor=${unknown.vendor}`),
    200,
  )
})

test("a file is taken in by no foreign company", async () => {
  const before = await fingerprint(b.slug)
  const upload = async (slug: string, to: string) => {
    const answer = await asA.post(`/api/${slug}/${to}`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      multipart: { file: { name: "f.csv", mimeType: "text/csv", buffer: Buffer.from("InvoiceNo,Quantity\n1,1\n") } },
      maxRedirects: 0,
    })
    return { status: answer.status(), body: await answer.text() }
  }
  const draft = (of: Foreign) => `attachments/purchase-invoices/${of.purchaseInvoice}`
  for (const to of ["imports/sales-invoices", "imports/payments", draft(ofB)]) {
    await expectAlike(to, await upload(b.slug, to), await upload("nowhere", to), 404)
  }
  await expectAlike("attachments", await upload(a.slug, draft(ofB)), await upload(a.slug, draft(unknown)), 404)
  expect(await fingerprint(b.slug)).toEqual(before)
})

test("numbers of a foreign company mean what unknown ones do, and nothing in that company", async () => {
  const ask = async (slug: string, { item }: Foreign) => {
    const answer = await asA.post(`/api/${slug}/lookup/numbers?for=purchase`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      data: { items: [item], accounts: [item] },
    })
    return { status: answer.status(), body: (await answer.text()).replaceAll(item, "no") }
  }
  await expectAlike("numbers", await ask(b.slug, ofB), await ask("nowhere", ofB), 404)
  await expectAlike("numbers", await ask(a.slug, ofB), await ask(a.slug, unknown), 200)
})

type ActionCase = Omit<Call, "action" | "at" | "bound"> & {
  /** Below A's address. */
  at?: string
  /** After the company. */
  bound?: unknown[]
  /** It names nothing that another company could have, and does its work in one's own: it is asked of the other company alone. */
  namesNothing?: true
}

const headerOnly = { version: "1", intent: "save" }

/** What each action is asked, of B's numbers and of unknown ones; several where a number can stand in several places. */
const actionCases: Record<string, (of: Foreign) => ActionCase[]> = {
  "[company]/administration/job-queue/actions#retry": of => [
    { at: "administration/job-queue", form: { queue: "purchase-requests", job: of.job } },
  ],
  "[company]/administration/opening-balances/actions#saveOpeningStart": () => [
    { at: "administration/opening-balances", form: { version: "-1" } },
  ],
  "[company]/administration/opening-balances/actions#putLine": of => [
    {
      at: "administration/opening-balances/prepared/stock",
      bound: ["stock"],
      form: { itemNo: of.item, quantity: "1" },
    },
  ],
  "[company]/administration/opening-balances/actions#removeLines": () => [
    { at: "administration/opening-balances/prepared/stock", bound: ["stock"], form: {} },
  ],
  "[company]/administration/opening-balances/actions#post": () => [
    { at: "administration/opening-balances", form: { version: "-1" } },
  ],
  "[company]/administration/opening-balances/actions#reverseOpened": () => [
    { at: "administration/opening-balances", bound: [98_765], form: { postingDate: "t", reason: "No" } },
  ],
  // Inviting makes rows, whoever is invited: see "an invitation tells nothing" below.
  "[company]/books/chain/actions#check": () => [{ at: "books/chain", form: {}, namesNothing: true }],
  "[company]/books/chain/actions#saveHeadMail": () => [{ at: "books/chain", form: { mailTo: "" } }],
  "[company]/administration/approvals/actions#reassignEntry": of => [
    {
      at: "administration/approvals/1",
      bound: [of.purchaseInvoice, Number(of.approvalEntry)],
      form: { version: "1", to: of.user, reason: "No" },
    },
  ],
  "[company]/administration/approvals/actions#cancelForSender": of => [
    { at: "administration/approvals/1", bound: [of.purchaseInvoice], form: { version: "1" } },
  ],
  "[company]/administration/api/actions#withdrawAnyToken": of => [
    { at: "administration/api", bound: [Number(of.token)], form: {} },
  ],
  "[company]/settings/api/actions#makeOwnToken": () => [
    { at: "settings/api", form: { tokenName: "", days: "7", scopes: "post" } },
  ],
  "[company]/settings/api/actions#withdrawToken": of => [{ at: "settings/api", bound: [Number(of.token)], form: {} }],
  "[company]/administration/webhooks/actions#addWebhook": () => [
    { at: "administration/webhooks", form: { url: "", kinds: "vendor.changed" } },
  ],
  "[company]/administration/webhooks/actions#dropWebhook": of => [
    { at: `administration/webhooks/${told.webhook}`, bound: [Number(of.webhook)], form: {} },
  ],
  "[company]/administration/webhooks/actions#resend": of => [
    { at: `administration/webhooks/${told.webhook}`, bound: [Number(of.delivery)], form: {} },
  ],
  "[company]/administration/sign-in/actions#saveSso": () => [
    { at: "administration/sign-in", form: { version: "0", emergencyUserId: "", issuer: "x" } },
  ],
  "[company]/administration/sign-in/actions#testSso": () => [{ at: "administration/sign-in", form: {} }],
  "[company]/administration/sign-in/actions#saveRules": () => [
    { at: "administration/sign-in", form: { version: "0", idleMinutes: "7" } },
  ],
  // A's own series are what the codes name, B's or not.
  "[company]/administration/starting-numbers/actions#saveStart": () => [
    {
      at: "administration/starting-numbers",
      form: { "series.NONE.version": "0", "series.NONE.prefix": "X", "series.NONE.lastNumber": "1" },
    },
  ],
  "[company]/administration/users/actions#invite": () => [
    { at: "administration/users", form: { name: "", email: "" } },
  ],
  "[company]/settings/notifications/actions#saveNotificationSettings": () => [
    { at: "settings/notifications", form: { version: "0", digestHour: "7", "way.posted": "off" }, namesNothing: true },
  ],
  "[company]/settings/absences/actions#saveAbsence": () => [
    { at: "settings/absences", form: { "setup.reason": "Holiday" } },
  ],
  "[company]/settings/absences/actions#removeAbsence": () => [
    { at: "settings/absences", bound: ["2039-01-01", "1"], form: {} },
  ],
  "[company]/administration/setup/public-holidays-actions#addPublicHolidays": () => [
    { at: "administration/setup/holidays", form: { dates: "2039-12-25" }, namesNothing: true },
  ],
  "[company]/administration/setup/logo-actions#changeLogo": () => [
    { at: "administration/setup/company-information", form: { intent: "remove" } },
  ],
  "[company]/administration/setup/actions#removeRow": of => [
    {
      at: "administration/setup/payment-terms/delete/30D",
      bound: ["payment-terms", [of.paymentTerms]],
      form: { version: "0" },
    },
  ],
  "[company]/administration/setup/actions#saveRow": of => [
    {
      at: "administration/setup/payment-terms/30D",
      bound: ["payment-terms", [of.paymentTerms]],
      form: { version: "0", "setup.description": "X" } as Record<string, string>,
    },
    // B's terms for new vendors of A.
    {
      at: "administration/setup/payment-terms/30D",
      bound: ["purchases-payables-setup", []],
      form: { version: "0", "setup.defaultPaymentTermsCode": of.paymentTerms },
    },
  ],
  "[company]/administration/users/actions#endUserSessions": of => [
    { at: "administration/users", bound: [Number(of.user)], form: {} },
  ],
  "[company]/administration/users/actions#offerPassword": of => [
    { at: "administration/users", bound: [Number(of.user)], form: {} },
  ],
  "[company]/administration/users/actions#resetFactors": of => [
    { at: "administration/users", bound: [Number(of.user)], form: {} },
  ],
  "[company]/administration/users/actions#erase": of => [
    { at: "administration/users", bound: [Number(of.user)], form: { sure: "on" } },
  ],
  "[company]/administration/users/actions#saveRoles": of => [
    { at: "administration/users", bound: [Number(of.user)], form: { roles: ["purchaser", "administrator"] } },
    { at: "administration/users", bound: [Number(of.user)], form: { roles: [] } },
  ],
  "[company]/administration/users/actions#setAccess": of => [
    { at: "administration/users", bound: [Number(of.user), "disable"], form: {} },
    { at: "administration/users", bound: [Number(of.user), "enable"], form: {} },
  ],
  "[company]/administration/users/actions#withdraw": of => [
    { at: "administration/users", bound: [of.invitation], form: {} },
  ],
  "[company]/batch-postings/actions#postBatch": of => [
    { at: "batch-postings/new", form: { formId: randomUUID(), no: [of.purchaseInvoice] } },
  ],
  "[company]/notifications/actions#readAll": of => [{ at: "notifications", form: { upTo: of.notification } }],
  "[company]/notifications/actions#readOne": of => [
    { at: "notifications", bound: [Number(of.notification)], form: {} },
  ],
  "[company]/posted-purchase-invoices/[no]/actions#cancelPosted": of => [
    { at: "posted-purchase-invoices/x/cancel", bound: [of.postedInvoice], form: { postingDate: "", reason: "No" } },
  ],
  "[company]/posted-purchase-invoices/[no]/actions#correctPosted": of => [
    { at: "posted-purchase-invoices/x/correct", bound: [of.postedInvoice], form: { postingDate: "", reason: "No" } },
  ],
  "[company]/posted-purchase-invoices/[no]/credit-memo/actions#makeCreditMemo": of => [
    {
      at: "posted-purchase-invoices/x/credit-memo",
      bound: [of.postedInvoice],
      form: { formId: randomUUID(), intent: "everything" },
    },
  ],
  "[company]/_payments/actions#applyRest": of => [
    {
      at: "payments/new",
      bound: [Number(of.entry)],
      form: { postingDate: "t", [`entries.${of.entry}`]: "1" },
    },
  ],
  "[company]/_payments/actions#makePayment": of => [
    {
      at: "payments/new",
      bound: [of.vendor, "EUR", "payment"],
      form: { bankAccountNo: "BANK", postingDate: "t", amount: "1" },
    },
  ],
  "[company]/_payments/actions#reverse": of => [
    { at: "payments/new", bound: [of.payment], form: { postingDate: "t", reason: "Twice" } },
  ],
  "[company]/_payments/actions#unapply": of => [
    { at: "payments/new", bound: [Number(of.entry)], form: { appliedEntryNo: of.entry } },
  ],
  "[company]/_purchase-documents/actions#editPurchaseDocument": of => [
    { at: "review", bound: [of.purchaseInvoice, 1], form: { ...headerOnly, "header.vendorInvoiceNo": "X" } },
  ],
  "[company]/_purchase-documents/approval-action#answerApproval": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}`,
      bound: [of.purchaseInvoice],
      form: { version: "1", intent: "approve" } as Record<string, string>,
    },
    {
      at: `purchase-invoices/${of.purchaseInvoice}`,
      bound: [of.purchaseInvoice],
      form: { version: "1", entry: "1", intent: "answer", answer: "So" },
    },
  ],
  "[company]/review/approve-many-action#approveMany": of => [
    { at: "review", form: { draft: `1  ${of.purchaseInvoice}` } },
  ],
  "[company]/_purchase-documents/actions#markPurchaseDocumentReviewed": of => [
    { at: "review", bound: [of.purchaseInvoice], form: { version: "1" } },
  ],
  "[company]/_purchase-documents/copy-action#copyIntoPurchaseDocument": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}/copy-document`,
      bound: [of.purchaseInvoice],
      form: { version: "1", source: "invoice", no: of.purchaseInvoice, part: "lines" },
    },
  ],
  "[company]/_papers/actions#removePaper": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}`,
      bound: ["purchase-invoices", of.purchaseInvoice, Number(of.attachment)],
      form: {},
    },
  ],
  "[company]/_papers/comment-actions#writeOn": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}`,
      bound: ["purchase-invoices", of.purchaseInvoice],
      form: { body: "Hello", assignedTo: "" },
    },
    {
      at: `purchase-requests/${of.request}`,
      bound: ["purchase-requests", of.request],
      form: { body: "Hello", assignedTo: "" },
    },
  ],
  "[company]/_papers/comment-actions#changeOn": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}`,
      bound: ["purchase-invoices", of.purchaseInvoice, 1],
      form: { body: "Hello", intent: "edit" },
    },
  ],
  "[company]/_papers/actions#withdrawPaper": of => [
    {
      at: `posted-purchase-invoices/${of.postedInvoice}`,
      bound: [of.postedInvoice, Number(of.attachment)],
      form: { reason: "No" },
    },
  ],
  "[company]/_purchase-documents/actions#removePurchaseDocument": of => [
    { at: "review", bound: [of.purchaseInvoice], form: { version: "1" } },
  ],
  "[company]/_purchase-documents/actions#sendPurchaseDocumentBack": of => [
    { at: "review", bound: [of.purchaseInvoice], form: { version: "1", reason: "No" } },
  ],
  "[company]/_purchase-documents/actions#turnDraft": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}/preview-posting`,
      bound: [of.purchaseInvoice],
      form: { version: "1" },
    },
  ],
  "[company]/_purchase-documents/vat-amounts-action#typeVat": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}/statistics`,
      bound: [of.purchaseInvoice],
      form: { version: "1", "vatAmount.HOOG|normal|21": "1" },
    },
  ],
  "[company]/_purchase-documents/posting-actions#allowDuplicateNumber": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}/preview-posting`,
      bound: [of.purchaseInvoice],
      form: { version: "1", reason: "Two deliveries" },
    },
  ],
  "[company]/_purchase-documents/posting-actions#postDocument": of => [
    {
      at: `purchase-invoices/${of.purchaseInvoice}/preview-posting`,
      bound: [of.purchaseInvoice],
      form: { version: "1", unreviewed: "yes" },
    },
  ],
  "[company]/_purchase-documents/actions#makePurchaseDocument": of => [
    {
      at: "purchase-invoices/new",
      bound: ["invoice"],
      form: { formId: randomUUID(), "header.buyFromVendorNo": of.vendor },
    },
  ],
  "[company]/purchase-requests/actions#cancelRequest": of => [
    { at: "purchase-requests", bound: [of.request], form: {} },
  ],
  "[company]/purchase-requests/actions#manageChecked": of => [
    { at: "purchase-requests", form: { deed: "retry", no: [of.request] } },
    { at: "purchase-requests", form: { deed: "cancel", no: [of.request] } },
  ],
  "[company]/purchase-requests/actions#retryRequest": of => [
    { at: "purchase-requests", bound: [of.request], form: {} },
  ],
  "[company]/sales-invoices/[no]/actions#editSalesInvoice": of => [
    {
      at: `sales-invoices/${salesInvoiceOfA}/edit`,
      bound: [of.salesInvoice, 1],
      form: { ...headerOnly, "header.externalDocumentNo": "X" },
    },
    // B's customer and item on an invoice of A.
    {
      at: `sales-invoices/${salesInvoiceOfA}/edit`,
      bound: [salesInvoiceOfA, 1],
      form: { ...headerOnly, "header.customerNo": of.customer },
    },
    {
      at: `sales-invoices/${salesInvoiceOfA}/edit`,
      bound: [salesInvoiceOfA, 1],
      form: { ...headerOnly, intent: "add", "newLine.type": "item", "newLine.text": of.item },
    },
  ],
  "[company]/sales-invoices/[no]/actions#removeSalesInvoice": of => [
    { at: `sales-invoices/${salesInvoiceOfA}/delete`, bound: [of.salesInvoice], form: { version: "1" } },
  ],
  "[company]/sales-invoices/[no]/create-purchase-invoice/actions#createPurchaseInvoice": of => [
    { bound: [of.salesInvoice], form: okOf(of) },
    { bound: [salesInvoiceOfA], form: okOf(of) },
    { bound: [salesInvoiceOfA], form: { ...okOf(of), intent: "update" } },
  ],
  "[company]/sales-invoices/[no]/create-purchase-invoice/actions#searchVendors": of => [{ bound: [of.vendor] }],
  ...Object.fromEntries(
    ["startImport", "readAgain", "mendRows", "undoImport", "tryAgain"].map(name => [
      `[company]/imports/actions#${name}`,
      (of: Foreign) => [{ at: `imports/${of.salesImport}`, bound: [of.salesImport], form: {} }],
    ]),
  ),
  "[company]/sales-invoices/new/actions#makeSalesInvoice": of => [
    { at: "sales-invoices/new", form: { formId: randomUUID(), "header.customerNo": of.customer } },
  ],
  // A new vendor is told by no number.
  "[company]/vendors/actions#makeVendor": () => [{ at: "vendors/new", bound: [null], form: { "vendors.name": "" } }],
  "[company]/vendor-registrations/actions#answerRegistration": of => [
    {
      at: `vendor-registrations/${ofA.vendorRegistration}`,
      bound: [Number(of.vendorRegistration)],
      form: { vendorNo: of.vendor },
    },
  ],
  "[company]/vendor-templates/actions#makeVendorTemplate": () => [
    { at: "vendor-templates/new", form: { "vendors.code": "" } },
  ],
  "[company]/vendor-templates/actions#saveVendorTemplateCard": of => [
    { at: "vendor-templates/new", bound: [of.vendorTemplate], form: { "vendors.description": "x" } },
  ],
  "[company]/vendor-templates/actions#removeVendorTemplate": of => [
    { at: "vendor-templates/new", bound: [of.vendorTemplate], form: {} },
  ],
  "[company]/vendors/apply-template/actions#applyTemplateToAll": of => [
    {
      at: `vendors/apply-template?no=${ofA.vendor}`,
      bound: [of.vendorTemplate],
      form: { mode: "replace", vendor: `0 ${of.vendor}` },
    },
  ],
  "[company]/vendors/[no]/template/actions#applyTemplate": of => [
    { at: `vendors/${ofA.vendor}/template`, bound: [of.vendor, of.vendorTemplate], form: { mode: "replace" } },
  ],
  "[company]/vendors/actions#saveVendorCard": of => [
    { at: `vendors/${of.vendor}`, bound: [of.vendor], form: { "vendors.name": "X" } },
  ],
  "[company]/vendors/[no]/bank-accounts/actions#propose": of => [
    { at: `vendors/${of.vendor}/bank-accounts`, bound: [of.vendor], form: { iban: "NL91ABNA0417164300" } },
  ],
  "[company]/vendors/[no]/bank-accounts/actions#respond": of => [
    { at: `vendors/${of.vendor}/bank-accounts`, bound: [of.vendor, 1], form: { intent: "confirm" } },
  ],
  "[company]/_merging/actions#merge": of => [
    { at: `vendors/${of.vendor}/merge`, bound: ["vendor", of.vendor, of.vendor], form: {} },
    { at: `items/${of.item}/merge`, bound: ["item", of.item, of.item], form: {} },
  ],
  "[company]/_merging/actions#undo": of => [{ at: `vendors/${of.vendor}`, bound: ["vendor", of.vendor], form: {} }],
  "[company]/vendors/actions#removeVendor": of => [
    { at: `vendors/${of.vendor}/delete`, bound: [of.vendor, 0], form: {} },
  ],
  // A new item is told by the number that is typed, a new customer by none.
  "[company]/items/actions#makeItem": () => [{ at: "items/new", form: { "items.no": "" } }],
  ...Object.fromEntries(
    [
      ["saveItemCard", { "items.description": "x", "items.type": "inventory" }] as const,
      ["removeItem", {}] as const,
      ["addUnit", { unitCode: "DOOS", qtyPerUnit: "12" }] as const,
      ["removeUnit", { unitCode: "STUK" }] as const,
      ["addItemVendor", { ofVendorNo: "", vendorItemNo: "", leadTime: "" }] as const,
      ["removeItemVendor", { ofVendorNo: "x" }] as const,
    ].map(([name, form]) => [
      `[company]/items/actions#${name}`,
      (of: Foreign) => [{ at: "items/new", bound: [of.item], form }],
    ]),
  ),
  "[company]/prices/actions#savePriceRow": (of): ActionCase[] => [
    {
      at: "prices/purchase-prices/new",
      bound: ["purchase-prices", of.price.replace("~", "").split("/")],
      form: { version: "0", "prices.directUnitCost": "1" },
    },
    {
      at: "prices/purchase-prices/new",
      bound: ["purchase-prices", null],
      form: { "prices.vendorNo": of.vendor, "prices.itemNo": of.item, "prices.directUnitCost": "1" },
    },
  ],
  "[company]/prices/actions#removePrice": of => [
    {
      at: "prices/purchase-prices/new",
      bound: ["purchase-prices", of.price.replace("~", "").split("/")],
      form: { version: "0" },
    },
  ],
  "[company]/customers/actions#makeCustomer": () => [{ at: "customers/new", form: { "customers.name": "" } }],
  "[company]/customers/actions#saveCustomerCard": of => [
    {
      at: "customers/new",
      bound: [of.customer],
      form: { "customers.name": "x", "customers.countryRegionCode": "NL" },
    },
  ],
  "[company]/customers/actions#removeCustomer": of => [{ at: "customers/new", bound: [of.customer], form: {} }],
  "[company]/vendors/actions#markProven": of => [{ at: "vendors/new", bound: [of.vendor], form: {} }],
  "[company]/vendors/actions#saveBlocked": of => [{ at: "vendors/new", bound: [of.vendor], form: { blocked: "all" } }],
}

const okOf = (of: Foreign) => ({
  intent: "ok",
  formId: "8d0f4c5e-95a1-4d6a-9a3b-1f2f3a4b5c6d",
  salesInvoiceVersion: "1",
  scope: "all_lines",
  vendorNo: of.vendor,
  shownScope: "all_lines",
  shownVendorNo: of.vendor,
})

/** They know the signed-in user, or the bearer of a link, and no company. */
const ofNoCompany = [
  "[company]/settings/actions#changeOwnPassword",
  "[company]/settings/actions#endSessionsOfOwn",
  "[company]/settings/actions#saveOwnSettings",
  "[company]/settings/actions#signOutEverywhere",
  "choose-language#chooseLanguage",
  "invitation/[token]/actions#accept",
  "invitation/[token]/actions#decline",
  "setup/[token]/actions#setUpCompany",
  "[company]/settings/second-factor-actions#newRecoveryCodes",
  "[company]/settings/second-factor-actions#removeOwnAuthenticator",
  "_passkeys/actions#addOwnPasskey",
  "_passkeys/actions#passByPasskey",
  "_passkeys/actions#removeOwnPasskey",
  "_passkeys/actions#signInWithPasskey",
  "sign-in/again/actions#proveStillThere",
  "sign-in/forgotten/actions#askForLink",
  "sign-in/link/actions#linkAccount",
  "sign-in/new-password/[token]/actions#choosePassword",
  "sign-in/second-factor/actions#confirmNew",
  "sign-in/second-factor/actions#enterCode",
  "sign-in/second-factor/actions#keptCodes",
]

test("every action has a case", () => {
  expect(serverActions().map(({ name }) => name)).toEqual([...ofNoCompany, ...Object.keys(actionCases)].sort())
})

test("to every action a foreign company and a foreign number are unknown ones, and nothing changes", async () => {
  test.slow()
  const before = await held()
  for (const [action, casesOf] of Object.entries(actionCases)) {
    const call = (slug: string, { at, bound = [], namesNothing: _, ...more }: ActionCase) =>
      callAction(asA, { action, at: pageOf(action, at), bound: [slug, ...bound], ...more })
    const unknowns = casesOf(unknown)
    for (const [index, foreign] of casesOf(ofB).entries()) {
      if (!foreign.namesNothing)
        await expectAlike(action, await call(a.slug, foreign), await call(a.slug, unknowns[index]!))
      const here = await call(b.slug, foreign)
      await expectAlike(action, here, await call("nowhere", foreign), action.endsWith("#searchVendors") ? 200 : 404)
    }
    expect({ action, held: await held() }).toEqual({ action, held: before })
  }
})

/** What both companies hold; but A may draw a number of its own for a draft in vain. */
async function held() {
  const { no_series: _drawn, ...ofOwn } = await fingerprint(a.slug)
  return { ofOwn, ofB: await fingerprint(b.slug) }
}

/** A page of A that has the action. */
function pageOf(action: string, below?: string): string {
  if (below !== undefined) return `/${a.slug}/${below}`
  const [file = ""] = action.split("/actions#")
  return `/${file.replace("[company]", a.slug).replace("[no]", salesInvoiceOfA)}`
}

test("an invitation tells nothing of whom other companies know", async () => {
  const invite = async (email: string) => {
    const form = { name: "Dirk", email, roles: "purchaser" }
    const action = "[company]/administration/users/actions#invite"
    const answer = await callAction(asA, { action, at: `/${a.slug}/administration/users`, bound: [a.slug], form })
    return { http: answer.status, ...answer.returned, id: "" }
  }
  const known = await invite(`bob.${secret.toLowerCase()}@${b.slug}.example`)
  expect(known).toEqual(await invite(`nobody@${b.slug}.example`))
  expect(known).toMatchObject({ issues: [], status: "done" })
})

test("the event stream tells what happens in one's own companies alone", async () => {
  const { cookies } = await asA.storageState()
  const stopped = new AbortController()
  const answer = await fetch(`${process.env.E2E_URL}/api/events`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    signal: stopped.signal,
  })
  const heard = listen(answer)
  // Until the portal listens to the database, what happens there goes unheard.
  await expect
    .poll(async () => {
      for (const { slug, id } of [b, a]) {
        await inCompany(
          slug,
          sql => sql`insert into event (company_id, kind, subject_type, subject_no)
            values (${id}, 'vendor.blocked_changed', 'vendor', ${`L-${slug}`})`,
        )
      }
      return heard()
    })
    .toContain(a.slug)
  expect(heard()).not.toContain(b.slug)
  stopped.abort()
})

/** Reads a stream as it comes. @returns what has come so far */
function listen(answer: Response): () => string {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let all = ""
  const read = async (): Promise<void> => {
    const { value, done } = await reader.read()
    if (done) return
    all += value
    return read()
  }
  read().catch(() => {}) // The test stops it.
  return () => all
}

test("two tabs in two companies on one number show and change two documents", async ({ browser }) => {
  const context = await browser.newContext()
  await signIn(context, "both")
  const [here, there] = [await context.newPage(), await context.newPage()]
  const no = waterlanden.salesInvoiceInBoth
  await here.goto(`/${kolkwijk.slug}/sales-invoices/${no}`)
  await there.goto(`/${waterlanden.slug}/sales-invoices/${no}`)
  const customers = await Promise.all(
    [kolkwijk.slug, waterlanden.slug].map(slug =>
      inCompany(slug, async sql => {
        const [row] = await sql<{ customer_name: string }[]>`select customer_name from sales_invoice
          where no = ${no} and company_id = (select id from company where slug = ${slug})`
        return row!.customer_name
      }),
    ),
  )
  expect(customers[0]).not.toBe(customers[1])
  await expect(here.getByRole("main")).toContainText(customers[0]!)
  await expect(here.getByRole("main")).not.toContainText(customers[1]!)
  await expect(there.getByRole("main")).toContainText(customers[1]!)
  await expect(there.getByRole("main")).not.toContainText(customers[0]!)
  await context.close()
})

test("two tabs in two companies act on their own document each", async ({ browser }) => {
  const both = await ownUser(a, "Els Beide", "order_processor")
  await makeMember(b.id, { id: both.actor.userId, name: both.actor.name, language: "en" }, ["order_processor"])
  const no = "VF26-55555"
  for (const { id } of [a, b]) await makeSalesInvoice(id, [itemLine(await makeItem(id))], { no })
  const context = await browser.newContext()
  await signIn(context, both.email)
  const tabs = [
    { company: a, page: await context.newPage(), text: "From A" },
    { company: b, page: await context.newPage(), text: "From B" },
  ]
  for (const { company, page } of tabs) await page.goto(`/${company.slug}/sales-invoices/${no}/edit`)
  for (const { page, text } of tabs) await page.getByLabel("External Document No.").fill(text)
  for (const { page } of tabs) {
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible()
  }
  for (const { company, text } of tabs) {
    const stored = await inCompany(
      company.slug,
      sql =>
        sql`select external_document_no, version from sales_invoice where no = ${no} and company_id = ${company.id}`,
    )
    expect([...stored]).toEqual([{ external_document_no: text, version: 2 }])
  }
  await context.close()
})

test("an address that no database can hold is answered as one that is not there, and is no failure", async () => {
  for (const path of ["vendors/%00", "purchase-requests/%E0%A4%A", "vendors?search=%00", "imports/a%00"]) {
    expect([path, (await get(`/${a.slug}/${path}`)).status]).toEqual([path, 404])
  }
})

async function get(path: string): Promise<Pick<Answer, "status" | "body">> {
  const answer = await asA.get(path, { maxRedirects: 0 })
  return { status: answer.status(), body: await answer.text() }
}

/** The two answers are one, but for what was asked; and the first, about B, names nothing that B has. */
async function expectAlike(
  asked: string,
  foreign: Pick<Answer, "status" | "body" | "redirect">,
  nobodys: Pick<Answer, "status" | "body" | "redirect">,
  status?: number,
): Promise<void> {
  await test.step(asked, () => {
    const seen = ({ status, redirect, body }: typeof foreign) => ({
      asked,
      status,
      redirect: redirect && asking(redirect),
      said: [...new Set(said(body).map(asking))].sort(),
    })
    expect(seen(foreign)).toEqual(seen(nobodys))
    expect({ asked, leaked: foreign.body.includes(secret) }).toEqual({ asked, leaked: false })
    if (status !== undefined) expect({ asked, status: foreign.status }).toEqual({ asked, status })
  })
}

/** The same whoever's number was asked for. */
function asking(text: string): string {
  const asked = [...Object.values(ofB), ...Object.values(unknown), b.slug, "nowhere"]
  return asked.reduce((plain, no) => plain.replaceAll(new RegExp(`(?<![\\w-])${no}(?![\\w-])`, "g"), "…"), text)
}
