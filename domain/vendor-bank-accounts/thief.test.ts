/** What a thief with an account of the portal would try, one way a test: the payment is refused, or goes to the account of before. */
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { vendorBankAccount, vendorTemplate } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { askForImport, askForUndoing } from "@/domain/imports/ask-import"
import { runImport } from "@/domain/imports/run-import"
import { readPayment } from "@/domain/payments/read-payment"
import { registerPayment } from "@/domain/payments/register-payment"
import { setRoles } from "@/domain/users/set-roles"
import { deleteVendor, readVendorDeletion } from "@/domain/vendors/delete-vendor"
import { readVendor } from "@/domain/vendors/read-vendor"
import { saveVendor } from "@/domain/vendors/save-vendor"
import { makeActor, makeCompany, makeMember, makeVendor } from "@/test/factories"
import { importGoodRows, rowsOf, triedFile } from "@/test/file-imports"
import { hold, untilWaiting } from "@/test/held-locks"
import { confirmBankAccount, rejectBankAccount, withdrawBankAccount } from "./answer-bank-account"
import { holdVendor } from "./bank-account"
import { readBankAccounts, readPayableAccounts } from "./read-bank-accounts"

const company = await makeCompany()
const thief = await makeActor(company.id, "purchaser", "purchasing_manager")
const manager = await makeActor(company.id, "purchasing_manager")
const other = await makeActor(company.id, "purchasing_manager")
const administrator = await makeActor(company.id, "administrator")

const theirs = "BE68539007547034"

const propose = (actor: Actor, no: string, iban = theirs) =>
  proposeBankAccount(actor, no, {
    iban,
    accountNo: "",
    bic: "",
    accountHolder: "As the vendor is called",
    evidence: "Letter that looks like theirs",
    verifiedHow: "called_back",
    verifiedOn: "2026-01-05",
  })

const pay = (no: string, vendorBankAccountId?: number, formId?: string) =>
  registerPayment(manager, {
    formId,
    vendorNo: no,
    bankAccountNo: "BANK",
    postingDate: "2026-05-10" as IsoDate,
    currency: "EUR",
    amount: "10",
    description: "By bank",
    applications: [],
    vendorBankAccountId,
  })

async function codesOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("it was not refused")
  return error.issues.map(({ code }) => code)
}

/** A vendor with the account that it is paid to. */
async function honestVendor() {
  const { no } = await makeVendor(company.id)
  const [old] = await readBankAccounts(manager, no)
  return { no, old: old! }
}

/** Neither told which account, nor told the thief's, does a payment go to it. */
async function expectNeverPaid(no: string, id: number): Promise<void> {
  expect(await codesOf(pay(no, id))).toEqual(["payment.vendor_bank_account_unconfirmed"])
  const paid = await pay(no).catch(() => null)
  if (paid !== null) expect((await readPayment(manager, paid)).bankAccount?.paidTo).not.toContain("BE68")
  expect((await readPayableAccounts(manager, no)).accounts.map(account => account.id)).not.toContain(id)
}

test("never by another way: two files write that an account is confirmed, and a template of vendors has none", () => {
  const files = execFileSync("git", ["ls-files", "app", "bin", "db", "domain", "jobs"], { encoding: "utf8" })
    .split("\n")
    .filter(file => /\.tsx?$/u.test(file) && !/\.test\.ts$/u.test(file))
  // Answering alone, where no rules are, and the move that an approval makes; imports, merges and templates propose at most.
  expect(
    files.filter(file => /confirmedBy:(?! integer)|confirmed_by\s*=[^>]*\bwhere\b/u.test(readFileSync(file, "utf8"))),
  ).toEqual([
    "db/demo/bank-accounts.ts",
    "domain/approvals/move.ts",
    "domain/vendor-bank-accounts/answer-bank-account.ts",
  ])
  expect(Object.keys(vendorTemplate).filter(name => /iban|bank|account/iu.test(name))).toEqual([])
})

test("own confirmation", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  expect(await codesOf(confirmBankAccount(thief, no, id))).toEqual(["bank_account.own_proposal"])
  await expectNeverPaid(no, id)
})

