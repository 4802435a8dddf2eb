/** Every endpoint that is described, walked: what is served against the document, rights of every role, tenancy and scopes. */
import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import type { Endpoint } from "@/app/api/v1/_api/endpoint"
import { endpoints } from "@/app/api/v1/_api/endpoints"
import { openApi } from "@/app/api/v1/_api/open-api"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { type Role, roles } from "@/domain/access/rights"
import { askAbout } from "@/domain/approval-questions/ask-about"
import { today } from "@/domain/dates/date"
import { readImport } from "@/domain/imports/read-import"
import { runImport } from "@/domain/imports/run-import"
import { payVendor } from "@/domain/payment-approvals/pay-vendor"
import { readOrder } from "@/domain/payment-approvals/read-order"
import { approve } from "@/domain/purchase-approvals/decide"
import { readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval } from "@/domain/purchase-approvals/take-back"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { setApproval, setApprover, setGroup, setRule } from "@/test/approvals"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { fileOf } from "@/test/sales-csv"
import { type ApiCall, callApi, makeProgram, type Program } from "./call-api"

type Prepared = ApiCall & { path: string }
/** @param by who will ask */
type Make = (by: Actor) => Promise<Prepared>
type Asker = { actor: Actor; program: Program }

/** A company whose programs ask. */
type World = {
  companyId: number
  /** Who makes what others then ask about. */
  maker: Actor
  byRole: Map<Role, Asker>
  /** With all roles. */
  all: Asker
  /** Made for one thing each. */
  narrows: { scope: string; program: Program }[]
}

const askerOf = async (actor: Actor): Promise<Asker> => ({ actor, program: await makeProgram(actor) })

async function makeWorld(): Promise<World> {
  const { id: companyId } = await makeCompany()
  const maker = await makeActor(companyId, "purchaser", "purchasing_manager")
  const byRole = new Map<Role, Asker>()
  for (const role of roles) byRole.set(role, await askerOf(await makeActor(companyId, role)))
  const all = await askerOf(await makeActor(companyId, ...roles))
  const narrows: World["narrows"] = []
  for (const scope of ["documents.read", "masters.read"] as const) {
    narrows.push({ scope, program: await makeProgram(maker, [scope]) })
  }
  return { companyId, maker, byRole, all, narrows }
}

let usual: World
let stranger: Program
/** Approves by rules: managers, any one of them. */
let strict: World
/** Of the strict company, asked of nothing: to whom an approval is handed on. */
let deputy: Actor
/** Of the usual company. */
let [companyId, maker, all] = [0, {} as Actor, {} as Program]

beforeAll(async () => {
  usual = await makeWorld()
  companyId = usual.companyId
  maker = usual.maker
  all = usual.all.program
  stranger = await makeProgram(await makeActor((await makeCompany()).id, ...roles))
  strict = await makeWorld()
  await setApproval(strict.companyId, { approval: "rules" })
  const approvers = [strict.byRole.get("purchasing_manager")!.actor, strict.all.actor]
  deputy = await makeActor(strict.companyId, "purchasing_manager")
  for (const each of [...approvers, deputy]) await setApprover(each, { unlimited: true })
  await setGroup(strict.companyId, [approvers])
  await setRule(strict.companyId, { no: 2, subject: "payment", way: "group", groupCode: "G" })
  await setApproval(strict.companyId, { paymentApprovalFrom: "500", splitGuardDays: 0 })
})

const vendorNo = async () => (await makeVendor(companyId)).no
const line = async () => ({ no: (await makeItem(companyId)).no, quantity: "1", price: "10" })
const invoice = async () => makePurchaseInvoice(maker, await vendorNo(), [await line()])
const memo = async () => makePurchaseCreditMemo(maker, await vendorNo(), [await line()])
const posted = async (no: string) => (await postPurchaseDocument(maker, no, { unreviewed: true })).no
const sale = async () => makeSalesInvoice(companyId, [itemLine(await makeItem(companyId))])

const failed = {
  state: "failed",
  failure: [{ code: "vendor_not_found", params: { no: "X" } }],
  finishedAt: new Date(),
} as const

async function failedRequest(): Promise<string> {
  const { no } = await makePurchaseRequest(maker)
  await inCompany(companyId, tx =>
    tx
      .update(purchaseRequest)
      .set({ ...failed, failure: [...failed.failure] })
      .where(eq(purchaseRequest.no, no)),
  )
  return no
}

const csv = (text: string) => new TextEncoder().encode(text)

