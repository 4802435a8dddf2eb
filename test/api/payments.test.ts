/** Programs pay as people do: registered, or ordered and approved by others. */
import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { today } from "@/domain/dates/date"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeApprovalCompany, setApproval, setApprover, setVendorLimit } from "@/test/approvals"
import { makeActor, makeVendor } from "@/test/factories"
import { callApi, makeProgram, type Program } from "./call-api"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>
let payer: Program
let approver: Program

beforeEach(async () => {
  home = await makeApprovalCompany({ approval: "review" })
  const by = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(by, { superiorId: home.lead.userId })
  payer = await makeProgram(by, ["payments.read", "payments.write"])
  approver = await makeProgram(home.lead, ["payments.read", "review"])
})

const bodyOf = (more: object = {}) => ({
  vendorNo: home.vendor.no,
  bankAccountNo: "BANK",
  postingDate: today("Europe/Amsterdam"),
  currency: "EUR",
  ...more,
})

test("what is owed is read and paid once by one key; without an amount, what the applications come to", async () => {
  const poster = await makeActor(home.company.id, "purchasing_manager")
  await postPurchaseDocument(poster, await home.draft(home.buyer, "100"), { unreviewed: true })
  const open = await callApi(payer, "GET", `/vendors/${home.vendor.no}/open-entries`)
  const { vendorLedgerEntryNo } = open.body.entries[0]
  expect(Number(open.body.entries[0].remaining)).toBe(121)
  const body = bodyOf({ applications: [{ vendorLedgerEntryNo, amount: "121" }] })
  const key = randomUUID()
  const made = await callApi(payer, "POST", "/payments", { body, key })
  expect([made.status, made.body]).toMatchObject([201, { kind: "payment" }])
  expect((await callApi(payer, "POST", "/payments", { body, key })).body).toEqual(made.body)
  const read = await callApi(payer, "GET", `/payments/${made.body.no}`)
  expect(read.body).toMatchObject({ vendorNo: home.vendor.no, remaining: "0", orderNo: null })
  expect((await callApi(payer, "GET", `/payments?vendorNo=${home.vendor.no}`)).body.rows).toHaveLength(1)
  const twice = await callApi(payer, "POST", "/payments", { body })
  expect([twice.status, twice.body.issues.length]).toEqual([422, 1])
  const none = await callApi(payer, "POST", "/payments", { body: bodyOf() })
  expect(none.body.issues).toMatchObject([{ field: "amount", code: "payment.amount_not_positive" }])
})

test("from the company's amount on it is ordered, approved by another's program within limits, and registered as it was signed", async () => {
  await setApproval(home.company.id, { paymentApprovalFrom: "500" })
  const made = await callApi(payer, "POST", "/payments", { body: bodyOf({ amount: "600" }) })
  expect([made.status, made.body.kind, made.headers.get("location")]).toEqual([
    201,
    "payment_order",
    expect.stringContaining(`/payment-orders/${made.body.no}`),
  ])
  const at = `/payment-orders/${made.body.no}`
  const version = async () => (await callApi(payer, "GET", at)).body.version
  const order = async (program: Program, deed: string, body: object = {}) =>
    callApi(program, "POST", `${at}/${deed}`, { body, version: await version() })
  expect((await order(payer, "register")).body.issues).toMatchObject([{ code: "payment_order.pending" }])
  expect((await order(payer, "approve")).body.code).toBe("scope_missing")
  await setVendorLimit(home.lead, home.vendor.no, "599")
  expect((await order(approver, "approve")).body.issues).toMatchObject([{ code: "approval.limit_vendor" }])
  await setVendorLimit(home.lead, home.vendor.no, "600")
  expect((await callApi(approver, "POST", `${at}/approve`, { body: {}, version: 999 })).status).toBe(412)
  expect((await order(approver, "approve")).body).toMatchObject({ reviewState: "reviewed" })
  const registered = await order(payer, "register")
  expect((await callApi(payer, "GET", `/payments/${registered.body.paymentNo}`)).body.orderNo).toBe(made.body.no)
  expect((await callApi(payer, "GET", at)).body).toMatchObject({ paymentNo: registered.body.paymentNo })
  expect((await callApi(payer, "GET", "/payment-orders")).body.rows).toEqual([])
})

test("vendors are filtered by what waits for a second person", async () => {
  const { no } = await makeVendor(home.company.id)
  await inCompany(home.company.id, tx => tx.update(vendor).set({ unproven: true }).where(eq(vendor.no, no)))
  const reader = await makeProgram(home.lead, ["masters.read"])
  const rows = (await callApi(reader, "GET", "/vendors?waits=unproven")).body.rows
  expect(rows.map((row: { no: string }) => row.no)).toEqual([no])
  expect((await callApi(reader, "GET", "/vendors?waits=bank_account")).body.rows).toEqual([])
  expect((await callApi(reader, "GET", "/items?waits=unproven")).status).toBe(422)
})