test("a second role of the same person, given after the proposal", async () => {
  const { no } = await honestVendor()
  const purchaser = await makeActor(company.id, "purchaser")
  const id = await propose(purchaser, no)
  await setRoles(administrator, purchaser.userId, ["purchasing_manager"])
  const risen: Actor = { ...purchaser, roles: ["purchasing_manager"] }
  expect(await codesOf(confirmBankAccount(risen, no, id))).toEqual(["bank_account.own_proposal"])
  await expectNeverPaid(no, id)
})

test("who proposed leaves the company, and comes back in another role", async () => {
  const { no } = await honestVendor()
  const purchaser = await makeActor(company.id, "purchaser")
  const id = await propose(purchaser, no)
  await setRoles(administrator, purchaser.userId, [])
  const back = await makeMember(company.id, { ...purchaser, id: purchaser.userId }, ["purchasing_manager"])
  expect(await codesOf(confirmBankAccount(back, no, id))).toEqual(["bank_account.own_proposal"])
  await expectNeverPaid(no, id)
})

test("an administrator takes the other managers' rights away after the proposal", async () => {
  const { id: companyId } = await makeCompany()
  const alone = await makeActor(companyId, "administrator", "purchasing_manager")
  const second = await makeActor(companyId, "purchasing_manager")
  const { no } = await makeVendor(companyId)
  const id = await propose(alone, no)
  await setRoles(alone, second.userId, [])
  expect(await codesOf(confirmBankAccount(alone, no, id))).toEqual(["bank_account.own_proposal"])
  // Proposed again it waits two days, and every administrator has a letter.
  await withdrawBankAccount(alone, no, id, "Anew")
  expect(await codesOf(confirmBankAccount(alone, no, await propose(alone, no)))).toEqual(["bank_account.cool_down"])
})

test("an import of payments, while a second person has not looked", async () => {
  const { no, old } = await honestVendor()
  await withdrawBankAccount(manager, no, old.id, "They moved")
  const id = await propose(thief, no)
  const file = `Vendor No.,Posting Date,Amount,Applies-to Doc. No.\n${no},2026-07-10,25,\n`
  const { no: importNo } = await triedFile(thief, "payments", file)
  const [row] = await rowsOf(thief, importNo)
  expect(row).toMatchObject({ outcome: "refused", reasons: [{ code: "payment.vendor_bank_account_missing" }] })
  await expectNeverPaid(no, id)
})

test("an import of payments that was tried before the account was withdrawn", async () => {
  const { no, old } = await honestVendor()
  await withdrawBankAccount(manager, no, old.id, "They moved")
  const id = await propose(thief, no)
  await confirmBankAccount(other, no, id)
  const file = `Vendor No.,Posting Date,Amount,Applies-to Doc. No.\n${no},2026-07-10,26,\n`
  const { no: importNo, read } = await triedFile(thief, "payments", file)
  expect(read.import.rowsNew).toBe(1)
  await withdrawBankAccount(manager, no, id, "Not theirs")
  await askForImport(thief, importNo, { goodRows: true })
  await runImport(company.id, importNo)
  const [row] = await rowsOf(thief, importNo)
  expect(row).toMatchObject({ outcome: "refused", reasons: [{ code: "payment.vendor_bank_account_missing" }] })
  await expectNeverPaid(no, id)
})

test("an IBAN in a file of vendors", async () => {
  const { no, old } = await honestVendor()
  const { no: importNo } = await triedFile(thief, "vendors", `No.,Name,IBAN\n${no},Renamed Vendor,${theirs}\n`)
  await importGoodRows(thief, importNo)
  expect((await readVendor(thief, no)).values.name).toBe("Renamed Vendor")
  expect((await readPayableAccounts(manager, no)).accounts.map(({ id }) => id)).toEqual([old.id])
})

test("phone and e-mail changed first: whoever is asked sees it, and the account of before is paid", async () => {
  const { no, old } = await honestVendor()
  const read = await readVendor(thief, no)
  const typed = { ...read.values, phone: "06 66666666", email: "invoices@thief.example" }
  await saveVendor(thief, { key: [no], version: read.version, typed })
  const id = await propose(thief, no)
  const shown = (await readBankAccounts(manager, no)).find(account => account.id === id)!
  expect(shown.contactChanges.map(({ field, by }) => [field, by])).toEqual(
    expect.arrayContaining([
      ["phone", thief.name],
      ["email", thief.name],
    ]),
  )
  expect((await readPayment(manager, await pay(no))).bankAccount?.paidTo).toContain(old.number)
  await expectNeverPaid(no, id)
})

