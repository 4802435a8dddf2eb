import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { addMonths, startOfMonth, today } from "@/domain/dates/date"
import { approve } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { setApproval, versionOf } from "@/test/approvals"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { codesOf } from "@/test/refusals"
import { changeSetup, issuesOf } from "@/test/setup-form"
import { dueOwnLists, settleOwnList } from "./own-approvals"

let companyId: number
let manager: Actor
let admin: Actor
let draft: (price: string) => Promise<string>

beforeEach(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  admin = await makeActor(companyId, "administrator")
  const [vendor, item] = [await makeVendor(companyId), await makeItem(companyId)]
  draft = price =>
    makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "1", price }], { postingDate: "2026-05-04" })
  const own = { ownApprovalBelow: "250", ownApprovalListTo: "accountant@example.com" }
  await setApproval(companyId, { approval: "rules", ...own })
})

const send = async (no: string) => sendForApproval(manager, no, await versionOf(companyId, no))
const yes = async (no: string) => approve(manager, no, await versionOf(companyId, no))
const listOf = async (now: Date) => (await dueOwnLists(now)).find(each => each.companyId === companyId)

/** The first of a month from now, in the morning. */
const ofMonth = (months: number) => new Date(`${addMonths(startOfMonth(today("Europe/Amsterdam")), months)}T09:00:00Z`)

test("the only one there is approves their own below the amount, and nothing at or above it, split or not", async () => {
  const small = await draft("100")
  await send(small)
  await yes(small)
  await postPurchaseDocument(manager, small, { unreviewed: true })
  // With the first one and VAT it comes to the amount: an order in two parts.
  expect(await codesOf(send(await draft("110")))).toEqual(["approval.nobody_left"])
  await setApproval(companyId, { splitGuardDays: 0, ownApprovalBelow: "121" })
  expect(await codesOf(send(await draft("100")))).toEqual(["approval.nobody_left"])
})

test("once there is a second who may approve, or the company does not allow it, nobody approves their own", async () => {
  const no = await draft("50")
  await send(no)
  await makeActor(companyId, "purchasing_manager")
  expect(await codesOf(yes(no))).toEqual(["approval.own_requested"])
  const other = await makeCompany()
  const alone = await makeActor(other.id, "purchasing_manager")
  await setApproval(other.id, { approval: "rules" })
  const [vendor, item] = [await makeVendor(other.id), await makeItem(other.id)]
  const denied = await makePurchaseInvoice(alone, vendor.no, [{ no: item.no, quantity: "1", price: "1" }])
  const version = await versionOf(other.id, denied)
  expect(await codesOf(sendForApproval(alone, denied, version))).toEqual(["approval.nobody_left"])
})

test("the outsider gets each month's list once, in the company's months, and also of a month without any", async () => {
  const no = await draft("50")
  await send(no)
  await yes(no)
  const day = today("Europe/Amsterdam")
  expect(await listOf(ofMonth(0))).toBeUndefined()
  const list = await listOf(ofMonth(1))
  expect(list).toMatchObject({
    to: "accountant@example.com",
    month: startOfMonth(day),
    approvals: [{ day, no, amount: "60.5", approver: manager.name }],
  })
  await Promise.all([settleOwnList(list!), settleOwnList(list!)])
  expect(await listOf(ofMonth(1))).toBeUndefined()
  expect(await listOf(ofMonth(2))).toMatchObject({ month: addMonths(startOfMonth(day), 1), approvals: [] })
})

test("nobody approves their own and then names another address, or none", async () => {
  const settings = (typed: Record<string, string>) => changeSetup(admin, "approval-settings", [], typed)
  await settings({ ownApprovalListTo: "other@example.com" })
  const no = await draft("50")
  await send(no)
  await yes(no)
  for (const ownApprovalListTo of ["", "me@example.org"]) {
    expect(await issuesOf(settings({ ownApprovalListTo, ownApprovalBelow: "" }))).toEqual([
      ["setup.ownApprovalListTo", "approval_setup.list_not_sent"],
    ])
  }
  await settleOwnList((await listOf(ofMonth(1)))!)
  await settings({ ownApprovalListTo: "", ownApprovalBelow: "" })
})
