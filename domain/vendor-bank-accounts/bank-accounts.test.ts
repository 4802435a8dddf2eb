/** Tried as a thief would: nothing is ever paid to an account that one person alone brought in. */
import { eq, sql } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { event, membership, notification, vendorBankAccount } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import type { IsoDate } from "@/domain/dates/date"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { readPayment } from "@/domain/payments/read-payment"
import { registerPayment } from "@/domain/payments/register-payment"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { readVendor } from "@/domain/vendors/read-vendor"
import { saveVendor } from "@/domain/vendors/save-vendor"
import { env } from "@/env"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { confirmBankAccount, rejectBankAccount, withdrawBankAccount } from "./answer-bank-account"
import { readBankAccounts, readPayableAccounts } from "./read-bank-accounts"

const company = await makeCompany()
const purchaser = await makeActor(company.id, "purchaser")
const manager = await makeActor(company.id, "purchasing_manager")
const second = await makeActor(company.id, "purchasing_manager", "purchaser")
const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
afterAll(() => owner.end())

const letter = {
  iban: "nl91 abna 0417 1643 00",
  accountNo: "",
  bic: "",
  accountHolder: "Nieuwe Houder B.V.",
  evidence: "Letter of 12 November",
  verifiedHow: "called_back",
  verifiedOn: "2026-01-05",
}
const propose = (actor: Actor, no: string, over: Partial<typeof letter> = {}) =>
  proposeBankAccount(actor, no, { ...letter, ...over })

/** Two days on, whatever the time zone. */
const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)

async function codesOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("it was not refused")
  return error.issues.map(({ field, code }) => [field, code].filter(Boolean).join(" "))
}

const pay = (no: string, more: { vendorBankAccountId?: number; paymentMethodCode?: string } = {}) =>
  registerPayment(manager, {
    vendorNo: no,
    bankAccountNo: "BANK",
    postingDate: "2026-05-10" as IsoDate,
    currency: "EUR",
    amount: "10",
    description: "By bank",
    applications: [],
    ...more,
  })

/** A vendor whose account of before is withdrawn, so that it has none. */
async function bareVendor() {
  const { no } = await makeVendor(company.id)
  const [old] = await readBankAccounts(manager, no)
  await withdrawBankAccount(manager, no, old!.id, "Closed")
  return no
}

test("what one person proposes another confirms, and only then is it paid to", async () => {
  const no = await bareVendor()
  expect(await codesOf(pay(no))).toEqual(["vendorBankAccountId payment.vendor_bank_account_missing"])
  const id = await propose(purchaser, no)
  expect(await codesOf(pay(no, { vendorBankAccountId: id }))).toEqual([
    "vendorBankAccountId payment.vendor_bank_account_unconfirmed",
  ])
  await confirmBankAccount(manager, no, id)
  const paymentNo = await pay(no, { vendorBankAccountId: id })
  expect((await readPayment(manager, paymentNo)).bankAccount?.paidTo).toBe("NL91 ABNA 0417 1643 00 Nieuwe Houder B.V.")
  expect((await readPayableAccounts(manager, no)).accounts).toMatchObject([
    { proposedByName: purchaser.name, confirmedByName: manager.name },
  ])
  const { history } = await readVendor(purchaser, no)
  expect(history.map(({ kind }) => kind).slice(0, 2)).toEqual([
    "vendor.bank_account_confirmed",
    "vendor.bank_account_proposed",
  ])
})

test("until the new one is confirmed the old one stays, and withdrawing takes one person", async () => {
  const { no } = await makeVendor(company.id)
  const [old] = await readBankAccounts(manager, no)
  const id = await propose(purchaser, no)
  const before = await pay(no)
  await confirmBankAccount(second, no, id)
  expect(await codesOf(pay(no))).toEqual(["vendorBankAccountId payment.vendor_bank_account_choose"])
  await withdrawBankAccount(manager, no, old!.id, "Moved to another bank")
  expect((await readPayment(manager, before)).bankAccount?.paidTo).toContain(old!.number)
  // What was paid to it is reversed all the same.
  await reversePayment(manager, before, "2026-05-11" as IsoDate, "Came back")
  await pay(no)
  expect(await codesOf(pay(no, { vendorBankAccountId: old!.id }))).toEqual([
    "vendorBankAccountId payment.vendor_bank_account_unconfirmed",
  ])
})

test("nobody confirms their own proposal, in whatever roles", async () => {
  const no = await bareVendor()
  const id = await propose(second, no)
  expect(await codesOf(confirmBankAccount(second, no, id))).toEqual(["bank_account.own_proposal"])
  // A purchaser who is made a manager afterwards is still who proposed it.
  const risen = await makeActor(company.id, "purchaser")
  const theirs = await propose(risen, no, { iban: "BE68539007547034" })
  await database()
    .insert(membership)
    .values({ companyId: company.id, userId: risen.userId, role: "purchasing_manager" })
  const asManager: Actor = { ...risen, roles: ["purchaser", "purchasing_manager"] }
  expect(await codesOf(confirmBankAccount(asManager, no, theirs))).toEqual(["bank_account.own_proposal"])
  await expect(confirmBankAccount(purchaser, no, id)).rejects.toThrow(Forbidden)
  const shown = await readBankAccounts(second, no)
  expect(shown.find(each => each.id === id)).toMatchObject({ mayConfirm: false, mayReject: false, mayWithdraw: true })
})