async function tried(kind: string, text: string, query = ""): Promise<{ no: string; generation: number }> {
  const sent = await callApi(all, "POST", `/imports/${kind}${query}`, { bytes: csv(text) })
  expect([sent.status, sent.body.issues]).toEqual([202, undefined])
  await runImport(companyId, sent.body.no)
  return { no: sent.body.no, generation: (await readImport(maker, sent.body.no)).import.generation }
}

/** One way to ask for each thing that is done to an approval. */
const agreed: Record<string, Make> = {
  ...approvals("purchase-invoices", "PurchaseInvoice", makePurchaseInvoice),
  ...approvals("purchase-credit-memos", "PurchaseCreditMemo", makePurchaseCreditMemo),
  ...paymentOrders(),
}

/** One way to ask each endpoint so that it is done; what is not here fails. */
const made: Record<string, Make> = {
  ...agreed,
  ...drafts("purchase-invoices", "PurchaseInvoice", invoice),
  ...drafts("purchase-credit-memos", "PurchaseCreditMemo", memo),
  listSalesInvoices: async () => ({ path: `/sales-invoices?sort=-amount&search=${(await sale()).no}` }),
  readSalesInvoice: async () => ({ path: `/sales-invoices/${(await sale()).no}` }),
  listPurchaseRequests: async () => ({ path: `/purchase-requests?search=${(await makePurchaseRequest(maker)).no}` }),
  readPurchaseRequest: async () => ({ path: `/purchase-requests/${(await makePurchaseRequest(maker)).no}` }),
  createPurchaseRequest: async () => {
    const { no, version } = await sale()
    return {
      path: "/purchase-requests",
      body: { salesInvoiceNo: no, salesInvoiceVersion: version, vendorNo: await vendorNo() },
    }
  },
  cancelPurchaseRequest: async () => ({
    path: `/purchase-requests/${(await makePurchaseRequest(maker)).no}/cancel`,
    body: {},
  }),
  retryPurchaseRequest: async () => ({ path: `/purchase-requests/${await failedRequest()}/retry`, body: {} }),
  listPostedPurchaseInvoices: async () => ({ path: `/posted-purchase-invoices?vendorNo=${await vendorNo()}` }),
  readPostedPurchaseInvoice: async () => ({ path: `/posted-purchase-invoices/${await posted(await invoice())}` }),
  listPostedPurchaseCreditMemos: async () => ({ path: "/posted-purchase-credit-memos?sort=-dueDate" }),
  readPostedPurchaseCreditMemo: async () => ({ path: `/posted-purchase-credit-memos/${await posted(await memo())}` }),
  listPayments: async () => ({ path: `/payments?sort=-amount&search=${(await paid()).no}` }),
  readPayment: async () => ({ path: `/payments/${(await paid()).no}` }),
  createPayment: async () => ({ path: "/payments", body: await paymentOf(companyId, "10") }),
  listOpenEntriesOfVendor: async () => {
    const of = await vendorNo()
    await posted(await makePurchaseInvoice(maker, of, [await line()]))
    return { path: `/vendors/${of}/open-entries` }
  },
  ...cards("vendors", "Vendor", vendorNo, () => ({ name: `V ${randomUUID()}`, countryRegionCode: "NL" })),
  ...cards(
    "customers",
    "Customer",
    async () => (await makeCustomer(companyId)).no,
    () => ({
      name: `C ${randomUUID()}`,
      countryRegionCode: "NL",
    }),
  ),
  ...cards(
    "items",
    "Item",
    async () => (await makeItem(companyId)).no,
    () => ({
      no: `I${randomUUID().slice(0, 8)}`,
      description: `Stoel ${randomUUID()}`,
      baseUnitOfMeasure: unit,
    }),
  ),
  readImport: async () => ({ path: `/imports/${(await tried("sales-invoices", "a,b\n1,2")).no}` }),
  startImport: async () => {
    const { no, generation } = await tried("sales-invoices", fileOf([{ invoice: randomUUID().slice(0, 12) }]))
    return { path: `/imports/${no}/import`, version: generation, body: {} }
  },
  ...Object.fromEntries(
    endpoints
      .filter(({ name }) => name.startsWith("tryImportOf"))
      .map(({ name, path }): [string, Make] => [
        name,
        async () => ({
          path: path.endsWith("/payments") ? `${path}?bankAccountNo=BANK` : path,
          bytes: csv("a,b\n1,2"),
        }),
      ]),
  ),
}

let unit: string
beforeAll(async () => {
  unit = (await makeItem(companyId)).baseUnitOfMeasure
})