test("a stale page, on which it still waits, after it was rejected", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  await rejectBankAccount(manager, no, id, "They know nothing of it")
  expect(await codesOf(confirmBankAccount(other, no, id))).toEqual(["bank_account.answered"])
  await expectNeverPaid(no, id)
})

test("a stale page, on which it still waits, after it was withdrawn", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  await withdrawBankAccount(thief, no, id, "A slip")
  expect(await codesOf(confirmBankAccount(manager, no, id))).toEqual(["bank_account.answered"])
  await expectNeverPaid(no, id)
})

test("withdrawn after it was confirmed, then confirmed again, then proposed again", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  await confirmBankAccount(manager, no, id)
  await withdrawBankAccount(manager, no, id, "Called them: not theirs")
  expect(await codesOf(confirmBankAccount(other, no, id))).toEqual(["bank_account.answered"])
  const again = await propose(thief, no)
  for (const each of [id, again]) await expectNeverPaid(no, each)
})

test("an import undone, and a vendor deleted whose number is given again", async () => {
  const { no: importNo } = await triedFile(thief, "vendors", "No.,Name\nDIEF1,Made by a thief\n")
  await importGoodRows(thief, importNo)
  const id = await propose(thief, "DIEF1")
  await confirmBankAccount(manager, "DIEF1", id)
  await askForUndoing(thief, importNo)
  await runImport(company.id, importNo)
  expect((await readPayableAccounts(manager, "DIEF1")).accounts.map(account => account.id)).toEqual([id])
  const { goes } = await readVendorDeletion(manager, "DIEF1")
  await deleteVendor(manager, "DIEF1", goes.accounts!)
  await makeVendor(company.id, { no: "DIEF1", name: "An honest firm" })
  await expectNeverPaid("DIEF1", id)
})

test("the account in a payment replaced by one that waits, or by another vendor's", async () => {
  const [{ no, old }, accomplice] = [await honestVendor(), await honestVendor()]
  const id = await propose(thief, no)
  await expectNeverPaid(no, id)
  await expectNeverPaid(no, accomplice.old.id)
  // The same form sent again with another account is no sending of it.
  const formId = crypto.randomUUID()
  const paid = await pay(no, old.id, formId)
  await confirmBankAccount(manager, no, id)
  const again = await pay(no, id, formId).catch(() => null)
  expect(again).not.toBe(paid)
  expect((await readPayment(manager, paid)).bankAccount?.paidTo).toContain(old.number)
})

test("of two who answer at once one confirms, and the other is told", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  const release = await hold(company.id, tx => holdVendor(tx, company.id, no))
  const both = Promise.allSettled([confirmBankAccount(manager, no, id), confirmBankAccount(other, no, id)])
  await untilWaiting(2)
  await release()
  expect((await both).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const [kept] = await inCompany(company.id, tx =>
    tx.select().from(vendorBankAccount).where(eq(vendorBankAccount.id, id)),
  )
  expect([manager.userId, other.userId]).toContain(kept!.confirmedBy)
})

test("of one who rejects and the proposer who confirms at once, nothing is payable", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  await Promise.allSettled([confirmBankAccount(thief, no, id), rejectBankAccount(manager, no, id, "No")])
  await expectNeverPaid(no, id)
})

test("a payment prepared before the account was withdrawn", async () => {
  const { no } = await honestVendor()
  const id = await propose(thief, no)
  await confirmBankAccount(manager, no, id)
  const release = await hold(company.id, tx => holdVendor(tx, company.id, no))
  const withdrawn = withdrawBankAccount(manager, no, id, "Called them: not theirs")
  await untilWaiting(1)
  const paid = codesOf(pay(no, id))
  await untilWaiting(2)
  await release()
  await withdrawn
  expect(await paid).toEqual(["payment.vendor_bank_account_unconfirmed"])
  await expectNeverPaid(no, id)
})
