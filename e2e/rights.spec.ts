/**
 * The table of docs/design.md, "Who may", walked whole: each role × each operation, through the page or the action. Who may
 * does; who may not is told so (403, or an answer in words) and changes nothing; somebody else's document answers an
 * order processor as an unknown one does.
 */
import { randomUUID } from "node:crypto"
import type { APIRequestContext } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import type { Actor } from "@/domain/access/actor"
import { roles } from "@/domain/access/rights"
import { readComments } from "@/domain/comments/read-comments"
import { writeComment } from "@/domain/comments/write-comment"
import { saveItemVendor } from "@/domain/items/item-vendors"
import { mergeCards } from "@/domain/merging/merge-cards"
import { readPreparation } from "@/domain/opening-balances/read-preparation"
import { segmentOf } from "@/domain/records/key-segments"
import { listOwnAbsences, saveOwnAbsence } from "@/domain/setup/own-absences"
import { readSetup } from "@/domain/setup/read-setup"
import { saveSetup } from "@/domain/setup/save-setup"
import { inviteUser } from "@/domain/users/invite-user"
import { proposeBankAccount } from "@/domain/vendor-bank-accounts/propose-bank-account"
import { readTemplateApplication } from "@/domain/vendors/apply-vendor-template"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { saveVendorTemplate } from "@/domain/vendors/vendor-template"
import { attach, pdfOf } from "@/test/attachments"
import { itemLine, makeCustomer, makeItem, makePurchasePrice, makeSalesInvoice, makeVendor } from "@/test/factories"
import { type Answer, type Call, callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { fingerprint } from "./support/fingerprint"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { pages, serverActions } from "./support/routes"
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

test.afterAll(() => closeDatabase())

/** Order processor, purchaser, purchasing manager, administrator: ✓ may, – is told so, · finds nothing there. */
type Row = `${Cell}${Cell}${Cell}${Cell}`
type Cell = "✓" | "–" | "·"

type Someone = Member & { request: APIRequestContext }

let company: OwnCompany
/** One user a role, in the table's order. */
let people: Someone[]
/** Whose documents are everybody else's: a purchaser with nothing to do in the tests themselves. */
/** What a bank account of a vendor is proposed with. */
/** A vendor that a colleague asked for. */
async function askedVendor(): Promise<number> {
  const { no } = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])
  return askForVendor(colleague.actor, {
    name: `Gevraagd ${randomUUID()}`,
    documentType: "sales_invoice",
    documentNo: no,
  })
}

/** A vendor template of the company, by a code that nothing else has. */
async function madeTemplate(): Promise<string> {
  const typed = { code: `T${randomUUID().slice(0, 8)}`, description: "Sjabloon", paymentTermsCode: "14D" }
  return saveVendorTemplate(colleague.actor, { key: null, version: 0, typed })
}

const proposal = {
  iban: "NL91ABNA0417164300",
  accountNo: "",
  bic: "",
  accountHolder: "Houder",
  evidence: "Letter",
  verifiedHow: "called_back",
  verifiedOn: "2026-01-05",
}

let colleague: Member

// One worker makes what the cases need, once.
test.describe.configure({ mode: "default" })

test.beforeAll(async ({ playwright }) => {
  company = await ownCompany("Rechten")
  colleague = await ownUser(company, "Cor Collega", "purchaser")
  people = []
  for (const role of roles) {
    const member = await ownUser(company, `Rol ${role.replace("_", " ")}`, role)
    const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
    await signIn({ request }, member.email)
    people.push({ ...member, request })
  }
})
test.afterAll(async () => {
  await Promise.all(people.map(({ request }) => request.dispose()))
})

const setup = "administration/setup"

/** Pages that need no document, below the company's address. */
const openPages: Record<string, Row> = {
  "": "✓✓✓✓",
  "/settings": "✓✓✓✓",
  "/settings/api": "✓✓✓✓",
  "/settings/notifications": "✓✓✓✓",
  "/settings/absences": "––✓–",
  "/notifications": "✓✓✓✓",
  "/sales-invoices": "✓✓✓–",
  "/sales-invoices/new": "✓✓✓–",
  "/purchase-requests": "✓✓✓–",
  "/payments": "–✓✓✓",
  "/payments/new": "––✓–",
  "/purchase-invoices": "✓✓✓–",
  "/purchase-invoices/new": "–✓✓–",
  "/purchase-credit-memos": "–✓✓–",
  "/purchase-credit-memos/new": "–✓✓–",
  "/review": "––✓–",
  "/posted-purchase-invoices": "–✓✓✓",
  "/posted-purchase-credit-memos": "–✓✓✓",
  "/batch-postings": "––✓–",
  "/batch-postings/new": "––✓–",
  "/insight": "––✓–",
  "/vendors": "✓✓✓–",
  "/vendors/new": "–✓✓–",
  "/vendors/apply-template": "–✓✓–",
  "/vendor-templates": "✓✓✓–",
  "/vendor-registrations": "–✓✓–",
  "/vendor-templates/new": "–✓✓–",
  "/items": "✓✓✓–",
  "/items/new": "–✓✓–",
  "/customers": "✓✓✓–",
  "/customers/new": "–✓✓–",
  "/books/aged-payables": "–✓✓✓",
  "/books/chain": "–✓✓✓",
  "/books/chart-of-accounts": "–✓✓✓",
  "/books/gl-entries": "–✓✓✓",
  "/books/item-ledger-entries": "–✓✓✓",
  "/books/trial-balance": "–✓✓✓",
  "/books/vat-entries": "–✓✓✓",
  "/books/vendor-ledger-entries": "–✓✓✓",
  "/administration/setup": "–––✓",
  "/administration/audit": "––✓✓",
  "/administration/security-log": "–––✓",
  "/administration/sign-in": "–––✓",
  "/administration/api": "–––✓",
  "/administration/webhooks": "–––✓",
  "/administration/approvals": "–––✓",
  "/administration/opening-balances": "–✓✓✓",
  "/administration/user-history": "––✓✓",
  "/administration/users": "–––✓",
  "/administration/captured-mail": "–––✓",
  "/administration/job-queue": "–––✓",
  "/administration/readiness": "–––✓",
  "/administration/starting-numbers": "–––✓",
}

