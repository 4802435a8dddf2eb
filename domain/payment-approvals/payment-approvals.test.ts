/** Payments from the company's amount on, and every way round their approval that somebody might try. */
import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { bankAccount, event, paymentOrder, vendorBankAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { readWhatFails } from "@/domain/documents/what-fails"
import { Stale } from "@/domain/errors"
import { frameCounts } from "@/domain/frame/frame-counts"
import type { NewPayment } from "@/domain/payments/check-payment"
import { findPayment } from "@/domain/payments/find-payment"
import { readPayment } from "@/domain/payments/read-payment"
import { registerPayment } from "@/domain/payments/register-payment"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate, reassign } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { readQueue } from "@/domain/review-queue/read-queue"
import { deleteVendor, readVendorDeletion } from "@/domain/vendors/delete-vendor"
import {
  approvalsOf,
  confirmAccount,
  makeApprovalCompany,
  setApproval,
  setApprover,
  setRule,
  setSubstitute,
} from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { importGoodRows, rowsOf, triedFile } from "@/test/file-imports"
import { codesOf } from "@/test/refusals"
import { changeOrder } from "./change-order"
import { listOrders, type OrderState, offersOrders } from "./list-orders"
import { payVendor } from "./pay-vendor"
import { readOrder } from "./read-order"
import { registerOrder, withdrawOrder } from "./register-order"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>
let payer: Actor

beforeEach(async () => {
  home = await makeApprovalCompany({ paymentApprovalFrom: "500", approval: "review" })
  payer = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(payer, { superiorId: home.lead.userId })
})

const paymentOf = (amount: string, more: Partial<NewPayment> = {}): NewPayment => ({
  vendorNo: home.vendor.no,
  bankAccountNo: "BANK",
  postingDate: today("Europe/Amsterdam"),
  currency: "EUR",
  amount,
  description: "On account",
  applications: [],
  ...more,
})
const pay = (amount: string, more: Partial<NewPayment> = {}, by = payer) => payVendor(by, paymentOf(amount, more))
const stored = async (no: string) =>
  (await inCompany(home.company.id, tx => tx.select().from(paymentOrder).where(eq(paymentOrder.no, no))))[0]!
const version = async (no: string) => (await stored(no)).version
const ref = (no: string) => ({ paymentOrder: no })
const yes = async (by: Actor, no: string) => approve(by, ref(no), await version(no))
const execute = async (no: string, by = payer) => registerOrder(by, no, await version(no))
async function ordered(amount = "500"): Promise<string> {
  const { no, isOrdered } = await pay(amount)
  expect(isOrdered).toBe(true)
  return no
}
async function approved(amount = "500"): Promise<string> {
  const no = await ordered(amount)
  await yes(home.lead, no)
  return no
}
const change = async (no: string, by: Actor, more: object = {}) => {
  const { postingDate, bankAccountNo, description } = paymentOf("1")
  const as = { postingDate, bankAccountNo, description, paymentMethodCode: "BANK", externalDocumentNo: "" }
  return changeOrder(by, no, await version(no), { ...as, ...more })
}

test("below the company's amount a payment is registered at once; at it, it is asked for, approved and registered", async () => {
  const { no: small, isOrdered } = await pay("499.99", {}, home.head)
  expect(isOrdered).toBe(false)
  await inCompany(home.company.id, tx => findPayment(tx, home.company.id, small))
  const no = await ordered()
  expect((await approvalsOf(home.company.id, no))[0]).toMatchObject({ subjectType: "payment_order", state: "pending" })
  await yes(home.lead, no)
  const paymentNo = await execute(no)
  expect(await stored(no)).toMatchObject({ paymentNo, reviewState: "reviewed" })
  const { entry } = await inCompany(home.company.id, tx => findPayment(tx, home.company.id, paymentNo))
  expect(Number(entry.amount)).toBe(500)
  const shown = async (of: string) => (await readPayment(home.head, of)).orderNo
  expect([await shown(paymentNo), await shown(small)]).toEqual([no, null])
})

