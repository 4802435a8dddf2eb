/** Where a vendor is paid, approved by rules: whatever somebody tries, an account is confirmed by a whole approval of it and by nothing else. */
import { eq, sql } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { approval, approvalEntry, event, notification, vendorBankAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { escalateOverdue } from "@/domain/approval-clock/escalate"
import { remindOfDeadlines } from "@/domain/approval-clock/remind"
import { askSubstitutes } from "@/domain/approval-clock/substitute"
import { answerQuestion } from "@/domain/approval-questions/answer-question"
import { askAbout } from "@/domain/approval-questions/ask-about"
import { addDays, today } from "@/domain/dates/date"
import { Forbidden, NotFound } from "@/domain/errors"
import { mergeCards } from "@/domain/merging/merge-cards"
import { readMerge } from "@/domain/merging/read-merge"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate, reassign } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { readQueue } from "@/domain/review-queue/read-queue"
import { setRoles } from "@/domain/users/set-roles"
import {
  confirmBankAccount,
  rejectBankAccount,
  withdrawBankAccount,
} from "@/domain/vendor-bank-accounts/answer-bank-account"
import { holdVendor } from "@/domain/vendor-bank-accounts/bank-account"
import { readBankAccounts, readPayableAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { deleteVendor, readVendorDeletion } from "@/domain/vendors/delete-vendor"
import { readVendor } from "@/domain/vendors/read-vendor"
import { saveVendor } from "@/domain/vendors/save-vendor"
import {
  approvalsOf,
  makeApprovalCompany,
  setApproval,
  setApprover,
  setGroup,
  setRule,
  setSubstitute,
} from "@/test/approvals"
import { makeActor, makeVendor } from "@/test/factories"
import { importGoodRows, triedFile } from "@/test/file-imports"
import { hold, untilWaiting } from "@/test/held-locks"
import { codesOf } from "@/test/refusals"
import { previewProposal } from "./preview-proposal"
import { proposeBankAccount } from "./propose-bank-account"
import { readAccountApproval } from "./read-account-approval"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>

beforeEach(async () => {
  home = await makeApprovalCompany({ approval: "review" })
  await setApproval(home.company.id, { bankAccountApproval: true })
})

const theirs = "BE68539007547034"
const propose = (by: Actor = home.buyer, iban = theirs) =>
  proposeBankAccount(by, home.vendor.no, {
    iban,
    accountNo: "",
    bic: "",
    accountHolder: "As the vendor is called",
    evidence: "Letter",
    verifiedHow: "called_back",
    verifiedOn: "2026-01-05",
  })
const ref = (id: number) => ({ bankAccount: String(id) })
const agree = (by: Actor, id: number) => approve(by, ref(id), 1)
const payable = async () => (await readPayableAccounts(home.head, home.vendor.no)).accounts.map(({ id }) => id)
const round = async (id: number) => (await approvalsOf(home.company.id, String(id))).at(-1)!
const asked = async (id: number) =>
  (await round(id)).entries.filter(({ state }) => state === "open").map(({ approverId }) => approverId)

/** With an account that was confirmed before there were rules. */
async function freshVendor() {
  await setApproval(home.company.id, { bankAccountApproval: false })
  const made = await makeVendor(home.company.id)
  await setApproval(home.company.id, { bankAccountApproval: true })
  return made
}

test("proposing asks the superior at once, whose approval confirms it; nothing is held against a limit", async () => {
  const id = await propose()
  expect(await asked(id)).toEqual([home.lead.userId])
  expect(await payable()).not.toContain(id)
  expect(await agree(home.lead, id)).toBe("reviewed")
  expect(await payable()).toContain(id)
  const [row] = await inCompany(home.company.id, tx =>
    tx.select().from(vendorBankAccount).where(eq(vendorBankAccount.id, id)),
  )
  expect(row).toMatchObject({ confirmedBy: home.lead.userId, confirmedByName: home.lead.name })
  const { signed, digest, entries } = await round(id)
  expect(signed).toMatchObject({ vendorNo: home.vendor.no, iban: theirs, isOnlyAccount: "no" })
  expect(entries[0]).toMatchObject({ state: "approved", digest })
  const kinds = await inCompany(home.company.id, tx =>
    tx
      .select({
        kind: event.kind,
        told: sql`(select count(*)::int from ${notification} n where n.event_id = ${event.id})`,
      })
      .from(event)
      .where(eq(event.subjectNo, home.vendor.no))
      .orderBy(event.id),
  )
  expect(kinds).toEqual(
    expect.arrayContaining([
      { kind: "vendor.bank_account_proposed", told: 0 },
      { kind: "approval.sent", told: 1 },
      { kind: "approval.approved", told: 1 },
      { kind: "vendor.bank_account_confirmed", told: 0 },
    ]),
  )
})

test("with nobody left nothing is written, and who could be given the place is named", async () => {
  await setApprover(home.buyer, { superiorId: null })
  expect(await codesOf(propose())).toEqual(["approval.nobody_left_but"])
  expect((await readBankAccounts(home.head, home.vendor.no)).map(({ state }) => state)).toEqual(["confirmed"])
})

test("a rule for bank accounts holds, those for others do not: a named person, and the whole chain to its end", async () => {
  await setRule(home.company.id, { no: 1, way: "person", userId: home.lead.userId, subject: "payment" })
  await setRule(home.company.id, {
    no: 2,
    way: "person",
    userId: home.head.userId,
    subject: "bank_account",
    vendorNo: home.vendor.no,
  })
  await setRule(home.company.id, { no: 3, way: "chain", subject: "bank_account" })
  expect(await asked(await propose())).toEqual([home.head.userId])
  home.vendor = await freshVendor()
  const id = await propose()
  expect(await asked(id)).toEqual([home.lead.userId])
  expect(await agree(home.lead, id)).toBe("ready_for_review")
  expect(await payable()).not.toContain(id)
  expect(await agree(home.head, id)).toBe("reviewed")
  expect(await payable()).toContain(id)
})

test("of a group as many as each step needs agree, and no one of them twice", async () => {
  const third = await makeActor(home.company.id, "purchasing_manager")
  await setGroup(home.company.id, [[home.lead, third], [home.head]])
  await inCompany(home.company.id, tx => tx.execute(sql`update approval_rule set subject = 'bank_account'`))
  await inCompany(home.company.id, tx => tx.execute(sql`update approval_group_step set needed = 2 where step = 1`))
  const id = await propose()
  await agree(home.lead, id)
  expect(await codesOf(agree(home.lead, id))).toEqual(["approval.settled_by"])
  expect(await payable()).not.toContain(id)
  await agree(third, id)
  expect(await agree(home.head, id)).toBe("reviewed")
  expect(await payable()).toContain(id)
})

test("never by another way: who else may confirm is told that rules answer, by form and by rejecting too", async () => {
  const id = await propose()
  for (const by of [home.lead, home.head]) {
    expect(await codesOf(confirmBankAccount(by, home.vendor.no, id))).toEqual(["bank_account.by_rules"])
    expect(await codesOf(rejectBankAccount(by, home.vendor.no, id, "No"))).toEqual(["bank_account.by_rules"])
  }
  const [shown] = await readBankAccounts(home.head, home.vendor.no)
  expect(shown).toMatchObject({ id, byRules: true, mayConfirm: false, mayReject: false, mayWithdraw: true })
  await expect(agree(home.buyer, id)).rejects.toThrow(Forbidden)
  expect(await payable()).not.toContain(id)
})

test("own approval: neither with a second role, nor asked again, nor as substitute, nor handed on", async () => {
  const id = await propose()
  await setRoles(home.administrator, home.buyer.userId, ["purchasing_manager"])
  const risen: Actor = { ...home.buyer, roles: ["purchasing_manager"] }
  expect(await codesOf(agree(risen, id))).toEqual(["approval.not_asked"])
  await setSubstitute(risen, home.lead)
  expect(await codesOf(agree(risen, id))).toEqual(["approval.own_requested"])
  expect(await askSubstitutes(home.company.id)).toBe(0)
  expect(await codesOf(delegate(home.lead, ref(id), 1, risen.userId, "Away"))).toEqual(["approval.not_to"])
  const entry = (await round(id)).entries.at(-1)!
  expect(await codesOf(reassign(home.administrator, ref(id), 1, entry.id, risen.userId, "Away"))).toEqual([
    "approval.not_to",
  ])
  expect(await payable()).not.toContain(id)
})

test("who registered the vendor, edited it, or changed its phone while it waited never approves it", async () => {
  const read = await readVendor(home.lead, home.vendor.no)
  await saveVendor(home.lead, {
    key: [home.vendor.no],
    version: read.version,
    typed: { ...read.values, phone: "06 66666666" },
  })
  const id = await propose()
  // The superior is passed over, so the next one is asked.
  expect(await asked(id)).toEqual([home.head.userId])
  const again = await readVendor(home.head, home.vendor.no)
  await saveVendor(home.head, {
    key: [home.vendor.no],
    version: again.version,
    typed: { ...again.values, phone: "06 77777777" },
  })
  expect(await codesOf(agree(home.head, id))).toEqual(["approval.own_edited_vendor"])
  const third = await makeActor(home.company.id, "purchasing_manager")
  await inCompany(home.company.id, tx =>
    tx.insert(event).values({
      companyId: home.company.id,
      actorId: third.userId,
      actorName: third.name,
      kind: "vendor.created",
      subjectType: "vendor",
      subjectNo: home.vendor.no,
    }),
  )
  const entry = (await round(id)).entries.at(-1)!
  expect(await codesOf(reassign(home.administrator, ref(id), 1, entry.id, third.userId, "Away"))).toEqual([
    "approval.not_to",
  ])
  expect(await payable()).not.toContain(id)
})

test("a substitute, somebody delegated to and somebody reassigned to approve it, whatever their limits are", async () => {
  const third = await makeActor(home.company.id, "purchasing_manager")
  const one = await propose()
  await setSubstitute(third, home.lead, "1")
  expect(await askSubstitutes(home.company.id)).toBe(1)
  expect(await agree(third, one)).toBe("reviewed")
  const two = await propose(home.buyer, "NL02ABNA0123456789")
  expect(await asked(two)).toEqual([third.userId])
  await delegate(third, ref(two), 1, home.head.userId, "Knows them")
  expect(await agree(home.head, two)).toBe("reviewed")
  expect(await payable()).toEqual(expect.arrayContaining([one, two]))
})

test("it is asked about, reminded of, and goes up when no answer comes", async () => {
  const id = await propose()
  await askAbout(home.lead, ref(id), 1, home.buyer.userId, "Did you call them?")
  const later = (days: number) => new Date(`${addDays(today("Europe/Amsterdam"), days)}T11:00:00Z`)
  expect(await remindOfDeadlines(home.company.id, later(40))).toBe(0)
  await answerQuestion(home.buyer, ref(id), (await round(id)).entries.at(-1)!.id, "Yes")
  await setApproval(home.company.id, { escalateAfterDays: 1 })
  expect(await remindOfDeadlines(home.company.id, later(40))).toBe(1)
  expect(await escalateOverdue(home.company.id, later(40))).toBe(1)
  expect(await asked(id)).toEqual([home.lead.userId, home.head.userId])
})

test("rejected, for a reason, it is over; taken back it can be sent again; withdrawn it asks nobody", async () => {
  const one = await propose()
  expect(await codesOf(reject(home.lead, ref(one), 1, " "))).toEqual(["approval.reason_missing"])
  await reject(home.lead, ref(one), 1, "They know nothing of it")
  expect((await readBankAccounts(home.head, home.vendor.no)).find(({ id }) => id === one)).toMatchObject({
    state: "rejected",
    rejectedByName: home.lead.name,
    reason: "They know nothing of it",
  })
  expect(await codesOf(sendForApproval(home.buyer, ref(one), 1))).toEqual(["bank_account.answered"])
  const two = await propose()
  await cancelApproval(home.buyer, ref(two), 1)
  expect(await codesOf(confirmBankAccount(home.head, home.vendor.no, two))).toEqual(["bank_account.by_rules"])
  await sendForApproval(home.buyer, ref(two), 1)
  expect(await asked(two)).toEqual([home.lead.userId])
  await withdrawBankAccount(home.buyer, home.vendor.no, two, "A slip")
  expect(await round(two)).toMatchObject({ state: "cancelled", entries: [{ state: "void" }] })
  expect(await codesOf(agree(home.lead, two))).toEqual(["bank_account.answered"])
  const three = await propose()
  await agree(home.lead, three)
  expect(await codesOf(reopen(home.head, ref(three), 1))).toEqual(["bank_account.answered"])
  await withdrawBankAccount(home.head, home.vendor.no, three, "They moved")
  expect(await payable()).not.toContain(three)
})

test("another account withdrawn meanwhile: it would be the only one, so it is sent again", async () => {
  const id = await propose()
  const old = (await readPayableAccounts(home.head, home.vendor.no)).accounts[0]!
  await withdrawBankAccount(home.head, home.vendor.no, old.id, "They moved")
  expect(await codesOf(agree(home.lead, id))).toEqual(["approval.pending_changed"])
  await sendForApproval(home.buyer, ref(id), 1)
  expect((await round(id)).round).toBe(2)
  expect(await agree(home.lead, id)).toBe("reviewed")
})

test("the setting switched on in between: what was proposed before is sent; switched off: what waits keeps its approval", async () => {
  await setApproval(home.company.id, { bankAccountApproval: false })
  const one = await propose()
  expect(await codesOf(sendForApproval(home.buyer, ref(one), 1))).toEqual(["approval.no_move"])
  await setApproval(home.company.id, { bankAccountApproval: true })
  expect(await codesOf(confirmBankAccount(home.head, home.vendor.no, one))).toEqual(["bank_account.by_rules"])
  await sendForApproval(home.buyer, ref(one), 1)
  await setApproval(home.company.id, { bankAccountApproval: false })
  expect(await codesOf(confirmBankAccount(home.head, home.vendor.no, one))).toEqual(["bank_account.by_rules"])
  expect(await agree(home.lead, one)).toBe("reviewed")
  const two = await propose(home.buyer, "NL02ABNA0123456789")
  await confirmBankAccount(home.head, home.vendor.no, two)
  expect(await payable()).toEqual(expect.arrayContaining([one, two]))
})

test("what a file or a merge proposes asks nobody by itself, is confirmed by nobody, and waits for who proposed it to send it", async () => {
  const { no: importNo } = await triedFile(home.lead, "vendors", `No.,Name,IBAN\nBULK1,New from a file,${theirs}\n`)
  await importGoodRows(home.lead, importNo)
  const [from, into] = [await freshVendor(), await freshVendor()]
  const read = await readMerge(home.lead, "vendor", from.no, into.no)
  const versions = { fromVersion: read.from.version, intoVersion: read.into.version }
  await mergeCards(home.lead, "vendor", { fromNo: from.no, intoNo: into.no, ...versions, taken: [] })
  for (const no of ["BULK1", into.no]) {
    const [waits] = await readBankAccounts(home.head, no)
    expect(waits).toMatchObject({ state: "proposed", byRules: true, isAsked: false })
    expect(await codesOf(confirmBankAccount(home.head, no, waits!.id))).toEqual(["bank_account.by_rules"])
    expect((await readQueue(home.lead)).rows).toContainEqual(
      expect.objectContaining({ kind: "accounts", no: String(waits!.id) }),
    )
    await sendForApproval(home.lead, ref(waits!.id), 1)
    expect(await asked(waits!.id)).toEqual([home.head.userId])
    expect(await agree(home.head, waits!.id)).toBe("reviewed")
  }
})

test("it waits in the queue of who is asked, counted as the list shows it, and of nobody else", async () => {
  const id = await propose()
  const { rows, counts, byAccount } = await readQueue(home.lead)
  expect(rows).toMatchObject([
    { kind: "accounts", no: String(id), vendorNo: home.vendor.no, requesterId: home.buyer.userId, ownAmount: null },
  ])
  expect([counts.accounts, byAccount]).toEqual([1, true])
  expect((await readQueue(home.head)).counts.accounts).toBe(0)
  await agree(home.lead, id)
  expect((await readQueue(home.lead)).counts.accounts).toBe(0)
})

test("who would approve it is said before it is proposed, and to nobody where the company has no rules for it", async () => {
  const preview = await previewProposal(home.buyer, home.vendor.no)
  expect(preview!.steps.map(({ people }) => people.map(({ userId }) => userId))).toEqual([[home.lead.userId]])
  const id = await propose()
  const read = await readAccountApproval(home.buyer, id)
  expect(read).toMatchObject({ changed: [], approvals: { may: { send: false, cancel: true, answer: false } } })
  expect((await readAccountApproval(home.lead, id)).approvals.may).toMatchObject({ answer: true, reopen: false })
  await setApproval(home.company.id, { bankAccountApproval: false })
  expect(await previewProposal(home.buyer, home.vendor.no)).toBeNull()
})

test("two approve at once: one confirms, the other is told", async () => {
  const third = await makeActor(home.company.id, "purchasing_manager")
  await setGroup(home.company.id, [[home.lead, third]])
  await inCompany(home.company.id, tx => tx.execute(sql`update approval_rule set subject = 'bank_account'`))
  const id = await propose()
  const release = await hold(home.company.id, tx => holdVendor(tx, home.company.id, home.vendor.no))
  const both = Promise.allSettled([agree(home.lead, id), agree(third, id)])
  await untilWaiting(2)
  await release()
  expect((await both).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  expect(await payable()).toContain(id)
})

test("the application itself cannot confirm one in the database without a whole approval", async () => {
  const id = await propose()
  const confirm = (by: Actor) =>
    inCompany(home.company.id, tx =>
      tx
        .update(vendorBankAccount)
        .set({ confirmedBy: by.userId, confirmedByName: by.name, confirmedAt: sql`now()` })
        .where(eq(vendorBankAccount.id, id)),
    )
  await expect(confirm(home.head)).rejects.toThrow()
  await setApproval(home.company.id, { bankAccountApproval: false })
  // One is pending still.
  await expect(confirm(home.head)).rejects.toThrow()
  await inCompany(home.company.id, tx =>
    tx
      .update(approval)
      .set({ state: "approved", endedAt: sql`now()` })
      .where(eq(approval.subjectNo, String(id))),
  )
  // Nobody has answered it.
  await expect(confirm(home.lead)).rejects.toThrow()
  expect(await payable()).not.toContain(id)
})

test("a vendor deleted takes what is asked of it along; another company's account is none", async () => {
  const gone = await freshVendor()
  home.vendor = gone
  const id = await propose()
  const stranger = await makeApprovalCompany()
  await expect(approve(stranger.lead, ref(id), 1)).rejects.toThrow(NotFound)
  await expect(approve(stranger.lead, ref(999_999_999), 1)).rejects.toThrow(NotFound)
  const { goes } = await readVendorDeletion(home.head, gone.no)
  await deleteVendor(home.head, gone.no, goes.accounts!)
  const open = await inCompany(home.company.id, tx => tx.$count(approvalEntry, eq(approvalEntry.state, "open")))
  expect([(await round(id)).state, open]).toEqual(["cancelled", 0])
})