/** Pages about something: `made` makes it, for whoever looks, and answers where it is. */
const pagesOf: { page: string; of: string; row: Row; made: (who: Someone) => Promise<string> }[] = [
  { page: "/sales-invoices/[no]", of: "", row: "✓✓✓–", made: async () => `/sales-invoices/${await sold()}` },
  {
    page: "/sales-invoices/[no]/lines",
    of: "",
    row: "✓✓✓–",
    made: async () => `/sales-invoices/${await sold()}/lines`,
  },
  { page: "/sales-invoices/[no]/edit", of: "", row: "✓✓✓–", made: async () => `/sales-invoices/${await sold()}/edit` },
  {
    page: "/sales-invoices/[no]/delete",
    of: "",
    row: "✓✓✓–",
    made: async () => `/sales-invoices/${await sold()}/delete`,
  },
  {
    page: "/sales-invoices/[no]/create-purchase-invoice",
    of: "",
    row: "✓✓✓–",
    made: async () => `/sales-invoices/${await sold()}/create-purchase-invoice`,
  },
  { page: "/insight/[kind]", of: "", row: "––✓–", made: async () => "/insight/purchases-by-month" },
  { page: "/imports/new/[kind]", of: "sales", row: "✓✓✓–", made: async () => "/imports/new/sales-invoices" },
  { page: "/imports/new/[kind]", of: "payments", row: "––✓–", made: async () => "/imports/new/payments" },
  { page: "/imports/new/[kind]", of: "items", row: "–✓✓–", made: async () => "/imports/new/items" },
  { page: "/imports/[no]", of: "sales", row: "✓✓✓–", made: async () => `/imports/${await imported()}` },
  {
    page: "/purchase-requests/[no]",
    of: "a colleague",
    row: "·✓✓–",
    made: async () => `/purchase-requests/${await failedRequest(colleague.actor)}`,
  },
  {
    page: "/purchase-requests/[no]",
    of: "one's own",
    row: "✓✓✓–",
    made: async who => `/purchase-requests/${await failedRequest(asTrader(who))}`,
  },
  {
    page: "/purchase-invoices/[no]",
    of: "a colleague's request",
    row: "·✓✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}`,
  },
  {
    page: "/purchase-invoices/[no]",
    of: "one's own request",
    row: "✓✓✓–",
    made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}`,
  },
  {
    page: "/purchase-invoices/[no]/delete",
    of: "a colleague's request",
    row: "·✓✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/delete`,
  },
  {
    page: "/purchase-invoices/[no]/copy-document",
    of: "a colleague's request",
    row: "·✓✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/copy-document`,
  },
  {
    page: "/purchase-invoices/[no]/preview-posting",
    of: "a colleague's request",
    row: "·✓✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/preview-posting`,
  },
  {
    page: "/purchase-invoices/[no]/preview-posting",
    of: "one's own request",
    row: "✓✓✓–",
    made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}/preview-posting`,
  },
  {
    page: "/purchase-invoices/[no]/lines",
    of: "a colleague's request",
    row: "·✓✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/lines`,
  },
  {
    page: "/purchase-invoices/[no]/statistics",
    of: "a colleague's request",
    row: "·✓✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/statistics`,
  },
  {
    page: "/purchase-invoices/[no]/statistics",
    of: "one's own request",
    row: "✓✓✓–",
    made: async who => `/purchase-invoices/${(await builtInvoice(asTrader(who))).invoiceNo}/statistics`,
  },
  {
    page: "/purchase-invoices/[no]/send-back",
    of: "a colleague's request",
    row: "––✓–",
    made: async () => `/purchase-invoices/${(await builtInvoice(colleague.actor)).invoiceNo}/send-back`,
  },
  {
    page: "/purchase-credit-memos/[no]",
    of: "",
    row: "–✓✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}`,
  },
  {
    page: "/purchase-credit-memos/[no]/delete",
    of: "",
    row: "–✓✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/delete`,
  },
  {
    page: "/purchase-credit-memos/[no]/copy-document",
    of: "",
    row: "–✓✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/copy-document`,
  },
  {
    page: "/purchase-credit-memos/[no]/preview-posting",
    of: "",
    row: "–✓✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/preview-posting`,
  },
  {
    page: "/purchase-credit-memos/[no]/lines",
    of: "",
    row: "–✓✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/lines`,
  },
  {
    page: "/purchase-credit-memos/[no]/statistics",
    of: "",
    row: "–✓✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/statistics`,
  },
  {
    page: "/purchase-credit-memos/[no]/send-back",
    of: "",
    row: "––✓–",
    made: async () => `/purchase-credit-memos/${(await draftCreditMemo(colleague.actor)).no}/send-back`,
  },
  {
    page: "/posted-purchase-invoices/[no]",
    of: "",
    row: "–✓✓✓",
    made: async () => `/posted-purchase-invoices/${await posted()}`,
  },
  {
    page: "/posted-purchase-invoices/[no]/cancel",
    of: "",
    row: "––✓–",
    made: async () => `/posted-purchase-invoices/${await posted()}/cancel`,
  },
  {
    page: "/posted-purchase-invoices/[no]/correct",
    of: "",
    row: "––✓–",
    made: async () => `/posted-purchase-invoices/${await posted()}/correct`,
  },
  {
    page: "/posted-purchase-invoices/[no]/credit-memo",
    of: "",
    row: "–✓✓–",
    made: async () => `/posted-purchase-invoices/${await posted()}/credit-memo`,
  },
  {
    page: "/posted-purchase-invoices/[no]/entries",
    of: "",
    row: "–✓✓✓",
    made: async () => `/posted-purchase-invoices/${await posted()}/entries`,
  },
  {
    page: "/posted-purchase-invoices/[no]/statistics",
    of: "",
    row: "–✓✓✓",
    made: async () => `/posted-purchase-invoices/${await posted()}/statistics`,
  },
  {
    page: "/posted-purchase-credit-memos/[no]/statistics",
    of: "",
    row: "–✓✓✓",
    made: async () => `/posted-purchase-credit-memos/${await postedCreditMemo(people[2]!.actor)}/statistics`,
  },
  {
    page: "/posted-purchase-credit-memos/[no]",
    of: "",
    row: "–✓✓✓",
    made: async () => `/posted-purchase-credit-memos/${await postedCreditMemo(people[2]!.actor)}`,
  },
  {
    page: "/posted-purchase-credit-memos/[no]/entries",
    of: "",
    row: "–✓✓✓",
    made: async () => `/posted-purchase-credit-memos/${await postedCreditMemo(people[2]!.actor)}/entries`,
  },
  {
    page: "/batch-postings/[id]",
    of: "",
    row: "––✓–",
    made: async () => `/batch-postings/${await refusedBatch(colleague.actor)}`,
  },
  {
    page: "/imports/[no]",
    of: "payments",
    row: "––✓–",
    made: async () => `/imports/${await importedPayments(colleague.actor)}`,
  },
  { page: "/payments/[no]", of: "", row: "–✓✓✓", made: async () => `/payments/${(await paid()).no}` },
  { page: "/payments/[no]/reverse", of: "", row: "––✓–", made: async () => `/payments/${(await paid()).no}/reverse` },
  { page: "/items/[no]", of: "", row: "✓✓✓–", made: async () => `/items/${(await makeItem(company.id)).no}` },
  {
    page: "/items/[no]/costs",
    of: "",
    row: "✓✓✓–",
    made: async () => `/items/${(await makeItem(company.id)).no}/costs`,
  },
  {
    page: "/items/[no]/delete",
    of: "",
    row: "–✓✓–",
    made: async () => `/items/${(await makeItem(company.id)).no}/delete`,
  },
  {
    page: "/customers/[no]",
    of: "",
    row: "✓✓✓–",
    made: async () => `/customers/${(await makeCustomer(company.id)).no}`,
  },
  {
    page: "/customers/[no]/delete",
    of: "",
    row: "–✓✓–",
    made: async () => `/customers/${(await makeCustomer(company.id)).no}/delete`,
  },
  {
    page: "/vendor-registrations/[id]",
    of: "",
    row: "–✓✓–",
    made: async () => `/vendor-registrations/${await askedVendor()}`,
  },
  {
    page: "/vendor-templates/[code]",
    of: "",
    row: "✓✓✓–",
    made: async () => `/vendor-templates/${await madeTemplate()}`,
  },
  {
    page: "/vendor-templates/[code]/delete",
    of: "",
    row: "–✓✓–",
    made: async () => `/vendor-templates/${await madeTemplate()}/delete`,
  },
  {
    page: "/vendors/[no]/template",
    of: "",
    row: "–✓✓–",
    made: async () => `/vendors/${(await makeVendor(company.id)).no}/template?template=${await madeTemplate()}`,
  },
  { page: "/prices/[list]", of: "", row: "✓✓✓–", made: async () => "/prices/purchase-prices" },
  { page: "/prices/[list]/new", of: "", row: "–✓✓–", made: async () => "/prices/purchase-prices/new" },
  {
    page: "/prices/[list]/[...key]",
    of: "",
    row: "✓✓✓–",
    made: async () => `/prices/purchase-prices/${segmentsOf(await madePrice())}`,
  },
  {
    page: "/prices/[list]/delete/[...key]",
    of: "",
    row: "–✓✓–",
    made: async () => `/prices/purchase-prices/delete/${segmentsOf(await madePrice())}`,
  },
  { page: "/vendors/[no]", of: "", row: "✓✓✓–", made: async () => `/vendors/${(await makeVendor(company.id)).no}` },
  {
    page: "/vendors/[no]/merge",
    of: "",
    row: "––✓–",
    made: async () => `/vendors/${(await makeVendor(company.id)).no}/merge`,
  },
  {
    page: "/items/[no]/merge",
    of: "",
    row: "–✓✓–",
    made: async () => `/items/${(await makeItem(company.id)).no}/merge`,
  },
  {
    page: "/customers/[no]/merge",
    of: "",
    row: "–✓✓–",
    made: async () => `/customers/${(await makeCustomer(company.id)).no}/merge`,
  },
  {
    page: "/vendors/[no]/delete",
    of: "",
    row: "–✓✓–",
    made: async () => `/vendors/${(await makeVendor(company.id)).no}/delete`,
  },
  {
    page: "/vendors/[no]/bank-accounts",
    of: "",
    row: "✓✓✓–",
    made: async () => `/vendors/${(await makeVendor(company.id)).no}/bank-accounts`,
  },
  { page: "/administration/setup/[table]", of: "", row: "–––✓", made: async () => `/${setup}/payment-terms` },
  { page: "/administration/setup/[table]/new", of: "", row: "–––✓", made: async () => `/${setup}/payment-terms/new` },
  {
    page: "/administration/setup/[table]/[...key]",
    of: "",
    row: "–––✓",
    made: async () => `/${setup}/payment-terms/30D`,
  },
  {
    page: "/administration/setup/[table]/delete/[...key]",
    of: "",
    row: "–––✓",
    made: async () => `/${setup}/payment-terms/delete/30D`,
  },
  {
    page: "/books/transactions/[no]",
    of: "",
    row: "–✓✓✓",
    // The ledger numbers its transactions from one.
    made: async () => {
      await posted()
      return "/books/transactions/1"
    },
  },
  {
    page: "/administration/users/[user]",
    of: "",
    row: "–––✓",
    made: async () => `/administration/users/${colleague.actor.userId}`,
  },
  {
    page: "/administration/approvals/[entry]",
    of: "",
    row: "–––✓",
    made: async () => `/administration/approvals/${(await onEntry()).bound[1]}`,
  },
  {
    page: "/administration/opening-balances/prepared/[part]",
    of: "",
    row: "–✓✓✓",
    made: async () => "/administration/opening-balances/prepared/stock",
  },
  // Nobody has posted this one; who may look is told so.
  {
    page: "/administration/opening-balances/[no]",
    of: "nobody",
    row: "–···",
    made: async () => "/administration/opening-balances/98765",
  },
  // No company has this one; who may look is told so.
  {
    page: "/administration/webhooks/[webhook]",
    of: "nobody",
    row: "–––·",
    made: async () => "/administration/webhooks/987654321",
  },
  // Nobody has had this mail; who may look is told so.
  {
    page: "/administration/captured-mail/[id]",
    of: "nobody",
    row: "–––·",
    made: async () => "/administration/captured-mail/000000000000-0",
  },
]