test("blank, no payment is ever asked for", async () => {
  await setApproval(home.company.id, { paymentApprovalFrom: null })
  expect((await pay("100000")).isOrdered).toBe(false)
})

test("nothing registers it before it is approved: not the order, not the operation of a plain payment, not a refund's name", async () => {
  const no = await ordered()
  expect(await codesOf(execute(no))).toEqual(["payment_order.pending"])
  expect(await codesOf(registerPayment(payer, paymentOf("500")))).toEqual(["payment.needs_approval"])
  expect(await codesOf(registerPayment(home.head, paymentOf("500")))).toEqual(["payment.needs_approval"])
  await reject(home.lead, ref(no), await version(no), "Not now")
  expect(await codesOf(execute(no))).toEqual(["payment_order.was_rejected"])
})

test("nobody approves their own, whoever made, sent or changed it, in whatever role, for whomever", async () => {
  const no = await ordered()
  expect(await codesOf(yes(payer, no))).toEqual(["approval.not_asked"])
  expect(await codesOf(delegate(home.lead, ref(no), await version(no), payer.userId, "You"))).toEqual([
    "approval.not_to",
  ])
  const [round] = await approvalsOf(home.company.id, no)
  const entry = round!.entries[0]!.id
  const handed = reassign(home.administrator, ref(no), await version(no), entry, payer.userId, "You")
  expect(await codesOf(handed)).toEqual(["approval.not_to"])
  await setSubstitute(payer, home.lead)
  expect(await codesOf(yes(payer, no))).toEqual(["approval.own_requested"])
  // Who changes it is one of those, though it was sent to them.
  await change(no, home.lead, { postingDate: "2026-05-05" })
  await sendForApproval(payer, ref(no), await version(no))
  expect((await approvalsOf(home.company.id, no)).at(-1)!.entries.map(({ approverId }) => approverId)).toEqual([
    home.head.userId,
  ])
})

test("who proposed or confirmed where the vendor is paid within thirty days approves no payment to it", async () => {
  await confirmAccount(home.vendor.no, home.lead, home.head)
  await inCompany(home.company.id, async tx => {
    const accounts = await tx.select().from(vendorBankAccount).where(eq(vendorBankAccount.vendorNo, home.vendor.no))
    expect(accounts.length).toBeGreaterThan(0)
  })
  const [account] = await inCompany(home.company.id, tx =>
    tx.select().from(vendorBankAccount).where(eq(vendorBankAccount.proposedBy, home.lead.userId)),
  )
  expect(await codesOf(pay("600", { vendorBankAccountId: account!.id }))).toEqual(["approval.nobody_left"])
})

test("a limit that does not suffice goes up; a rule of payments holds, one of purchases does not", async () => {
  const no = await ordered("1000.01")
  expect((await approvalsOf(home.company.id, no))[0]!.entries.map(({ approverId }) => approverId)).toEqual([
    home.head.userId,
  ])
  await setRule(home.company.id, { subject: "purchase_document", way: "person", userId: home.head.userId })
  expect((await approvalsOf(home.company.id, await ordered()))[0]).toMatchObject({ ruleNo: null })
  await setRule(home.company.id, { no: 2, subject: "payment", way: "person", userId: home.head.userId })
  const ruled = (await approvalsOf(home.company.id, await ordered()))[0]!
  expect([ruled.ruleNo, ruled.entries[0]!.approverId]).toEqual([2, home.head.userId])
})

test("what is changed after the approval voids it and the history names the field; what is not signed does not", async () => {
  const no = await approved()
  await change(no, payer, { description: "Other words" })
  expect((await stored(no)).reviewState).toBe("reviewed")
  await change(no, payer, { postingDate: "2026-05-05" })
  expect(await codesOf(execute(no))).toEqual(["payment_order.missing"])
  const [round] = await approvalsOf(home.company.id, no)
  expect(round).toMatchObject({ state: "voided", voidedByField: ["postingDate"] })
  const kinds = await inCompany(home.company.id, tx =>
    tx.select({ kind: event.kind }).from(event).where(eq(event.subjectNo, no)),
  )
  expect(kinds.map(({ kind }) => kind)).toContain("approval.voided")
  await sendForApproval(payer, ref(no), await version(no))
  await yes(home.lead, no)
  await execute(no)
})

