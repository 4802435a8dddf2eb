import { eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { currencyExchangeRate, notification, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { markReviewed } from "@/domain/purchase-documents/review"
import {
  approvalsOf,
  makeApprovalCompany,
  setApprover,
  setGroup,
  setRule,
  storedDraft,
  versionOf,
} from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { codesOf, expectCode } from "@/test/refusals"
import { approve, reject } from "./decide"
import { previewApproval } from "./preview-approval"
import { sendForApproval } from "./send-for-approval"
import { cancelApproval, reopen } from "./take-back"

type Home = Awaited<ReturnType<typeof makeApprovalCompany>>
let home: Home
beforeEach(async () => {
  home = await makeApprovalCompany()
})

const at = (no: string) => versionOf(home.company.id, no)
const stateOf = async (no: string) => (await storedDraft(home.company.id, no)).reviewState
const send = async (by: Actor, no: string) => sendForApproval(by, no, await at(no))
const post = (no: string) => postPurchaseDocument(home.head, no, { unreviewed: true })
const yes = async (by: Actor, no: string) => approve(by, no, await at(no))

describe("by rules", () => {
  test("a draft is open until it is sent, and posted only once it is approved", async () => {
    const no = await home.draft(home.buyer, "500")
    expect(await stateOf(no)).toBe("open")
    expect(await codesOf(post(no))).toEqual(["approval.missing"])
    await expectCode(markReviewed(home.lead, no, await at(no)), "approval.no_move")
    await send(home.buyer, no)
    expect(await stateOf(no)).toBe("ready_for_review")
    expect(await codesOf(post(no))).toEqual(["approval.pending"])
    const told = await inCompany(home.company.id, tx =>
      tx.select().from(notification).where(eq(notification.userId, home.lead.userId)),
    )
    expect(told).toHaveLength(1)
    await yes(home.lead, no)
    expect(await storedDraft(home.company.id, no)).toMatchObject({
      reviewState: "reviewed",
      reviewedBy: home.lead.userId,
    })
    expect((await previewPosting(home.head, no)).problems).toEqual([])
    await post(no)
  })

  test("the first superior whose limit suffices is asked, VAT included, and the limit itself is within", async () => {
    // 826.45 and 21 % VAT are 1000.00; a cent more is above.
    const within = await home.draft(home.buyer, "826.45")
    const above = await home.draft(home.buyer, "826.46")
    await send(home.buyer, within)
    await send(home.buyer, above)
    const asked = async (no: string) => (await approvalsOf(home.company.id, no))[0]!.entries.map(e => e.approverId)
    expect(await asked(within)).toEqual([home.lead.userId])
    expect(await asked(above)).toEqual([home.head.userId])
  })

  test("a blank limit is none, and who could be given one is said before anything is sent", async () => {
    await setApprover(home.head, { approvalLimit: null })
    const no = await home.draft(home.buyer, "5000")
    const preview = await previewApproval(home.buyer, no)
    expect(preview.steps).toEqual([])
    expect(preview.couldBeGiven.map(({ userId, lacks }) => [userId, lacks])).toEqual(
      expect.arrayContaining([
        [home.lead.userId, "limit"],
        [home.head.userId, "limit"],
      ]),
    )
    await expectCode(send(home.buyer, no), "approval.nobody_left_but")
    expect(await stateOf(no)).toBe("open")
  })

  test("of two who answer at once the second is told who was quicker", async () => {
    const other = await makeActor(home.company.id, "purchasing_manager")
    await setApprover(other, { unlimited: true })
    await setGroup(home.company.id, [[home.head, other]])
    const no = await home.draft(home.buyer, "100")
    await send(home.buyer, no)
    const version = await at(no)
    const [first, second] = await Promise.allSettled([approve(home.head, no, version), approve(other, no, version)])
    const lost = [first, second].filter(({ status }) => status === "rejected") as PromiseRejectedResult[]
    expect(lost).toHaveLength(1)
    expect(lost[0]!.reason.issues[0].code).toMatch(/^approval\.settled/u)
  })

  test("rejecting asks for a reason and keeps what was approved before, void; it is sent again in a new round", async () => {
    await setRule(home.company.id, { way: "chain" })
    const no = await home.draft(home.buyer, "5000")
    await send(home.buyer, no)
    await yes(home.lead, no)
    expect(await stateOf(no)).toBe("ready_for_review")
    await expectCode(reject(home.head, no, await at(no), " "), "approval.reason_missing")
    await reject(home.head, no, await at(no), "Too dear")
    expect(await storedDraft(home.company.id, no)).toMatchObject({
      reviewState: "sent_back",
      sentBackReason: "Too dear",
    })
    const [round] = await approvalsOf(home.company.id, no)
    expect(round!.entries.map(({ state, decision }) => [state, decision])).toEqual([
      ["void", "approved"],
      ["rejected", "rejected"],
    ])
    expect(await codesOf(post(no))).toEqual(["approval.was_rejected"])
    await send(home.buyer, no)
    expect((await approvalsOf(home.company.id, no)).map(({ round: n, state }) => [n, state])).toEqual([
      [1, "rejected"],
      [2, "pending"],
    ])
  })

  test("a sent request is cancelled by its sender, and an approved draft opened again, which ends the approval", async () => {
    const no = await home.draft(home.buyer, "100")
    await send(home.buyer, no)
    await expectCode(cancelApproval(home.head, no, await at(no)), "approval.not_sender")
    await cancelApproval(home.buyer, no, await at(no))
    expect(await stateOf(no)).toBe("open")
    await send(home.buyer, no)
    await yes(home.lead, no)
    await reopen(home.buyer, no, await at(no))
    expect(await stateOf(no)).toBe("open")
    expect(await codesOf(post(no))).toEqual(["approval.missing"])
  })
})

test("what cannot be weighed at its day's exchange rate is not taken for nothing beside another", async () => {
  const { company, buyer, lead, head, vendor, item } = await makeApprovalCompany({ splitGuardDays: 7 })
  const make = async (header: Record<string, string>) =>
    makePurchaseInvoice(buyer, vendor.no, [{ no: item.no, quantity: "1", price: "600" }], header)
  const dollars = await make({ postingDate: "2026-05-04", currencyCode: "USD" })
  await inCompany(company.id, tx =>
    tx.update(purchaseInvoice).set({ postingDate: "2001-01-01" }).where(eq(purchaseInvoice.no, dollars)),
  )
  const own = await make({ postingDate: "2026-05-04" })
  await sendForApproval(buyer, own, await versionOf(company.id, own))
  const [approval] = await approvalsOf(company.id, own)
  expect(approval!.entries.map(({ approverId }) => approverId)).toEqual([head.userId])
  expect(lead.userId).not.toBe(head.userId)
  await cancelApproval(buyer, own, await versionOf(company.id, own))
  await inCompany(company.id, tx => tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD")))
  const sending = sendForApproval(buyer, own, await versionOf(company.id, own))
  await expect(sending).rejects.toMatchObject({
    issues: [{ code: "exchange_rate_missing", params: { currency: "USD", date: "2001-01-01" } }],
  })
})