test("what was answered is answered once: a page that is stale confirms nothing", async () => {
  const no = await bareVendor()
  const rejected = await propose(purchaser, no)
  await rejectBankAccount(manager, no, rejected, "The vendor knows nothing of it")
  expect(await codesOf(confirmBankAccount(second, no, rejected))).toEqual(["bank_account.answered"])
  const takenBack = await propose(purchaser, no)
  await withdrawBankAccount(purchaser, no, takenBack, "A slip")
  expect(await codesOf(confirmBankAccount(manager, no, takenBack))).toEqual(["bank_account.answered"])
  const confirmed = await propose(purchaser, no)
  await confirmBankAccount(manager, no, confirmed)
  expect(await codesOf(rejectBankAccount(second, no, confirmed, "Too late"))).toEqual(["bank_account.answered"])
  await expect(withdrawBankAccount(purchaser, no, confirmed, "Mine")).rejects.toThrow(Forbidden)
  expect(await codesOf(pay(no, { vendorBankAccountId: rejected }))).toHaveLength(1)
})

test("an account that is paid to is never pushed off the page by what was proposed and rejected since", async () => {
  const { no } = await makeVendor(company.id)
  const [paidTo] = await readBankAccounts(manager, no)
  for (let proposal = 0; proposal < 51; proposal++) {
    await rejectBankAccount(manager, no, await propose(purchaser, no), "Not theirs")
  }
  expect((await readBankAccounts(manager, no))[0]).toMatchObject({ id: paidTo!.id, state: "confirmed" })
})

test("of another vendor, or another company, it is none", async () => {
  const [no, other] = [await bareVendor(), await bareVendor()]
  const id = await propose(purchaser, no)
  await expect(confirmBankAccount(manager, other, id)).rejects.toThrow(NotFound)
  await confirmBankAccount(manager, no, id)
  expect(await codesOf(pay(other, { vendorBankAccountId: id }))).toHaveLength(1)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(withdrawBankAccount(stranger, no, id, "x")).rejects.toThrow(NotFound)
  expect(await readBankAccounts(stranger, no)).toEqual([])
})

test("everything that is wrong with a proposal is said at once", async () => {
  const { no } = await makeVendor(company.id)
  const wrong = {
    iban: "NL91ABNA0417164301",
    accountHolder: " ",
    evidence: "",
    verifiedHow: "trust",
    verifiedOn: "31-2",
  }
  expect(await codesOf(propose(purchaser, no, wrong))).toEqual([
    "iban setup.iban_invalid",
    "accountHolder required",
    "evidence required",
    "verifiedHow required",
    expect.stringMatching(/^verifiedOn date_/),
  ])
  expect(await codesOf(propose(purchaser, no, { verifiedOn: tomorrow }))).toEqual([
    "verifiedOn bank_account.verified_later",
  ])
  await propose(purchaser, no)
  expect(await codesOf(propose(second, no))).toEqual(["iban bank_account.exists"])
  expect(await codesOf(propose(purchaser, no, { iban: "", accountNo: "12345" }))).toEqual(["bic required"])
})

test("a changed phone number shortly before stands beside the proposal, and so does another vendor of that IBAN", async () => {
  const no = await bareVendor()
  const read = await readVendor(purchaser, no)
  const typed = { ...read.values, phone: "06 66666666" }
  await saveVendor(second, { key: [no], version: read.version, typed })
  await propose(second, no, { iban: "DE89370400440532013000" })
  const twin = await bareVendor()
  await propose(purchaser, twin, { iban: "DE89370400440532013000" })
  expect((await readBankAccounts(manager, no))[0]).toMatchObject({
    contactChanges: [{ by: second.name, field: "phone", old: "", now: "06 66666666" }],
    twins: [{ no: twin, isNear: false }],
  })
})

test("who may not see bank accounts reads the country and the last four signs", async () => {
  const no = await bareVendor()
  await propose(purchaser, no)
  const processor = await makeActor(company.id, "order_processor")
  expect((await readBankAccounts(processor, no))[0]).toMatchObject({ number: "NL91 •••• 4300", mayWithdraw: false })
  expect(JSON.stringify(await readBankAccounts(processor, no))).not.toContain("0417")
  expect(JSON.stringify((await readVendor(processor, no)).history)).not.toContain("0417")
})

test("a method that pays without a bank account needs none", async () => {
  const no = await bareVendor()
  const paymentNo = await pay(no, { paymentMethodCode: "KAS" })
  expect((await readPayment(manager, paymentNo)).bankAccount).toMatchObject({ method: "KAS", paidTo: null })
  expect(await codesOf(pay(no, { paymentMethodCode: "" }))).toHaveLength(1)
})