function drafts(folder: string, noun: string, make: () => Promise<string>): Record<string, Make> {
  const one = async () => `/${folder}/${await make()}`
  return {
    [`list${noun}s`]: async () => ({ path: `/${folder}?state=ready_for_review&search=${await make()}` }),
    [`create${noun}`]: async () => ({ path: `/${folder}`, body: { vendorNo: await vendorNo() } }),
    [`read${noun}`]: async () => ({ path: await one() }),
    [`change${noun}`]: async () => ({
      path: await one(),
      version: 2,
      body: { header: { postingDescription: "Anew" } },
    }),
    [`delete${noun}`]: async () => ({ path: await one(), version: 2 }),
    [`mark${noun}Reviewed`]: async () => ({ path: `${await one()}/mark-reviewed`, version: 2, body: {} }),
    [`send${noun}Back`]: async () => ({ path: `${await one()}/send-back`, version: 2, body: { reason: "Too dear" } }),
    [`post${noun}`]: async () => ({ path: `${await one()}/post`, version: 2, body: { unreviewed: true } }),
  }
}

function approvals(folder: string, noun: string, make: typeof makePurchaseInvoice): Record<string, Make> {
  const draft = async () => {
    const { no: vendor } = await makeVendor(strict.companyId)
    return make(strict.maker, vendor, [{ no: (await makeItem(strict.companyId)).no, quantity: "1", price: "10" }])
  }
  const at = (no: string, deed: string) => ({ path: `/${folder}/${no}/${deed}`, version: 2, body: {} })
  const sent = async (by: Actor) => {
    const no = await draft()
    await sendForApproval(by, no, 2)
    return no
  }
  return {
    [`readApprovalsOf${noun}`]: async () => ({ path: `/${folder}/${await sent(strict.maker)}/approvals` }),
    [`send${noun}ForApproval`]: async () => at(await draft(), "send-for-approval"),
    [`cancelApprovalOf${noun}`]: async by =>
      at(await sent(may(by, "purchase_invoice.edit_all") ? by : strict.maker), "cancel-approval"),
    [`reopen${noun}`]: async () => {
      const no = await sent(strict.maker)
      await approve(strict.all.actor, no, 2)
      return at(no, "reopen")
    },
    [`approve${noun}`]: async () => at(await sent(strict.maker), "approve"),
    [`listApprovalPeopleOf${noun}`]: async () => ({
      path: `/${folder}/${await sent(strict.maker)}/approval-people`,
    }),
    [`delegate${noun}`]: async () => ({
      ...at(await sent(strict.maker), "delegate"),
      body: { to: deputy.userId, reason: "Away" },
    }),
    [`askAbout${noun}`]: async () => ({
      ...at(await sent(strict.maker), "ask"),
      body: { to: strict.maker.userId, question: "Why so dear?" },
    }),
    [`answerQuestionAbout${noun}`]: async by => {
      const no = await sent(strict.maker)
      const of = may(by, "purchase_invoice.edit_all") ? by : strict.maker
      const { actor: asks } =
        of.userId === strict.all.actor.userId ? strict.byRole.get("purchasing_manager")! : strict.all
      await askAbout(asks, no, 2, of.userId, "Why so dear?")
      const asked = (await readDraftApprovals(asks, no)).rounds[0]!.steps[0]!.people.find(({ question }) => question)
      const { path } = at(no, "answer-question")
      return { path, body: { entryId: asked!.entryId, answer: "A rush order" } }
    },
    [`reject${noun}`]: async () => ({ ...at(await sent(strict.maker), "reject"), body: { reason: "Too dear" } }),
  }
}

async function paymentOf(of: number, amount: string) {
  const { no } = await makeVendor(of)
  const postingDate = today("Europe/Amsterdam")
  return { vendorNo: no, bankAccountNo: "BANK", postingDate, currency: "EUR", amount, description: "On account" }
}

const paid = async () => payVendor(maker, { ...(await paymentOf(companyId, "10")), applications: [] })

function paymentOrders(): Record<string, Make> {
  const ordered = async (by: Actor) => {
    const { no } = await payVendor(by, { ...(await paymentOf(strict.companyId, "600")), applications: [] })
    return no
  }
  const at = async (no: string, deed: string) => {
    const { version } = (await readOrder(strict.maker, no)).order
    return { path: `/payment-orders/${no}/${deed}`, version, body: {} }
  }
  const version = async (no: string) => (await readOrder(strict.maker, no)).order.version
  const agreedTo = async () => {
    const no = await ordered(strict.maker)
    await approve(strict.all.actor, { paymentOrder: no }, await version(no))
    return no
  }
  const own = (by: Actor) => (may(by, "purchase_invoice.post") ? by : strict.maker)
  return {
    listPaymentOrders: async () => ({ path: `/payment-orders?before=${2 ** 31}` }),
    readPaymentOrder: async () => ({ path: `/payment-orders/${await ordered(strict.maker)}` }),
    registerPaymentOrder: async () => at(await agreedTo(), "register"),
    withdrawPaymentOrder: async () => at(await ordered(strict.maker), "withdraw"),
    sendPaymentOrderForApproval: async by => {
      const no = await ordered(own(by))
      await cancelApproval(own(by), { paymentOrder: no }, await version(no))
      return at(no, "send-for-approval")
    },
    cancelApprovalOfPaymentOrder: async by => at(await ordered(own(by)), "cancel-approval"),
    reopenPaymentOrder: async () => at(await agreedTo(), "reopen"),
    approvePaymentOrder: async () => at(await ordered(strict.maker), "approve"),
    rejectPaymentOrder: async () => ({
      ...(await at(await ordered(strict.maker), "reject")),
      body: { reason: "Not now" },
    }),
  }
}