/** A purchase price. @returns the parts of its key */
async function madePrice(): Promise<string[]> {
  const [vendorNo, itemNo] = [(await makeVendor(company.id)).no, (await makeItem(company.id)).no]
  await makePurchasePrice(company.id, { vendorNo, itemNo, directUnitCost: "1" })
  return [vendorNo, itemNo, "EUR", "", "0", "0001-01-01"]
}

const segmentsOf = (key: readonly string[]) => key.map(segmentOf).join("/")

const opening = "administration/opening-balances"
const openingVersion = async () => String((await readPreparation(people[2]!.actor)).prepared.version)

test("every page of a company stands in the table", () => {
  const listed = [...Object.keys(openPages), ...pagesOf.map(({ page }) => page)].map(page => `/[company]${page}`)
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
    for (const [address, row] of Object.entries(openPages)) await look(address, address, cellOf(row, index))
    for (const { page, of, row, made } of pagesOf) await look(`${page} ${of}`, await made(who), cellOf(row, index))
    expect(seen).toEqual(expected)
  })
}

type Operation = {
  row: Row
  /** Of whom the thing is that it is tried on, where that matters. */
  of?: string
  /** Makes what it needs, and answers how it is called below the company's address. */
  made: (who: Someone) => Promise<Omit<Call, "action" | "at" | "bound"> & { at: string; bound?: unknown[] }>
}

