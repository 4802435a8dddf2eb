import { beforeEach, describe, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { approvalsOf, confirmAccount, makeApprovalCompany, setApproval, storedDraft, versionOf } from "@/test/approvals"
import { editOf } from "@/test/edit"
import { codesOf, expectCode } from "@/test/refusals"
import { approve } from "./decide"
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

describe("an approval signs", () => {
  const approved = async () => {
    const no = await home.draft(home.buyer, "500")
    await send(home.buyer, no)
    await yes(home.lead, no)
    return no
  }

  test.each([
    ["the due date", { header: { dueDate: "2099-01-31" } }, ["header.dueDate"]],
    ["the rate date", { header: { postingDate: "2026-05-05" } }, ["header.postingDate"]],
    ["the payment terms", { header: { paymentTermsCode: "" } }, ["header.paymentTermsCode"]],
  ])("%s, and names it when it voids", async (_, edit, fields) => {
    const no = await approved()
    await change(home.buyer, no, edit)
    expect(await stateOf(no)).toBe("open")
    const [round] = await approvalsOf(home.company.id, no)
    expect(round).toMatchObject({ state: "voided", voidedByField: expect.arrayContaining(fields) })
    expect(await codesOf(post(no))).toEqual(["approval.missing"])
  })

  test("costs and lines, also while it is pending", async () => {
    const no = await home.draft(home.buyer, "500")
    await send(home.buyer, no)
    const { lines } = await readPurchaseDocument(home.buyer, no)
    await change(home.buyer, no, { lines: { [lines[0]!.lineId]: { price: "501" } } } as never)
    const [round] = await approvalsOf(home.company.id, no)
    expect(round).toMatchObject({ state: "voided" })
    expect(round!.voidedByField).toContain(`lines.${lines[0]!.lineId}.directUnitCost`)
    await expectCode(yes(home.lead, no), "approval.settled")
  })

  test("not the number and totals on paper, the description or a comment", async () => {
    const no = await approved()
    await change(home.lead, no, {
      header: { vendorInvoiceNo: "NK-1", controlAmountIncludingVat: "605", postingDescription: "Lamps" },
    })
    await change(home.lead, no, { added: [{ id: "new1", type: "comment", values: { description: "As agreed" } }] })
    expect(await stateOf(no)).toBe("reviewed")
    await post(no)
  })

  test("where the vendor may be paid: an account confirmed since refuses the posting, and says so", async () => {
    const no = await approved()
    await confirmAccount(home.vendor.no, home.administrator, home.head)
    expect(await codesOf(post(no))).toEqual(["approval.bank_account_changed"])
    await send(home.buyer, no)
    expect((await approvalsOf(home.company.id, no)).map(({ state, voidedByField }) => [state, voidedByField])).toEqual([
      ["voided", ["bankAccount"]],
      ["pending", []],
    ])
  })

  test("what is as it was sent alone: with another bank account since it is refused, and sent anew", async () => {
    const no = await home.draft(home.buyer, "500")
    await send(home.buyer, no)
    await confirmAccount(home.vendor.no, home.administrator, home.head)
    await expectCode(yes(home.lead, no), "approval.pending_changed")
    await send(home.buyer, no)
    await yes(home.lead, no)
    await post(no)
  })

  test("a decrease is tolerated as far as the company says, and of who did not approve it", async () => {
    await setApproval(home.company.id, { keepOnDecreasePercent: "5", keepOnDecreaseAmount: "20" })
    const lower = async (by: Actor, no: string, price: string) => {
      const { lines } = await readPurchaseDocument(by, no)
      await change(by, no, { lines: { [lines[0]!.lineId]: { price } } } as never)
    }
    const kept = await approved()
    await lower(home.buyer, kept, "490")
    expect(await stateOf(kept)).toBe("reviewed")
    // However often: what counts is what was signed.
    await lower(home.buyer, kept, "480")
    expect(await stateOf(kept)).toBe("open")
    const own = await approved()
    await lower(home.lead, own, "490")
    expect(await stateOf(own)).toBe("open")
    const posted = await approved()
    await lower(home.buyer, posted, "490")
    await post(posted)
  })
})