test("where nobody else may confirm it the administrators are written to, and two days go by", async () => {
  const { id: companyId } = await makeCompany()
  const alone = await makeActor(companyId, "purchasing_manager", "purchaser")
  const administrator = await makeActor(companyId, "administrator")
  const { no } = await makeVendor(companyId)
  const id = await propose(alone, no)
  expect(await codesOf(confirmBankAccount(alone, no, id))).toEqual(["bank_account.cool_down"])
  const told = await inCompany(companyId, tx =>
    tx
      .select({ userId: notification.userId, kind: event.kind, mail: notification.mailState })
      .from(notification)
      .innerJoin(event, eq(event.id, notification.eventId)),
  )
  expect(told).toEqual([{ userId: administrator.userId, kind: "vendor.bank_account_proposed_alone", mail: "pending" }])
  await back(companyId, id, "47 hours")
  expect(await codesOf(confirmBankAccount(alone, no, id))).toEqual(["bank_account.cool_down"])
  await back(companyId, id, "2 hours")
  await confirmBankAccount(alone, no, id)
  expect((await readVendor(alone, no)).history[0]!.kind).toBe("vendor.bank_account_confirmed_alone")
  // Once there is another, the other decides.
  const later = await propose(alone, no, { iban: "BE68539007547034" })
  await back(companyId, later, "3 days")
  const other = await makeActor(companyId, "purchasing_manager")
  expect(await codesOf(confirmBankAccount(alone, no, later))).toEqual(["bank_account.own_proposal"])
  await confirmBankAccount(other, no, later)
})

/** As if it had been proposed so much earlier. */
async function back(companyId: number, id: number, time: string) {
  await owner.begin(async tx => {
    await tx`select set_config('app.company_id', ${String(companyId)}, true)`
    await tx`alter table vendor_bank_account disable trigger guarded`
    await tx`update vendor_bank_account set proposed_at = proposed_at - ${time}::interval where id = ${id}`
    await tx`alter table vendor_bank_account enable trigger guarded`
  })
}

test.each([
  ["an IBAN", sql`iban = 'BE68539007547034'`],
  ["a holder", sql`account_holder = 'Somebody'`],
  ["who proposed it", sql`proposed_by = 0`],
  ["the wait of two days", sql`cool_down = true`],
  ["its own confirmation", sql`confirmed_by = proposed_by, confirmed_by_name = '', confirmed_at = now()`],
  ["half a confirmation", sql`confirmed_at = now()`],
])("the database itself lets nobody write %s", async (_what, set) => {
  const no = await bareVendor()
  const id = await propose(second, no)
  const write = inCompany(company.id, tx => tx.execute(sql`update vendor_bank_account set ${set} where id = ${id}`))
  expect(["42501", "23514"]).toContain(await write.catch(postgresErrorCode))
  const remove = inCompany(company.id, tx => tx.delete(vendorBankAccount).where(eq(vendorBankAccount.id, id)))
  expect(await remove.catch(postgresErrorCode)).toBe("42501")
})

test("the database itself takes in no account that is confirmed already, and no payment to one that is not", async () => {
  const no = await bareVendor()
  const row = { companyId: company.id, vendorNo: no, iban: "BE68539007547034", accountHolder: "x", evidence: "x" }
  const insert = inCompany(company.id, tx =>
    tx.insert(vendorBankAccount).values({
      ...row,
      verifiedHow: "met",
      verifiedOn: "2026-01-01",
      proposedBy: 1,
      proposedByName: "a",
      confirmedBy: 2,
      confirmedByName: "b",
      confirmedAt: sql`now()`,
    }),
  )
  expect(await insert.catch(postgresErrorCode)).toBe("23514")
  const [id, paymentNo] = [await propose(purchaser, no), await pay(no, { paymentMethodCode: "KAS" })]
  const direct = inCompany(company.id, tx =>
    tx.execute(sql`insert into bank_account_ledger_entry (company_id, transaction_no, bank_account_no, posting_date, currency_code,
      amount, amount_lcy, vendor_bank_account_id) select company_id, 999999, 'BANK', posting_date, 'EUR', 1, 1, ${id}
      from bank_account_ledger_entry where ${paymentNo} <> '' limit 1`),
  )
  expect(await direct.catch(postgresErrorCode)).toBe("23514")
})

test("each step stands in the security log of the company, with the vendor and without the number", async () => {
  const { no } = await makeVendor(company.id)
  const admin = await makeActor(company.id, "administrator")
  const first = await propose(purchaser, no)
  await rejectBankAccount(manager, no, first, "Not on their paper")
  const next = await propose(purchaser, no)
  await confirmBankAccount(second, no, next)
  await withdrawBankAccount(manager, no, next, "Closed")
  const { lines } = await listSecurityLog(admin, { kind: "bank_account_changed" }, { limit: 100 })
  const of = lines.filter(({ detail }) => detail === no).map(({ person }) => person?.name)
  expect(of).toEqual([manager, second, purchaser, manager, purchaser].map(({ name }) => name))
})