const onInvoice = async (
  of: Someone | Member,
  form: Record<string, string> = {},
  at = "purchase-invoices/x/delete",
) => {
  const { invoiceNo, version } = await builtInvoice(asTrader(of))
  return { at, bound: [invoiceNo], form: { version, ...form } }
}

/** Somebody who is asked to approve a draft. */
const onEntry = async () => {
  const { id, invoiceNo, version } = await waitingEntry(colleague.actor, people[2]!.actor)
  return { at: "administration/approvals/1", bound: [invoiceNo, id], form: { version, to: "0", reason: "Ziek" } }
}

/** A file on a draft. @param of who asked for the draft @param by who attached it */
const onPaper = async (of: Actor, by: Actor) => {
  const { invoiceNo } = await builtInvoice(of)
  const id = await attach(by, { type: "purchase_invoice", no: invoiceNo }, "paper.pdf")
  return { at: "purchase-invoices/x", bound: ["purchase-invoices", invoiceNo, id], form: {} }
}

const commenting = async (of: Actor) => {
  const { invoiceNo } = await builtInvoice(of)
  return {
    at: "purchase-invoices/x",
    bound: ["purchase-invoices", invoiceNo],
    form: { body: "Hello", assignedTo: "" } as Record<string, string>,
  }
}

/** A comment on a draft. @param of who asked for the draft @param by who wrote it */
const commented = async (of: Actor, by: Actor) => {
  const { at, bound } = await commenting(of)
  const on = { type: "purchase_invoice", no: bound[1]! } as const
  await writeComment(by, on, { body: "Hello", assignedTo: "" })
  const { comments } = await readComments(by, on)
  return { at, bound: [...bound, comments[0]!.id], form: { body: "Changed", intent: "edit" } as Record<string, string> }
}

const onPostedPaper = async () => {
  const no = await posted()
  const id = await attach(colleague.actor, { type: "posted_purchase_document", no }, "paper.pdf")
  return { at: "posted-purchase-invoices/x", bound: [no, id], form: { reason: "Another invoice" } }
}

/** @param page of a credit memo's that has the action */
const onCreditMemo = async (page: string, form: Record<string, string> = {}, ...more: unknown[]) => {
  const { no, version } = await draftCreditMemo(colleague.actor)
  return { at: `purchase-credit-memos/x${page}`, bound: [no, ...more], form: { version, ...form } }
}

const previewAddress = "purchase-invoices/x/preview-posting"
const statisticsAddress = "purchase-invoices/x/statistics"

/** An action of the item card, on an item of its own each time. */
const ofNewItem = (form: Record<string, string>): Operation[] => [
  {
    row: "–✓✓–",
    made: async () => ({ at: "items/x", bound: [(await makeItem(company.id)).no], form }),
  },
]

