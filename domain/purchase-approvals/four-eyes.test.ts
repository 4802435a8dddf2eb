/** Each way round four eyes that was found elsewhere, tried by the operations themselves. */
import { beforeEach, expect, test } from "vitest"
import { event } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
import { copyDocument } from "@/domain/posted-purchase-documents/copy-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import {
  approvalsOf,
  confirmAccount,
  makeApprovalCompany,
  setApproval,
  setApprover,
  setGroup,
  setRule,
  setSubstitute,
  storedDraft,
  versionOf,
} from "@/test/approvals"
import { editOf } from "@/test/edit"
import { makeActor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { codesOf, expectCode } from "@/test/refusals"
import { approve, reject } from "./decide"
import { delegate, reassign } from "./hand-on"
import { previewApproval } from "./preview-approval"
import { sendForApproval } from "./send-for-approval"

type Home = Awaited<ReturnType<typeof makeApprovalCompany>>
let home: Home
beforeEach(async () => {
  home = await makeApprovalCompany()
})

const at = (no: string) => versionOf(home.company.id, no)
const stateOf = async (no: string) => (await storedDraft(home.company.id, no)).reviewState
const send = async (by: Actor, no: string) => sendForApproval(by, no, await at(no))
const post = (no: string) => postPurchaseDocument(home.head, no, { unreviewed: true })
const change = async (by: Actor, no: string, changes: Parameters<typeof editOf>[1]) =>
  savePurchaseDocument(by, no, editOf(await readPurchaseDocument(by, no), changes))
const yes = async (by: Actor, no: string) => approve(by, no, await at(no))

const asked = async (no: string) =>
  (await approvalsOf(home.company.id, no)).at(-1)!.entries.filter(({ state }) => state === "open")
const askedIds = async (no: string) => (await asked(no)).map(({ approverId }) => approverId)
const whyNot = async (by: Actor, no: string, user: Actor) =>
  (await previewApproval(by, no)).passedOver.find(({ userId }) => userId === user.userId)?.why

test("whoever asked for it never approves it, whatever else they are", async () => {
  const both = await makeActor(home.company.id, "order_processor", "purchasing_manager", "administrator")
  await setApprover(both, { unlimited: true, superiorId: home.head.userId })
  await setApprover(home.buyer, { superiorId: both.userId })
  const no = await home.draft(both, "100")
  expect(await whyNot(home.buyer, no, both)).toBe("requested")
  await send(home.buyer, no)
  expect(await askedIds(no)).toEqual([home.head.userId])
  await expectCode(yes(both, no), "approval.not_asked")
})

test("whoever sends it never approves it: nothing is approved at once because its sender could", async () => {
  await setGroup(home.company.id, [[home.lead, home.head]])
  const no = await home.draft(home.buyer, "100")
  await send(home.lead, no)
  expect(await askedIds(no)).toEqual([home.head.userId])
  expect(await stateOf(no)).toBe("ready_for_review")
  await expectCode(yes(home.lead, no), "approval.not_asked")
})

test("whoever sent it in an earlier round never approves it either", async () => {
  const no = await home.draft(home.buyer, "100")
  await send(home.lead, no)
  await reject(home.head, no, await at(no), "Once more")
  await send(home.buyer, no)
  expect(await askedIds(no)).toEqual([home.head.userId])
})

test("whoever changed what is signed never approves it, though the change was taken back; what is not signed bars nobody", async () => {
  const no = await home.draft(home.buyer, "100")
  await change(home.lead, no, { header: { dueDate: "2099-01-31" } })
  await change(home.lead, no, { header: { vendorInvoiceNo: "NK-9" } })
  expect(await whyNot(home.buyer, no, home.lead)).toBe("edited")
  const paper = await home.draft(home.buyer, "100")
  await change(home.lead, paper, { header: { vendorInvoiceNo: "NK-10", postingDescription: "Lamps" } })
  expect(await whyNot(home.buyer, paper, home.lead)).toBeUndefined()
})

test("whoever is asked and then changes it has their own hand in it when it is sent again", async () => {
  const no = await home.draft(home.buyer, "100")
  await send(home.buyer, no)
  await change(home.lead, no, { header: { dueDate: "2099-01-31" } })
  await send(home.buyer, no)
  expect(await askedIds(no)).toEqual([home.head.userId])
})

test("whoever registered the vendor, or proposed its bank account, within thirty days never approves it", async () => {
  const { companyId } = home.lead
  await inCompany(companyId, tx =>
    tx.insert(event).values({
      companyId,
      actorId: home.lead.userId,
      actorName: home.lead.name,
      kind: "vendor.created",
      subjectType: "vendor",
      subjectNo: home.vendor.no,
    }),
  )
  await confirmAccount(home.vendor.no, home.head, home.administrator)
  const no = await home.draft(home.buyer, "100")
  expect(await whyNot(home.buyer, no, home.lead)).toBe("registered_vendor")
  expect(await whyNot(home.buyer, no, home.head)).toBe("proposed_bank_account")
  expect((await codesOf(send(home.buyer, no)))[0]).toMatch(/^approval\.nobody_left/u)
})

test("the operation asks, not the button: others, administrators and those of a later step are refused", async () => {
  await setRule(home.company.id, { way: "chain" })
  const no = await home.draft(home.buyer, "5000")
  await send(home.buyer, no)
  await expect(yes(home.buyer, no)).rejects.toThrow(Forbidden)
  await expect(yes(home.administrator, no)).rejects.toThrow(Forbidden)
  const other = await makeActor(home.company.id, "purchasing_manager")
  await expectCode(yes(other, no), "approval.not_asked")
  await expectCode(yes(home.head, no), "approval.settled")
  await yes(home.lead, no)
  await expectCode(yes(home.lead, no), "approval.settled_by")
  await yes(home.head, no)
})

test("a foreign amount is held against limits in the company's currency", async () => {
  const no = await makePurchaseInvoice(
    home.buyer,
    home.vendor.no,
    [{ no: home.item.no, quantity: "1", price: "800" }],
    { postingDate: "2026-05-04", currencyCode: "GBP" },
  )
  const { amount } = await previewApproval(home.buyer, no)
  expect(Number(amount)).toBeGreaterThan(1000)
  await send(home.buyer, no)
  expect(await askedIds(no)).toEqual([home.head.userId])
})

test("what was approved below a limit is not raised above it: neither by an edit nor by copied lines", async () => {
  const no = await home.draft(home.buyer, "100")
  const dear = await home.draft(home.buyer, "9000")
  await send(home.buyer, no)
  await yes(home.lead, no)
  await copyDocument(home.buyer, no, {
    version: await at(no),
    from: { isPosted: false, documentType: "invoice", no: dear },
    part: "lines",
    recalculate: false,
  } as never)
  expect(await stateOf(no)).toBe("open")
  expect(await codesOf(post(no))).toEqual(["approval.missing"])
  await send(home.buyer, no)
  expect(await askedIds(no)).toEqual([home.head.userId])
})

test("an order in two parts goes where the whole would", async () => {
  await setApproval(home.company.id, { splitGuardDays: 7 })
  const [first, second] = [await home.draft(home.buyer, "500"), await home.draft(home.buyer, "500")]
  await send(home.buyer, first)
  expect(await askedIds(first)).toEqual([home.head.userId])
  expect((await approvalsOf(home.company.id, first))[0]).toMatchObject({ amount: "605", routedAmount: "1210" })
  await yes(home.head, first)
  await post(first)
  // Posted, it still counts.
  await send(home.buyer, second)
  expect(await askedIds(second)).toEqual([home.head.userId])
  // What is above the limit by itself is no part of a split.
  const third = await home.draft(home.buyer, "5000")
  expect((await previewApproval(home.buyer, third)).routedAmount).toBe("6050")
})

test("nothing is asked twice at once, and what is approved is not sent again", async () => {
  const no = await home.draft(home.buyer, "100")
  const version = await at(no)
  const sent = await Promise.allSettled([
    sendForApproval(home.buyer, no, version),
    sendForApproval(home.buyer, no, version),
  ])
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(await approvalsOf(home.company.id, no)).toHaveLength(1)
  await yes(home.lead, no)
  await expectCode(send(home.buyer, no), "approval.in_force")
})

test("delegating defeats neither the four eyes nor the limit, and the sender cannot", async () => {
  const small = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(small, { approvalLimit: "50" })
  const enough = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(enough, { unlimited: true })
  const no = await home.draft(home.lead, "100")
  await send(home.buyer, no)
  const to = async (by: Actor, user: Actor) => delegate(by, no, await at(no), user.userId, "Away")
  expect(await askedIds(no)).toEqual([home.head.userId])
  await expectCode(to(home.head, home.lead), "approval.not_to")
  await expectCode(to(home.head, small), "approval.not_to")
  await expectCode(to(home.head, home.administrator), "approval.not_to")
  await expectCode(to(home.lead, enough), "approval.not_asked")
  await expectCode(delegate(home.head, no, await at(no), enough.userId, ""), "approval.reason_missing")
  await to(home.head, enough)
  await expectCode(yes(home.head, no), "approval.settled_by")
  await yes(enough, no)
  const [round] = await approvalsOf(home.company.id, no)
  expect(round!.entries.map(({ state, decision, delegatedFrom }) => [state, decision, delegatedFrom])).toEqual([
    ["void", "delegated", null],
    ["approved", "approved", home.head.userId],
  ])
})

test("an administrator has somebody else asked whom the rules allow, never themselves, and approves nothing", async () => {
  const boss = await makeActor(home.company.id, "administrator", "purchasing_manager")
  await setApprover(boss, { unlimited: true })
  const no = await home.draft(home.buyer, "100")
  await send(home.buyer, no)
  const [entry] = await asked(no)
  const to = async (user: Actor) => reassign(boss, no, await at(no), entry!.id, user.userId, "On leave")
  await expectCode(to(boss), "approval.reassign_oneself")
  await expectCode(to(home.buyer), "approval.not_to")
  await to(home.head)
  expect(await askedIds(no)).toEqual([home.head.userId])
  await expectCode(yes(boss, no), "approval.not_asked")
})

test("a substitute acts within the cap and limits of both, never with a hand in it, and no further than two", async () => {
  const [second, third] = [
    await makeActor(home.company.id, "purchasing_manager"),
    await makeActor(home.company.id, "purchasing_manager"),
  ]
  for (const each of [second, third]) await setApprover(each, { approvalLimit: "2000" })
  await setSubstitute(second, home.lead, "300")
  const within = await home.draft(home.buyer, "100")
  await send(home.buyer, within)
  expect((await asked(within)).map(e => [e.approverId, e.forUserId])).toEqual([[second.userId, home.lead.userId]])
  const above = await home.draft(home.buyer, "500")
  await send(home.buyer, above)
  expect(await askedIds(above)).toEqual([home.lead.userId])
  const own = await home.draft(second, "100")
  await send(home.buyer, own)
  expect(await askedIds(own)).toEqual([home.lead.userId])
  await setSubstitute(third, second)
  const far = await home.draft(home.buyer, "100")
  await send(home.buyer, far)
  expect((await asked(far)).map(e => [e.approverId, e.forUserId])).toEqual([[third.userId, home.lead.userId]])
  const fourth = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(fourth, { approvalLimit: "2000" })
  await setSubstitute(fourth, third)
  const tooFar = await home.draft(home.buyer, "100")
  await send(home.buyer, tooFar)
  expect(await askedIds(tooFar)).toEqual([home.lead.userId])
})

test("what waits for somebody comes along to the substitute on the day", async () => {
  const second = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(second, { approvalLimit: "2000" })
  const no = await home.draft(home.buyer, "100")
  await send(home.buyer, no)
  await expectCode(yes(second, no), "approval.not_asked")
  await setSubstitute(second, home.lead)
  await yes(second, no)
  expect(await stateOf(no)).toBe("reviewed")
  const [round] = await approvalsOf(home.company.id, no)
  expect(round!.entries.at(-1)).toMatchObject({
    approverId: second.userId,
    forUserId: home.lead.userId,
    state: "approved",
  })
})

test("a limit that was taken away since is none", async () => {
  const no = await home.draft(home.buyer, "500")
  await send(home.buyer, no)
  await setApprover(home.lead, { superiorId: home.head.userId, approvalLimit: "50" })
  await expectCode(yes(home.lead, no), "approval.limit")
  await reject(home.lead, no, await at(no), "Ask the head")
})