function cards(folder: string, noun: string, make: () => Promise<string>, fresh: () => object): Record<string, Make> {
  return {
    [`list${noun}s`]: async () => ({ path: `/${folder}?sort=-no&blocked=no` }),
    [`read${noun}`]: async () => ({ path: `/${folder}/${await make()}` }),
    [`create${noun}`]: async () => ({ path: `/${folder}`, body: fresh() }),
    [`change${noun}`]: async () => {
      const no = await make()
      const { version } = (await callApi(all, "GET", `/${folder}/${no}`)).body
      return { path: `/${folder}/${no}`, version, body: {} }
    },
  }
}

type Document = { paths: Record<string, Record<string, any>>; components: { schemas: Record<string, any> } }
const document = JSON.parse(JSON.stringify(openApi("https://inkoop.example"))) as Document

function schemaOf(each: Endpoint, status: number): z.ZodType {
  const operation = document.paths[each.path]![each.method.toLowerCase()]
  const content = (operation.responses[status] ?? operation.responses.default).content
  const { $ref } = Object.values(content as Record<string, { schema: { $ref: string } }>)[0]!.schema
  return z.fromJSONSchema(document.components.schemas[$ref.split("/").at(-1)!])
}

test("the document names each endpoint once, and each has a way to be asked here", () => {
  const names = endpoints.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter(name => !made[name])).toEqual([])
  expect(Object.keys(made).filter(name => !names.includes(name))).toEqual([])
  expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(names.length)
})

describe.each(endpoints.map(each => [each.name, each] as const))("%s", (name, each) => {
  test("knows nothing of another company, and takes the right and the scope that are described", async () => {
    const { all, byRole, narrows } = name in agreed ? strict : usual
    const asked = await made[name]!(all.actor)
    const ask = (program: Program, { path, ...call } = asked) => callApi(program, each.method, path, call)
    const there = await ask({ ...stranger, slug: all.program.slug })
    const nowhere = await ask({ ...stranger, slug: "nowhere" })
    expect([there.status, there.body]).toEqual([404, nowhere.body])
    if (each.path.includes("{")) {
      const unknown = { ...asked, path: each.path.replace(/\{\w+\}/, "NOWHERE") }
      const [own, none] = [await ask(stranger), await ask(stranger, unknown)]
      expect([own.status, own.body]).toEqual([404, none.body])
    }
    const narrow = narrows.find(({ scope }) => scope !== each.scope)!
    expect((await ask(narrow.program)).body.code).toBe("scope_missing")
    for (const role of roles.filter(role => !may({ roles: [role] }, each.right))) {
      expect([role, (await ask(byRole.get(role)!.program)).body.code]).toEqual([role, "forbidden"])
    }
    for (const role of roles.filter(role => may({ roles: [role] }, each.right))) {
      const { actor, program } = byRole.get(role)!
      const { status } = await ask(program, each.method === "GET" ? asked : await made[name]!(actor))
      // What is nobody's request is not found by who sees their own alone.
      const expected = role === "order_processor" ? [each.status, 404] : [each.status]
      expect([role, expected.includes(status as 200)]).toEqual([role, true])
    }
  })

  test("serves what the document says", async () => {
    const { actor, program } = (name in agreed ? strict : usual).all
    const { path, ...call } = await made[name]!(actor)
    const { status, body } = await callApi(program, each.method, path, call)
    expect([status, body.issues]).toEqual([each.status, undefined])
    expect(schemaOf(each, status).safeParse(body).error?.issues).toBeUndefined()
    if (body.rows && path.includes("search")) expect(body.rows.length).toBeGreaterThan(0)
    const problem = await callApi(program, each.method, `${path}${path.includes("?") ? "&" : "?"}wrong=1`, {
      ...call,
      key: "",
    })
    if (problem.status >= 400) {
      expect(schemaOf(each, problem.status).safeParse(problem.body).error?.issues).toBeUndefined()
    }
  })
})