const operations: Record<string, Operation[]> = {
  "[company]/_payments/actions#makePayment": [
    {
      row: "––✓–",
      made: async () => {
        const { no } = await makeVendor(company.id)
        const form = { formId: randomUUID(), bankAccountNo: "BANK", postingDate: "t", amount: "1" }
        return { at: "payments/new", bound: [no, "EUR", "payment"], form }
      },
    },
  ],
  "[company]/_payments/actions#reverse": [
    {
      row: "––✓–",
      made: async () => {
        const { no } = await paid()
        return { at: `payments/${no}/reverse`, bound: [no], form: { postingDate: "t", reason: "Twice" } }
      },
    },
  ],
  "[company]/_payments/actions#applyRest": [
    {
      row: "––✓–",
      made: async () => {
        const { no, entryNo } = await paid()
        return { at: `payments/${no}/reverse`, bound: [entryNo], form: { postingDate: "t" } }
      },
    },
  ],
  "[company]/_payments/actions#unapply": [
    {
      row: "––✓–",
      made: async () => {
        const { no, entryNo } = await paid()
        return { at: `payments/${no}/reverse`, bound: [entryNo], form: { appliedEntryNo: String(entryNo) } }
      },
    },
  ],
  "[company]/sales-invoices/new/actions#makeSalesInvoice": [
    {
      row: "✓✓✓–",
      made: async () => {
        const { no } = await makeCustomer(company.id)
        return { at: "sales-invoices/new", form: { formId: randomUUID(), "header.customerNo": no } }
      },
    },
  ],
  "[company]/sales-invoices/[no]/actions#editSalesInvoice": [
    {
      row: "✓✓✓–",
      made: async () => {
        const form = { version: "1", intent: "save", "header.externalDocumentNo": "X" }
        return { at: "sales-invoices/x/edit", bound: [await sold(), 1], form }
      },
    },
  ],
  "[company]/sales-invoices/[no]/actions#removeSalesInvoice": [
    {
      row: "✓✓✓–",
      made: async () => ({ at: "sales-invoices/x/delete", bound: [await sold()], form: { version: "1" } }),
    },
  ],
  ...Object.fromEntries(
    ["startImport", "readAgain", "mendRows", "undoImport", "tryAgain"].map(name => [
      `[company]/imports/actions#${name}`,
      [
        { row: "✓✓✓–", made: async () => ({ at: "imports/x", bound: [await imported()], form: {} }) },
        {
          row: "––✓–",
          made: async () => ({ at: "imports/x", bound: [await importedPayments(colleague.actor)], form: {} }),
        },
      ],
    ]),
  ),
  "[company]/sales-invoices/[no]/create-purchase-invoice/actions#createPurchaseInvoice": [
    {
      row: "✓✓✓–",
      made: async () => {
        const vendorNo = (await makeVendor(company.id)).no
        const form = { intent: "ok", formId: randomUUID(), salesInvoiceVersion: "1", scope: "all_lines", vendorNo }
        return {
          at: "sales-invoices/x/create-purchase-invoice",
          bound: [await sold()],
          form: { ...form, shownScope: "all_lines", shownVendorNo: vendorNo },
        }
      },
    },
  ],
  "[company]/sales-invoices/[no]/create-purchase-invoice/actions#searchVendors": [
    {
      row: "✓✓✓·",
      made: async () => {
        await makeVendor(company.id)
        return { at: "sales-invoices/x/create-purchase-invoice", bound: ["vendor"] }
      },
    },
  ],
  "[company]/purchase-requests/actions#cancelRequest": [
    { row: "✓✓✓–", of: "one's own", made: async who => onRequest(who) },
    { row: "·✓✓–", of: "a colleague's", made: async () => onRequest(colleague) },
  ],
  "[company]/purchase-requests/actions#retryRequest": [
    { row: "✓✓✓–", of: "one's own", made: async who => onRequest(who) },
    { row: "·✓✓–", of: "a colleague's", made: async () => onRequest(colleague) },
  ],
  "[company]/purchase-requests/actions#manageChecked": [
    { row: "✓✓✓–", of: "one's own", made: async who => checkedRequest(who) },
    { row: "·✓✓–", of: "a colleague's", made: async () => checkedRequest(colleague) },
  ],
  "[company]/_purchase-documents/actions#makePurchaseDocument": [
    {
      row: "–✓✓–",
      made: async () => {
        const { no } = await makeVendor(company.id)
        return {
          at: "purchase-invoices/new",
          bound: ["invoice"],
          form: { formId: randomUUID(), "header.buyFromVendorNo": no },
        }
      },
    },
  ],
  "[company]/_purchase-documents/actions#editPurchaseDocument": [
    { row: "✓✓✓–", of: "one's own request", made: async who => edited(who) },
    {
      row: "·✓✓–",
      of: "a credit memo",
      made: async () => onCreditMemo("", { intent: "save", "header.vendorInvoiceNo": "V" }, 1),
    },
    { row: "·✓✓–", of: "a colleague's request", made: async () => edited(colleague) },
  ],
  "[company]/_purchase-documents/copy-action#copyIntoPurchaseDocument": [
    { row: "✓✓✓–", of: "one's own request", made: async who => copied(who) },
    { row: "·✓✓–", of: "a colleague's request", made: async () => copied(colleague) },
  ],
  "[company]/_papers/actions#removePaper": [
    { row: "✓✓✓–", of: "one's own, of one's own request", made: async who => onPaper(asTrader(who), asTrader(who)) },
    { row: "–✓✓–", of: "another's, of one's own request", made: async who => onPaper(asTrader(who), colleague.actor) },
    { row: "·✓✓–", of: "a colleague's request", made: async () => onPaper(colleague.actor, colleague.actor) },
  ],
  "[company]/_papers/comment-actions#writeOn": [
    { row: "✓✓✓–", of: "one's own request", made: async who => commenting(asTrader(who)) },
    { row: "·✓✓–", of: "a colleague's request", made: async () => commenting(colleague.actor) },
  ],
  "[company]/_papers/comment-actions#changeOn": [
    { row: "✓✓✓–", of: "one's own", made: async who => commented(asTrader(who), asTrader(who)) },
    { row: "––––", of: "another's", made: async who => commented(asTrader(who), colleague.actor) },
  ],
  "[company]/_papers/actions#withdrawPaper": [{ row: "––✓–", made: async () => onPostedPaper() }],
  "[company]/_purchase-documents/actions#removePurchaseDocument": [
    { row: "✓✓✓–", of: "one's own request", made: async who => onInvoice(who) },
    { row: "·✓✓–", of: "a credit memo", made: async () => onCreditMemo("/delete") },
    { row: "·✓✓–", of: "a colleague's request", made: async () => onInvoice(colleague) },
  ],
  "[company]/_purchase-documents/approval-action#answerApproval": [
    {
      row: "––✓–",
      of: "a colleague's request",
      made: async () => onInvoice(colleague, { intent: "approve" }, "purchase-invoices/x"),
    },
  ],
  "[company]/review/approve-many-action#approveMany": [
    {
      row: "––✓–",
      of: "a colleague's request",
      made: async () => {
        const { bound, form } = await onInvoice(colleague)
        return { at: "review", form: { draft: `${form.version}  ${bound[0]}` } }
      },
    },
  ],
  "[company]/_purchase-documents/actions#markPurchaseDocumentReviewed": [
    { row: "––✓–", of: "a colleague's request", made: async () => onInvoice(colleague) },
  ],
  "[company]/_purchase-documents/actions#sendPurchaseDocumentBack": [
    { row: "––✓–", of: "a colleague's request", made: async () => onInvoice(colleague, { reason: "Wrong vendor" }) },
  ],
  "[company]/_purchase-documents/actions#turnDraft": [
    { row: "–✓✓–", made: async () => onInvoice(colleague, {}, previewAddress) },
  ],
  "[company]/_purchase-documents/vat-amounts-action#typeVat": [
    { row: "✓✓✓–", of: "one's own request", made: async who => onInvoice(who, {}, statisticsAddress) },
    { row: "·✓✓–", of: "a colleague's request", made: async () => onInvoice(colleague, {}, statisticsAddress) },
  ],
  "[company]/posted-purchase-invoices/[no]/actions#cancelPosted": [
    { row: "––✓–", made: async () => ({ at: "posted-purchase-invoices/x/cancel", ...(await onPosted()) }) },
  ],
  "[company]/posted-purchase-invoices/[no]/actions#correctPosted": [
    { row: "––✓–", made: async () => ({ at: "posted-purchase-invoices/x/correct", ...(await onPosted()) }) },
  ],
  "[company]/posted-purchase-invoices/[no]/credit-memo/actions#makeCreditMemo": [
    { row: "–✓✓–", made: async () => ({ at: "posted-purchase-invoices/x/credit-memo", ...(await onPosted()) }) },
  ],
  "[company]/_purchase-documents/posting-actions#allowDuplicateNumber": [
    { row: "––✓–", made: async () => onInvoice(colleague, { reason: "Two deliveries" }, previewAddress) },
  ],
  "[company]/_purchase-documents/posting-actions#postDocument": [
    { row: "––✓–", of: "a colleague's request", made: async () => onInvoice(colleague, {}, previewAddress) },
    { row: "––✓–", of: "a credit memo", made: async () => onCreditMemo("/preview-posting") },
    { row: "––✓–", of: "one's own request", made: async who => onInvoice(who, {}, previewAddress) },
  ],
  "[company]/batch-postings/actions#postBatch": [
    {
      row: "––✓–",
      made: async () => {
        const { invoiceNo } = await builtInvoice(colleague.actor)
        return { at: "batch-postings/new", form: { formId: randomUUID(), no: [invoiceNo] } }
      },
    },
  ],
  "[company]/vendors/actions#makeVendor": [
    {
      row: "–✓✓–",
      made: async () => {
        const form = { "vendors.name": `Nieuw ${randomUUID()}`, "vendors.countryRegionCode": "NL" }
        return { at: "vendors/new", bound: [null], form: { ...form, "vendors.paymentTermsCode": "30D" } }
      },
    },
  ],
  "[company]/vendors/actions#saveVendorCard": [
    {
      row: "–✓✓–",
      made: async () => {
        const { no } = await makeVendor(company.id)
        const form = { "vendors.name": `Anders ${no}`, "vendors.countryRegionCode": "NL" }
        return { at: `vendors/${no}`, bound: [no], form }
      },
    },
  ],
  "[company]/vendor-registrations/actions#answerRegistration": [
    {
      row: "–✓✓–",
      made: async () => {
        const id = await askedVendor()
        const form = { vendorNo: (await makeVendor(company.id)).no }
        return { at: `vendor-registrations/${id}`, bound: [id], form }
      },
    },
  ],
  "[company]/vendor-templates/actions#makeVendorTemplate": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "vendor-templates/new",
        form: { "vendors.code": `T${randomUUID().slice(0, 8)}`, "vendors.description": "Nieuw" },
      }),
    },
  ],
  "[company]/vendor-templates/actions#saveVendorTemplateCard": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "vendor-templates/new",
        bound: [await madeTemplate()],
        form: { "vendors.description": "Anders" },
      }),
    },
  ],
  "[company]/vendor-templates/actions#removeVendorTemplate": [
    { row: "–✓✓–", made: async () => ({ at: "vendor-templates/new", bound: [await madeTemplate()], form: {} }) },
  ],
  "[company]/vendors/apply-template/actions#applyTemplateToAll": [
    {
      row: "–✓✓–",
      made: async () => {
        const [{ no }, code] = [await makeVendor(company.id), await madeTemplate()]
        const { vendor, template } = await readTemplateApplication(colleague.actor, no, code)
        return {
          at: `vendors/apply-template?no=${no}&template=${code}`,
          bound: [code],
          form: { mode: "replace", templateVersion: String(template.version), vendor: `${vendor.version} ${no}` },
        }
      },
    },
  ],
  "[company]/vendors/[no]/template/actions#applyTemplate": [
    {
      row: "–✓✓–",
      made: async () => {
        const [{ no }, code] = [await makeVendor(company.id), await madeTemplate()]
        const { vendor, template } = await readTemplateApplication(colleague.actor, no, code)
        const versions = { vendorVersion: String(vendor.version), templateVersion: String(template.version) }
        return {
          at: `vendors/${no}/template?template=${code}`,
          bound: [no, code],
          form: { mode: "replace", ...versions },
        }
      },
    },
  ],
  "[company]/vendors/[no]/bank-accounts/actions#propose": [
    {
      row: "–✓✓–",
      made: async () => {
        const { no } = await makeVendor(company.id)
        return { at: `vendors/${no}/bank-accounts`, bound: [no], form: proposal }
      },
    },
  ],
  "[company]/vendors/[no]/bank-accounts/actions#respond": [
    {
      row: "––✓–",
      of: "one that waits",
      made: async () => {
        const { no } = await makeVendor(company.id)
        const id = await proposeBankAccount(colleague.actor, no, proposal)
        return { at: `vendors/${no}/bank-accounts`, bound: [no, id], form: { intent: "confirm" } }
      },
    },
  ],
  "[company]/_merging/actions#merge": [
    {
      row: "––✓–",
      of: "vendors",
      made: async () => {
        const [from, into] = [await makeVendor(company.id), await makeVendor(company.id)]
        const form = { fromVersion: "0", intoVersion: "0" }
        return { at: `vendors/${from.no}/merge?into=${into.no}`, bound: ["vendor", from.no, into.no], form }
      },
    },
    {
      row: "–✓✓–",
      of: "items",
      made: async () => {
        const [from, into] = [await makeItem(company.id), await makeItem(company.id)]
        const form = { fromVersion: "0", intoVersion: "0" }
        return { at: `items/${from.no}/merge?into=${into.no}`, bound: ["item", from.no, into.no], form }
      },
    },
  ],
  "[company]/_merging/actions#undo": [
    {
      row: "––✓–",
      made: async () => {
        const [from, into] = [await makeVendor(company.id), await makeVendor(company.id)]
        const [manager] = people.filter(({ actor }) => actor.roles.includes("purchasing_manager"))
        const input = { fromNo: from.no, intoNo: into.no, fromVersion: 0, intoVersion: 0, taken: [] }
        await mergeCards(manager!.actor, "vendor", input)
        return { at: `vendors/${from.no}`, bound: ["vendor", from.no], form: {} }
      },
    },
  ],
  "[company]/vendors/actions#removeVendor": [
    {
      row: "–✓✓–",
      made: async () => {
        const { no } = await makeVendor(company.id)
        // With its bank account.
        return { at: `vendors/${no}/delete`, bound: [no, 1], form: {} }
      },
    },
  ],
  "[company]/items/actions#makeItem": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "items/new",
        form: { "items.no": `E${randomUUID().slice(0, 8)}`, "items.description": "Nieuw", "items.type": "service" },
      }),
    },
  ],
  "[company]/items/actions#saveItemCard": ofNewItem({ "items.description": "Anders", "items.type": "inventory" }),
  "[company]/items/actions#removeItem": ofNewItem({}),
  "[company]/items/actions#addUnit": ofNewItem({ unitCode: "DOOS", qtyPerUnit: "12" }),
  "[company]/items/actions#removeUnit": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "items/x",
        bound: [(await makeItem(company.id, {}, { DOOS: "12" })).no],
        form: { unitCode: "DOOS" },
      }),
    },
  ],
  "[company]/items/actions#addItemVendor": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "items/x",
        bound: [(await makeItem(company.id)).no],
        form: { ofVendorNo: (await makeVendor(company.id)).no, vendorItemNo: "", leadTime: "" },
      }),
    },
  ],
  "[company]/items/actions#removeItemVendor": [
    {
      row: "–✓✓–",
      made: async () => {
        const [{ no }, vendor] = [await makeItem(company.id), await makeVendor(company.id)]
        const typed = { ofVendorNo: vendor.no, vendorItemNo: "", leadTime: "" }
        await saveItemVendor(colleague.actor, no, typed)
        return { at: "items/x", bound: [no], form: { ofVendorNo: vendor.no } }
      },
    },
  ],
  "[company]/prices/actions#savePriceRow": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "prices/purchase-prices",
        bound: ["purchase-prices", await madePrice()],
        form: { version: "0", "prices.directUnitCost": "2", "prices.pricePer": "1" },
      }),
    },
  ],
  "[company]/prices/actions#removePrice": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "prices/purchase-prices",
        bound: ["purchase-prices", await madePrice()],
        form: { version: "0" },
      }),
    },
  ],
  "[company]/customers/actions#makeCustomer": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "customers/new",
        form: { "customers.name": `Nieuw ${randomUUID()}`, "customers.countryRegionCode": "NL" },
      }),
    },
  ],
  ...Object.fromEntries(
    ["saveCustomerCard", "removeCustomer"].map(name => [
      `[company]/customers/actions#${name}`,
      [
        {
          row: "–✓✓–" as const,
          made: async () => ({
            at: "customers/x",
            bound: [(await makeCustomer(company.id)).no],
            form: { "customers.name": "Anders", "customers.countryRegionCode": "NL" },
          }),
        },
      ],
    ]),
  ),
  "[company]/vendors/actions#markProven": [
    { row: "–✓✓–", made: async () => ({ at: "vendors/x", bound: [(await makeVendor(company.id)).no], form: {} }) },
  ],
  "[company]/vendors/actions#saveBlocked": [
    {
      row: "–✓✓–",
      made: async () => ({
        at: "vendors/x",
        bound: [(await makeVendor(company.id)).no],
        form: { blocked: "all", blockedReason: "Test" },
      }),
    },
  ],
  "[company]/administration/opening-balances/actions#saveOpeningStart": [
    {
      row: "––✓–",
      made: async () => ({
        at: opening,
        form: { version: await openingVersion(), startDate: "2001-01-01", clearingAccountNo: "1190" },
      }),
    },
  ],
  "[company]/administration/opening-balances/actions#putLine": [
    {
      row: "––✓–",
      made: async () => ({ at: opening, bound: ["accounts"], form: { glAccountNo: "0510", balance: "1" } }),
    },
  ],
  "[company]/administration/opening-balances/actions#removeLines": [
    { row: "––✓–", made: async () => ({ at: opening, bound: ["accounts"], form: { line: "98765" } }) },
  ],
  // What is prepared here is no opening: who may post is told so.
  "[company]/administration/opening-balances/actions#post": [
    { row: "––✓–", made: async () => ({ at: opening, form: { version: "-1" } }) },
  ],
  "[company]/administration/opening-balances/actions#reverseOpened": [
    { row: "––·–", made: async () => ({ at: opening, bound: [98_765], form: { postingDate: "t", reason: "No" } }) },
  ],
  "[company]/administration/setup/actions#saveRow": [
    {
      row: "–––✓",
      made: async () => ({ at: setup, bound: ["payment-terms", null], form: { "setup.code": terms() } }),
    },
  ],
  "[company]/administration/setup/actions#removeRow": [
    {
      row: "–––✓",
      made: async () => {
        const code = terms()
        await saveSetup(people[3]!.actor, "payment-terms", { key: null, version: 0, typed: { code } })
        const { version } = await readSetup(people[3]!.actor, "payment-terms", [code])
        return { at: setup, bound: ["payment-terms", [code]], form: { version: String(version) } }
      },
    },
  ],
  "[company]/settings/absences/actions#saveAbsence": [
    { row: "––✓–", made: async () => ({ at: "settings/absences", form: { "setup.reason": "Holiday" } }) },
  ],
  "[company]/settings/absences/actions#removeAbsence": [
    {
      row: "––✓–",
      made: async () => {
        const { actor } = people[2]!
        const when = { startingDate: "1 Jan 2039", endingDate: "2 Jan 2039" }
        await saveOwnAbsence(actor, { ...when, substituteId: String(colleague.actor.userId) })
        const { startingDate, sequence } = (await listOwnAbsences(actor)).absences.at(-1)!
        return { at: "settings/absences", bound: [startingDate, String(sequence)], form: {} }
      },
    },
  ],
  "[company]/administration/setup/public-holidays-actions#addPublicHolidays": [
    {
      row: "–––✓",
      made: async () => ({ at: "administration/setup/holidays", form: { dates: "2039-12-25" } }),
    },
  ],
  "[company]/administration/setup/logo-actions#changeLogo": [
    {
      row: "–––✓",
      made: async () => ({ at: "administration/setup/company-information", form: { intent: "remove" } }),
    },
  ],
  "[company]/administration/starting-numbers/actions#saveStart": [
    { row: "–––✓", made: async () => ({ at: "administration/starting-numbers", form: {} }) },
  ],
  "[company]/administration/users/actions#invite": [
    { row: "–––✓", made: async () => ({ at: "administration/users", form: { ...invitee(), roles: ["purchaser"] } }) },
  ],
  "[company]/administration/users/actions#withdraw": [
    {
      row: "–––✓",
      made: async () => {
        const { id } = await inviteUser(people[3]!.actor, { ...invitee(), roles: ["purchaser"] })
        return { at: "administration/users", bound: [id], form: {} }
      },
    },
  ],
  "[company]/administration/users/actions#saveRoles": [
    { row: "–––✓", made: async () => onUser([], { roles: ["purchaser", "order_processor"] }) },
  ],
  "[company]/administration/users/actions#setAccess": [{ row: "–––✓", made: async () => onUser(["disable"]) }],
  "[company]/administration/users/actions#endUserSessions": [{ row: "–––✓", made: async () => onUser([]) }],
  "[company]/administration/users/actions#offerPassword": [{ row: "–––✓", made: async () => onUser([]) }],
  "[company]/administration/users/actions#resetFactors": [{ row: "–––✓", made: async () => onUser([]) }],
  // Of who is not disabled it is refused; whoever may is told so.
  "[company]/administration/users/actions#erase": [{ row: "–––✓", made: async () => onUser([], { sure: "on" }) }],
  "[company]/books/chain/actions#check": [{ row: "–✓✓✓", made: async () => ({ at: "books/chain", form: {} }) }],
  "[company]/books/chain/actions#saveHeadMail": [
    { row: "–––✓", made: async () => ({ at: "books/chain", form: { mailTo: "" } }) },
  ],
  "[company]/administration/sign-in/actions#saveSso": [
    {
      row: "–––✓",
      made: async () => ({ at: "administration/sign-in", form: { version: "0", emergencyUserId: "", issuer: "x" } }),
    },
  ],
  "[company]/administration/approvals/actions#reassignEntry": [{ row: "–––✓", made: async () => onEntry() }],
  // What a sender cancels on the draft itself, by the same operation.
  "[company]/administration/approvals/actions#cancelForSender": [
    {
      row: "·✓✓✓",
      made: async () => {
        const { bound, ...entry } = await onEntry()
        return { ...entry, bound: [bound[0]] }
      },
    },
  ],
  "[company]/administration/api/actions#withdrawAnyToken": [
    {
      row: "–––✓",
      made: async () => ({ at: "administration/api", bound: [Number(await madeToken(colleague.actor))], form: {} }),
    },
  ],
  "[company]/administration/webhooks/actions#addWebhook": [
    { row: "–––✓", made: async () => ({ at: "administration/webhooks", form: { url: "", kinds: "vendor.changed" } }) },
  ],
  "[company]/administration/webhooks/actions#dropWebhook": [
    {
      row: "–––✓",
      made: async () => {
        const { webhook } = await toldWebhook(people[3]!.actor)
        return { at: `administration/webhooks/${webhook}`, bound: [webhook], form: {} }
      },
    },
  ],
  "[company]/administration/webhooks/actions#resend": [
    {
      row: "–––✓",
      made: async () => {
        const { webhook, delivery } = await toldWebhook(people[3]!.actor)
        return { at: `administration/webhooks/${webhook}`, bound: [delivery], form: {} }
      },
    },
  ],
  "[company]/administration/sign-in/actions#testSso": [
    { row: "–––✓", made: async () => ({ at: "administration/sign-in", form: {} }) },
  ],
  "[company]/administration/sign-in/actions#saveRules": [
    { row: "–––✓", made: async () => ({ at: "administration/sign-in", form: { version: "0", idleMinutes: "" } }) },
  ],
  // There is no failed job: who may is told that, in other words.
  "[company]/administration/job-queue/actions#retry": [
    {
      row: "–––✓",
      made: async () => ({ at: "administration/job-queue", form: { queue: "mails", job: "mail-0-0-0-1" } }),
    },
  ],
}