test("a bank account that is withdrawn, or of the company's that becomes another, is found when the payment is registered", async () => {
  const no = await approved()
  await inCompany(home.company.id, tx =>
    tx.update(bankAccount).set({ iban: "NL02ABNA0123456789" }).where(eq(bankAccount.no, "BANK")),
  )
  const refused = registerOrder(payer, no, await version(no))
  expect(await codesOf(refused)).toEqual(["payment_order.changed"])
  // It can be sent again as it is now, and only so.
  await sendForApproval(payer, ref(no), await version(no))
  expect(await codesOf(execute(no))).toEqual(["payment_order.pending"])
  await yes(home.lead, no)
  await execute(no)
})

test("what is paid is paid once: two tabs, a form sent twice", async () => {
  const form = { formId: "payment-approvals-once" }
  const [one, two] = [await pay("500", form), await pay("500", form)]
  expect(two).toEqual(one)
  await yes(home.lead, one.no)
  const before = await version(one.no)
  const both = await Promise.allSettled([registerOrder(payer, one.no, before), registerOrder(payer, one.no, before)])
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(await codesOf(registerOrder(payer, one.no, before))).toEqual(["payment_order.registered"])
})

test("what is registered and withdrawn at once is one of both", async () => {
  const no = await approved()
  const seen = await version(no)
  const both = await Promise.allSettled([registerOrder(payer, no, seen), withdrawOrder(payer, no, seen)])
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  const [registered] = both
  expect((await stored(no)).paymentNo).toBe(registered.status === "fulfilled" ? registered.value : null)
})

test("who approves what was withdrawn meanwhile is told so", async () => {
  const other = await ordered("501")
  const seen = await version(other)
  await withdrawOrder(payer, other, seen)
  expect(await codesOf(approve(home.lead, ref(other), seen))).toEqual(["payment_order.withdrawn"])
})

test("an old page answers for nothing newer, and what was taken back or opened again is registered by nobody", async () => {
  const no = await ordered()
  const seen = await version(no)
  await change(no, payer, { description: "Other" })
  await expect(approve(home.lead, ref(no), seen)).rejects.toBeInstanceOf(Stale)
  await cancelApproval(payer, ref(no), await version(no))
  expect(await codesOf(execute(no))).toEqual(["payment_order.missing"])
  await sendForApproval(payer, ref(no), await version(no))
  await yes(home.lead, no)
  await reopen(payer, ref(no), await version(no))
  expect(await codesOf(execute(no))).toEqual(["payment_order.missing"])
})

test("in parts it is one payment, registered or ordered", async () => {
  await setApproval(home.company.id, { splitGuardDays: 7 })
  expect((await pay("300")).isOrdered).toBe(false)
  expect((await pay("200")).isOrdered).toBe(true)
  expect((await pay("150")).isOrdered).toBe(true)
})

test("what the bank is said to have given or charged counts", async () => {
  const charges = { bankCharges: "500", bankChargesAccountNo: "4530" }
  expect((await pay("1", charges)).isOrdered).toBe(true)
  await inCompany(home.company.id, tx =>
    tx.insert(bankAccount).values({
      companyId: home.company.id,
      no: "DOLLAR",
      name: "Dollars",
      currencyCode: "USD",
      glAccountNo: "1110",
    }),
  )
  // Ten euro, for which the bank is said to have given a thousand dollars; and a thousand dollars for one euro.
  const rated = { postingDate: "2026-05-05" as const }
  expect((await pay("10", { ...rated, bankAccountNo: "DOLLAR", bankAmount: "1000" })).isOrdered).toBe(true)
  expect((await pay("1000", { ...rated, currency: "USD", bankAmount: "1" })).isOrdered).toBe(true)
})

