/** Limits for a vendor and for accounts, wherever somebody is asked to approve. */
import { beforeEach, expect, test } from "vitest"
import { glAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { escalateOverdue } from "@/domain/approval-clock/escalate"
import { addDays, today } from "@/domain/dates/date"
import { mergeCards } from "@/domain/merging/merge-cards"
import { undoMerge } from "@/domain/merging/undo-merge"
import { payVendor } from "@/domain/payment-approvals/pay-vendor"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readVendor } from "@/domain/vendors/read-vendor"
import {
  approvalsOf,
  makeApprovalCompany,
  setAccountLimit,
  setApproval,
  setApprover,
  setSubstitute,
  setVendorLimit,
  versionOf,
} from "@/test/approvals"
import { makeActor, makeVendor } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { codesOf } from "@/test/refusals"
import { approve } from "./decide"
import { delegate, reassign } from "./hand-on"
import { listDelegates } from "./list-delegates"
import { previewApproval } from "./preview-approval"
import { sendForApproval } from "./send-for-approval"
import { whoWouldApprove } from "./who-would-approve"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>

beforeEach(async () => {
  home = await makeApprovalCompany()
})

const item = (price: string): NewLine => ({ no: home.item.no, quantity: "1", price })
const cost = (no: string, price: string): NewLine => ({
  type: "gl_account",
  no,
  quantity: "1",
  price,
  vatProdPostingGroup: "HOOG",
})
const bill = (...lines: NewLine[]) =>
  makePurchaseInvoice(home.buyer, home.vendor.no, lines, { postingDate: "2026-05-04" })
const send = async (no: string) => sendForApproval(home.buyer, no, await versionOf(home.company.id, no))
async function routeOf(no: string) {
  const { steps, passedOver } = await previewApproval(home.buyer, no)
  return { asked: steps.flatMap(({ people }) => people.map(({ userId }) => userId)), passedOver }
}
async function total(no: string, totaling: string): Promise<void> {
  const { id: companyId } = home.company
  const row = {
    companyId,
    no,
    name: no,
    accountType: "end_total",
    incomeBalance: "income_statement",
    totaling,
  } as const
  await inCompany(companyId, tx => tx.insert(glAccount).values(row))
}

test("a vendor's limit counts in place of the general one, lower or higher, and says so where it is too low", async () => {
  const no = await bill(item("500"))
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  await setVendorLimit(home.lead, home.vendor.no, "604.99")
  expect(await routeOf(no)).toMatchObject({
    asked: [home.head.userId],
    passedOver: [{ userId: home.lead.userId, why: "limit_vendor", no: home.vendor.no, limit: "604.99" }],
  })
  await setVendorLimit(home.lead, home.vendor.no, "605")
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  const large = await bill(item("5000"))
  expect((await routeOf(large)).asked).toEqual([home.head.userId])
  await setVendorLimit(home.lead, home.vendor.no, null)
  expect((await routeOf(large)).asked).toEqual([home.lead.userId])
  await setVendorLimit(home.lead, home.vendor.no, "0")
  expect((await routeOf(no)).asked).toEqual([home.head.userId])
})

test("who delivers and who is paid are both held against the limit for each", async () => {
  const payee = await makeVendor(home.company.id)
  const large = await makePurchaseInvoice(home.buyer, home.vendor.no, [item("5000")], {}, { payToVendorNo: payee.no })
  await setVendorLimit(home.lead, home.vendor.no, null)
  // Or the money would go anywhere by the name of a trusted vendor.
  expect((await routeOf(large)).asked).toEqual([home.head.userId])
  await setVendorLimit(home.lead, payee.no, null)
  expect((await routeOf(large)).asked).toEqual([home.lead.userId])
})

test("an account's limit bears on what goes there with its VAT: by the line's account, its item's, or a total of them", async () => {
  const no = await bill(item("300"), cost("8450", "200"))
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  await setAccountLimit(home.lead, "8450", "241.99")
  expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_account", no: "8450", limit: "241.99" }])
  await setAccountLimit(home.lead, "8450", "242")
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  await setAccountLimit(home.lead, "7000", "362.99")
  expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_account", no: "7000" }])
  await setAccountLimit(home.lead, "7000", "363")
  await total("9ALL", "8000..8999|7000..7999")
  await setAccountLimit(home.lead, "9ALL", "604.99")
  expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_account", no: "9ALL" }])
  // It never lets more pass than the general limit does.
  await setAccountLimit(home.lead, "9ALL", "100000")
  expect((await routeOf(await bill(item("5000")))).asked).toEqual([home.head.userId])
})