/** One's own to do, whatever the roles. */
const anybodys = [
  "[company]/notifications/actions#readAll",
  "[company]/notifications/actions#readOne",
  "[company]/settings/actions#changeOwnPassword",
  "[company]/settings/actions#endSessionsOfOwn",
  "[company]/settings/actions#saveOwnSettings",
  "[company]/settings/actions#signOutEverywhere",
  "[company]/settings/api/actions#makeOwnToken",
  "[company]/settings/api/actions#withdrawToken",
  "[company]/settings/notifications/actions#saveNotificationSettings",
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

test("reports are files for who may see the books alone", async () => {
  const seen = []
  for (const { request } of people) {
    for (const report of ["trial-balance", "aged-payables"]) {
      seen.push((await request.get(`/${company.slug}/books/${report}/file?format=csv`)).status())
    }
  }
  expect(seen).toEqual([403, 403, 200, 200, 200, 200, 200, 200])
})

test("all that happened is a file for who may see it", async () => {
  const seen = []
  for (const { request } of people)
    seen.push((await request.get(`/${company.slug}/administration/audit/file?format=csv`)).status())
  expect(seen).toEqual([403, 403, 200, 200])
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
  })
})

test("lists of master data are files for who may see them", async () => {
  const seen = []
  for (const { request } of people) {
    for (const list of [
      "items",
      "customers",
      "vendors",
      "purchase-prices",
      "purchase-line-discounts",
      "sales-prices",
      "item-vendor-numbers",
    ]) {
      seen.push((await request.get(`/${company.slug}/${list}/file?format=csv`)).status())
    }
  }
  expect(seen).toEqual([...Array(21).fill(200), ...Array(7).fill(403)])
})

