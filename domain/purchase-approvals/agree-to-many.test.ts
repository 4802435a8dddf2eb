/** Many drafts at once: each by the move of one, barred by what bars one. */
import { expect, test } from "vitest"
import { Forbidden } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { markReviewed } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { approvalsOf, confirmAccount, makeApprovalCompany, setApproval, storedDraft } from "@/test/approvals"
import { makeActor, makeCompany } from "@/test/factories"
import { agreeToMany } from "./agree-to-many"
import { approve } from "./decide"
import { sendForApproval } from "./send-for-approval"
import { cancelApproval } from "./take-back"

type Company = Awaited<ReturnType<typeof makeApprovalCompany>>

async function sent({ company, buyer, draft }: Company, price: string, by = buyer) {
  const no = await draft(by, price)
  await sendForApproval(by, no, (await storedDraft(company.id, no)).version)
  return shown(company.id, no)
}

/** As the list shows it now. */
async function shown(companyId: number, no: string) {
  const { version } = await storedDraft(companyId, no)
  const pending = (await approvalsOf(companyId, no)).findLast(({ state }) => state === "pending")
  return { no, version, digest: pending?.digest ?? "" }
}

const codes = (agreed: Awaited<ReturnType<typeof agreeToMany>>) =>
  Object.fromEntries(agreed.map(({ no, problems }) => [no, problems.map(({ code }) => code).join() || "approved"]))

test("each row is approved or refused by itself, for what bars one alone", async () => {
  const at = await makeApprovalCompany()
  const { company, buyer, lead, head } = at
  const fine = await sent(at, "500")
  const tooDear = await sent(at, "5000")
  const changed = await sent(at, "400")
  const quicker = await sent(at, "300")
  const posted = await sent(at, "200")
  await savePurchaseDocument(buyer, changed.no, {
    version: changed.version,
    header: { vendorInvoiceNo: "CHANGED" },
    lines: [],
    loaded: [],
    deleted: [],
    choices: {},
  })
  await approve(lead, quicker.no, quicker.version)
  await approve(lead, posted.no, posted.version)
  await postPurchaseDocument(head, posted.no, { unreviewed: false })
  const all = [fine, fine, tooDear, changed, quicker, posted, { ...fine, no: "NOTHING" }]
  const agreed = await agreeToMany(lead, all)
  expect(codes(agreed)).toEqual({
    [fine.no]: "approved",
    [tooDear.no]: "approval.not_asked",
    [changed.no]: "approval.changed_since_shown",
    [quicker.no]: "approval.settled",
    [posted.no]: "already_posted",
    NOTHING: "approval.draft_gone",
  })
  expect(agreed.find(({ no }) => no === "NOTHING")?.documentType).toBeUndefined()
  expect(await storedDraft(company.id, fine.no)).toMatchObject({ reviewState: "reviewed", reviewedBy: lead.userId })
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  expect(codes(await agreeToMany(stranger, [tooDear]))).toEqual({ [tooDear.no]: "approval.draft_gone" })
  expect(await storedDraft(company.id, tooDear.no)).toMatchObject({ reviewState: "ready_for_review" })
})

test("what was sent anew with another account in between is not what was shown, though its version is", async () => {
  const at = await makeApprovalCompany()
  const { company, buyer, lead, head, vendor } = at
  const row = await sent(at, "500")
  await cancelApproval(buyer, row.no, row.version)
  await confirmAccount(vendor.no, await makeActor(company.id, "purchaser"), head)
  await sendForApproval(buyer, row.no, row.version)
  expect(codes(await agreeToMany(lead, [row]))).toEqual({ [row.no]: "approval.changed_since_shown" })
  expect(codes(await agreeToMany(lead, [await shown(company.id, row.no)]))).toEqual({ [row.no]: "approved" })
})

test("never by whoever had a hand in it, nor twice by a second click at the same moment", async () => {
  const at = await makeApprovalCompany()
  const { company, lead, head } = at
  const own = await sent(at, "500", lead)
  expect(codes(await agreeToMany(lead, [own]))).toEqual({ [own.no]: "approval.not_asked" })
  const rows = [own, await sent(at, "5000"), await sent(at, "6000")]
  const clicks = await Promise.all([agreeToMany(head, rows), agreeToMany(head, rows)])
  for (const { no } of rows) {
    expect(clicks.map(agreed => codes(agreed)[no]).toSorted()).toEqual(["approval.settled", "approved"])
    expect((await approvalsOf(company.id, no)).flatMap(({ entries }) => entries.filter(e => e.decision))).toHaveLength(
      1,
    )
  }
})

test("where any manager reviews, it is the review, barred for one's own", async () => {
  const at = await makeApprovalCompany({ approval: "review" })
  const { company, buyer, lead, head, draft } = at
  const [first, mine, settled] = [await draft(buyer, "10"), await draft(lead, "10"), await draft(buyer, "10")]
  await markReviewed(head, settled, (await storedDraft(company.id, settled)).version)
  const rows = await Promise.all([first, mine, settled].map(no => shown(company.id, no)))
  expect(codes(await agreeToMany(lead, rows))).toEqual({
    [first]: "approved",
    [mine]: "review_own",
    [settled]: "review_settled",
  })
  await expect(agreeToMany(buyer, rows)).rejects.toThrow(Forbidden)
  await setApproval(company.id, { approval: "rules" })
  expect(codes(await agreeToMany(head, rows.slice(1, 2)))).toEqual({ [mine]: "approval.settled" })
})