test("what the same person asked lately counts with it: by the vendor's limit, and by what went to the account, posted too", async () => {
  await setApproval(home.company.id, { approval: "review", splitGuardDays: 7 })
  const poster = await makeActor(home.company.id, "purchasing_manager")
  await postPurchaseDocument(poster, await bill(cost("8450", "100"), item("400")), { unreviewed: true })
  await setApproval(home.company.id, { approval: "rules" })
  await setApprover(home.lead, { superiorId: home.head.userId, approvalLimit: "100000" })
  const no = await bill(cost("8450", "150"), item("10"))
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  await setAccountLimit(home.lead, "8450", "302.49")
  expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_account", no: "8450" }])
  await setAccountLimit(home.lead, "8450", "302.50")
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  await setVendorLimit(home.lead, home.vendor.no, "798")
  expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_vendor" }])
  expect((await previewApproval(home.buyer, no)).routedAmount).toBe("798.6")
})

test("nobody answers, is handed it, stands in or is asked later above such a limit that was set meanwhile", async () => {
  const no = await bill(item("500"))
  const other = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(other, { unlimited: true })
  await send(no)
  const version = await versionOf(home.company.id, no)
  expect((await listDelegates(home.lead, no)).map(({ userId }) => userId)).toContain(other.userId)
  await setVendorLimit(other, home.vendor.no, "100")
  expect((await listDelegates(home.lead, no)).map(({ userId }) => userId)).not.toContain(other.userId)
  expect(await codesOf(delegate(home.lead, no, version, other.userId, "Away"))).toEqual(["approval.not_to"])
  const [round] = await approvalsOf(home.company.id, no)
  const entry = round!.entries[0]!.id
  expect(await codesOf(reassign(home.administrator, no, version, entry, other.userId, "Away"))).toEqual([
    "approval.not_to",
  ])
  await setSubstitute(other, home.lead)
  expect(await codesOf(approve(other, no, version))).toEqual(["approval.limit_vendor"])
  // The substitute's own limit is enough; that of whom they stand in for is not.
  await setVendorLimit(other, home.vendor.no, null)
  await setAccountLimit(home.lead, "7000", "100")
  expect(await codesOf(approve(other, no, version))).toEqual(["approval.limit_account"])
  expect(await codesOf(approve(home.lead, no, version))).toEqual(["approval.limit_account"])
  await setVendorLimit(home.head, home.vendor.no, "0")
  const late = new Date(`${addDays(today("Europe/Amsterdam"), 60)}T10:00:00Z`)
  await setApproval(home.company.id, { escalateAfterDays: 1 })
  expect(await escalateOverdue(home.company.id, late)).toBe(0)
})

test("a payment goes by the limit for whom it pays", async () => {
  await setApproval(home.company.id, { paymentApprovalFrom: "500" })
  const payer = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(payer, { superiorId: home.lead.userId })
  await setVendorLimit(home.lead, home.vendor.no, "599")
  const { no } = await payVendor(payer, {
    vendorNo: home.vendor.no,
    bankAccountNo: "BANK",
    postingDate: today("Europe/Amsterdam"),
    currency: "EUR",
    amount: "600",
    description: "",
    applications: [],
  })
  const [round] = await approvalsOf(home.company.id, no)
  expect(round!.entries.map(({ approverId }) => approverId)).toEqual([home.head.userId])
})

test("setup is asked by the same limits, with the reason", async () => {
  await setVendorLimit(home.lead, home.vendor.no, "100")
  const supposed = {
    subject: "purchase_document",
    amount: "500",
    vendorNo: home.vendor.no,
    requesterId: String(home.buyer.userId),
    accountNo: "8450",
  }
  expect((await whoWouldApprove(home.administrator, supposed)).passedOver).toMatchObject([
    { why: "limit_vendor", no: home.vendor.no, limit: "100" },
  ])
  await setVendorLimit(home.lead, home.vendor.no, null)
  await setAccountLimit(home.lead, "8450", "50")
  expect((await whoWouldApprove(home.administrator, supposed)).passedOver).toMatchObject([{ why: "limit_account" }])
})

async function merge(by: Actor, fromNo: string): Promise<void> {
  const [fromVersion, intoVersion] = [await cardVersion(by, fromNo), await cardVersion(by, home.vendor.no)]
  await mergeCards(by, "vendor", { fromNo, intoNo: home.vendor.no, fromVersion, intoVersion, taken: [] })
}

const cardVersion = async (by: Actor, no: string) => (await readVendor(by, no)).version

test("of two vendors that become one the lower limit counts, until they are two again", async () => {
  const other = await makeVendor(home.company.id)
  await setVendorLimit(home.lead, other.no, "604")
  const no = await bill(item("500"))
  const merging = await makeActor(home.company.id, "purchasing_manager", "administrator")
  await merge(merging, other.no)
  expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_vendor", limit: "604" }])
  await undoMerge(merging, "vendor", other.no)
  expect((await routeOf(no)).asked).toEqual([home.lead.userId])
  for (const [own, theirs] of [
    ["604", null],
    [null, "604"],
    ["604", "5000"],
    ["5000", "604"],
  ] as const) {
    await setVendorLimit(home.lead, home.vendor.no, own)
    await setVendorLimit(home.lead, other.no, theirs)
    await merge(merging, other.no)
    expect((await routeOf(no)).passedOver).toMatchObject([{ why: "limit_vendor", limit: "604" }])
    await undoMerge(merging, "vendor", other.no)
  }
})