test("every action stands in the table", () => {
  expect(serverActions().map(({ name }) => name)).toEqual([...anybodys, ...Object.keys(operations)].sort())
})

for (const [action, tried] of Object.entries(operations)) {
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
    const { at, bound = [], ...call } = await operations[action]![0]!.made(manager)
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

/** An administrator asks for nothing: what would be theirs is made as by somebody who may. */
function asTrader({ actor }: Member) {
  return actor.roles.includes("administrator") ? { ...actor, roles: ["purchaser" as const] } : actor
}

async function sold(): Promise<string> {
  return (await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])).no
}

async function onPosted() {
  return { bound: [await posted()], form: { postingDate: "", reason: "Wrong price" } }
}

/** Posting is the manager's. */
function posted(): Promise<string> {
  return postedInvoice(people[2]!.actor)
}

/** So is paying. */
function paid() {
  return madePayment(people[2]!.actor)
}

function imported(): Promise<string> {
  return triedImport(colleague.actor)
}

async function onRequest(of: Member) {
  return { at: "purchase-requests/x", bound: [await failedRequest(asTrader(of))], form: {} }
}

async function checkedRequest(of: Member) {
  return { at: "purchase-requests", form: { deed: "retry", no: [await failedRequest(asTrader(of))] } }
}

async function edited(of: Member) {
  const { bound, form } = await onInvoice(of)
  return {
    at: "purchase-invoices/x",
    bound: [...bound, 1],
    form: { ...form, intent: "save", "header.vendorInvoiceNo": "V" },
  }
}

/** Copies a draft's own lines below them. */
async function copied(of: Someone | Member) {
  const call = await onInvoice(of, { source: "invoice", part: "lines" }, "purchase-invoices/x/copy-document")
  return { ...call, form: { ...call.form, no: String(call.bound[0]) } }
}

async function onUser(bound: unknown[], form: Record<string, string | string[]> = {}) {
  const { actor } = await ownUser(company, `Iemand ${randomUUID()}`, "purchaser")
  return { at: `administration/users/${actor.userId}`, bound: [actor.userId, ...bound], form }
}

/** A code that no payment terms have yet. */
function terms(): string {
  return `T${randomUUID().slice(0, 8).toUpperCase()}`
}

function invitee() {
  return { name: "Nieuw", email: `nieuw-${randomUUID()}@demo.example` }
}
