import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { currencyExchangeRate } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, NotFound } from "@/domain/errors"
import { approvalsOf, makeApprovalCompany, setApprover, storedDraft, versionOf } from "@/test/approvals"
import { makeActor, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { expectCode } from "@/test/refusals"
import { approve } from "./decide"
import { reassign } from "./hand-on"
import { listDelegates } from "./list-delegates"
import { previewApproval } from "./preview-approval"
import { sendForApproval } from "./send-for-approval"
import { cancelApproval } from "./take-back"
import { listWaitingEntries, readWaitingEntry } from "./waiting-entries"
import { weighable } from "./weighable"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>
let no: string
beforeEach(async () => {
  home = await makeApprovalCompany()
  no = await home.draft(home.buyer, "500")
  await sendForApproval(home.buyer, no, await versionOf(home.company.id, no))
})

const waiting = async () => (await listWaitingEntries(home.administrator, { limit: 10 })).entries

test("an administrator who sees no drafts sees who is asked, has another asked, and approves nothing", async () => {
  const { administrator, lead, head, buyer, company } = home
  const [entry] = await waiting()
  expect(entry).toMatchObject({
    approverName: lead.name,
    no,
    amount: "605",
    currencyCode: "EUR",
    sentByName: buyer.name,
  })
  const { others, version } = await readWaitingEntry(administrator, entry!.id)
  expect(others).toEqual([{ userId: head.userId, name: head.name }])
  await reassign(administrator, no, version, entry!.id, head.userId, "Ziek")
  expect((await waiting()).map(({ approverName }) => approverName)).toEqual([head.name])
  await expect(readWaitingEntry(administrator, entry!.id)).rejects.toThrow(NotFound)
  await expect(approve(administrator, no, version)).rejects.toThrow(Forbidden)
  await approve(head, no, await versionOf(company.id, no))
  expect(await waiting()).toEqual([])
})

test("nobody with a hand in it, too low a limit, or asked already is offered; the administrator neither", async () => {
  const { company, lead, head, buyer } = home
  const small = await makeActor(company.id, "purchasing_manager")
  await setApprover(small, { approvalLimit: "600" })
  const both = await makeActor(company.id, "administrator", "purchasing_manager")
  await setApprover(both, { unlimited: true })
  const [entry] = await waiting()
  const { others } = await readWaitingEntry(both, entry!.id)
  expect(others.map(({ userId }) => userId)).toEqual([head.userId])
  for (const [to, code] of [
    [small, "approval.not_to"],
    [buyer, "approval.not_to"],
    [lead, "approval.asked_already"],
    [both, "approval.reassign_oneself"],
  ] as const) {
    await expectCode(reassign(both, no, entry!.version, entry!.id, to.userId, "Ziek"), code)
  }
})

test("an administrator takes back what somebody sent, without the right to drafts", async () => {
  const { administrator, company } = home
  const [entry] = await waiting()
  await cancelApproval(administrator, no, entry!.version)
  expect(await storedDraft(company.id, no)).toMatchObject({ reviewState: "open" })
  expect((await approvalsOf(company.id, no)).map(({ state }) => state)).toEqual(["cancelled"])
  expect(await waiting()).toEqual([])
})

test("what lost its exchange rate since says so to who mends it, and can still be taken back", async () => {
  const { administrator, lead, buyer, company, item } = home
  const seller = await makeVendor(company.id, { currencyCode: "USD" })
  const lines = [{ no: item.no, quantity: "1", price: "500" }]
  const foreign = await makePurchaseInvoice(buyer, seller.no, lines, { postingDate: "2026-05-04" })
  await sendForApproval(buyer, foreign, await versionOf(company.id, foreign))
  await inCompany(company.id, tx => tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD")))
  const entry = (await waiting()).find(({ no }) => no === foreign)!
  const unweighed = { code: "exchange_rate_missing", params: { currency: "USD", date: "2026-05-04" } }
  expect(await readWaitingEntry(administrator, entry.id)).toMatchObject({ no: foreign, others: [], unweighed })
  expect(await weighable(listDelegates(lead, foreign))).toMatchObject({ found: null, unweighed })
  await expectCode(approve(lead, foreign, entry.version), "exchange_rate_missing")
  await cancelApproval(administrator, foreign, entry.version)
  expect(await storedDraft(company.id, foreign)).toMatchObject({ reviewState: "open" })
  expect(await weighable(previewApproval(buyer, foreign))).toMatchObject({ found: null, unweighed })
  await expect(weighable(previewApproval(buyer, "unknown"))).rejects.toThrow(NotFound)
})

test("it is turned page by page, and of another company there is nothing", async () => {
  const more = await home.draft(home.buyer, "10")
  await sendForApproval(home.buyer, more, await versionOf(home.company.id, more))
  const first = await listWaitingEntries(home.administrator, { limit: 1 })
  expect(first.entries.map(entry => entry.no)).toEqual([no])
  const second = await listWaitingEntries(home.administrator, { after: first.next!, limit: 1 })
  expect(second).toMatchObject({ entries: [{ no: more }], next: undefined })
  const stranger = (await makeApprovalCompany()).administrator
  expect((await listWaitingEntries(stranger, { limit: 10 })).entries).toEqual([])
  await expect(readWaitingEntry(stranger, first.entries[0]!.id)).rejects.toThrow(NotFound)
  await expect(listWaitingEntries(home.head, { limit: 10 })).rejects.toThrow(Forbidden)
})