test("a refund is asked for only where its charges take more than comes back", async () => {
  const charges = { type: "refund" as const, bankCharges: "700", bankChargesAccountNo: "4530" }
  expect(await codesOf(registerPayment(payer, paymentOf("1", charges)))).toEqual(["payment.needs_approval"])
  expect((await pay("900", charges)).isOrdered).toBe(false)
  const { no } = await pay("1", charges)
  await yes(home.lead, no)
  await execute(no)
})

test("a file's row from the amount on is refused, tried and imported, also where rows are parts of one payment", async () => {
  await setApproval(home.company.id, { splitGuardDays: 7 })
  const row = (amount: string, text: string) => `${home.vendor.no},${today("Europe/Amsterdam")},${amount},,${text}`
  const file = ["Vendor No.,Posting Date,Amount,Applies-to Doc. No.,Description", row("500", "A"), row("300", "B")]
  const { no } = await triedFile(payer, "payments", [...file, row("200", "C")].join("\r\n"))
  const outcomes = async () =>
    (await rowsOf(payer, no)).map(({ outcome, reasons }) => [outcome, ...reasons.map(({ code }) => code)])
  expect(await outcomes()).toEqual([["refused", "payment.needs_approval"], ["new"], ["new"]])
  await importGoodRows(payer, no)
  expect(await outcomes()).toEqual([
    ["refused", "payment.needs_approval"],
    ["new"],
    ["refused", "payment.needs_approval"],
  ])
})

test("nothing is shown of orders before the company approves payments, or after, where none waits", async () => {
  const shown = async () => [await offersOrders(payer), (await readQueue(payer)).byOrder]
  expect(await shown()).toEqual([true, true])
  const no = await ordered()
  await setApproval(home.company.id, { paymentApprovalFrom: null })
  expect(await shown()).toEqual([true, true])
  await withdrawOrder(payer, no, await version(no))
  expect(await shown()).toEqual([false, false])
})

test("a vendor is not deleted from under an order", async () => {
  const no = await ordered()
  const kept = await readVendorDeletion(payer, home.vendor.no)
  expect(kept.keeps).toEqual({ payments: 1 })
  expect(await codesOf(deleteVendor(payer, home.vendor.no, 0))).toEqual(["vendor_kept"])
  await yes(home.lead, no)
  await execute(no)
})

test("nobody may approve it: nothing is made, and what could be given is said", async () => {
  await setApprover(home.head, {})
  expect(await codesOf(pay("5000"))).toEqual(["approval.nobody_left_but"])
  const rows = await inCompany(home.company.id, tx => tx.select().from(paymentOrder))
  expect(rows).toEqual([])
})

test("a page shows who sees payments what was ordered, and lets only who pays and is asked act", async () => {
  const no = await ordered()
  const of = async (actor: Actor) => (await readOrder(actor, no)).approvals.may.answer
  expect([await of(home.lead), await of(home.head), await of(payer), await of(home.buyer)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test("an order waits in one list and ends in the other, and the menu counts it while it is to be approved", async () => {
  const [paid, taken, waits] = [await approved(), await ordered("600"), await ordered("700")]
  const counted = async () => (await frameCounts(home.lead)).readyForReview
  expect(await counted()).toBe(2)
  await execute(paid)
  await withdrawOrder(payer, taken, await version(taken))
  expect(await counted()).toBe(1)
  const listed = async (state: OrderState) =>
    (await listOrders(payer, { state, limit: 10 })).orders.map(({ no, paymentNo }) => [no, paymentNo])
  expect(await listed("waiting")).toEqual([[waits, null]])
  expect(await listed("ended")).toEqual([
    [taken, null],
    [paid, (await stored(paid)).paymentNo],
  ])
})

test("blocking a vendor lists the payments that were ordered for it and wait", async () => {
  const [waits, taken] = [await ordered("600"), await ordered("700")]
  await withdrawOrder(payer, taken, await version(taken))
  const paying = (await readWhatFails(payer, "vendor", home.vendor.no)).filter(({ of }) => of === "paying")
  expect(paying).toEqual([{ of: "paying", documents: [{ no: waits, type: "payment_order" }], more: false }])
})
