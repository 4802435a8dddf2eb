/** IBANs in files of vendors, tried as a thief would: nothing is paid to one that two people have not looked at. */
import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { readEvents } from "@/domain/history/read-events"
import { askForUndoing } from "@/domain/imports/ask-import"
import { readImport } from "@/domain/imports/read-import"
import { runImport } from "@/domain/imports/run-import"
import { confirmBankAccount } from "@/domain/vendor-bank-accounts/answer-bank-account"
import { readBankAccounts, readPayableAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { importGoodRows, rowsOf, triedFile } from "@/test/file-imports"
import { exportRows } from "./export-rows"
import { vendorMaster } from "./vendors"

let manager: Actor
let second: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager", "purchaser")
  second = await makeActor(companyId, "purchasing_manager")
})

const outcomes = async (no: string) =>
  (await rowsOf(manager, no)).map(({ outcome, reasons }) => [outcome, ...reasons.map(({ code }) => code)].join(" "))

const imported = async (file: string) => {
  const { no } = await triedFile(manager, "vendors", file)
  const said = await outcomes(no)
  await importGoodRows(manager, no)
  return { no, said }
}

const undone = async (no: string) => {
  await askForUndoing(manager, no)
  await runImport(companyId, no)
  return (await readImport(manager, no)).import
}

test("an IBAN in a file is proposed, and payable once another person confirmed it", async () => {
  const { no } = await makeVendor(companyId)
  const before = (await readPayableAccounts(manager, no)).accounts
  const file = `No.;Name;IBAN\n${no};;nl91 abna 0417 1643 00\nNEW1;New;NL91ABNA0417164301\n`
  const { no: importNo, said } = await imported(file)
  expect(said).toEqual(["changed", "refused setup.iban_invalid"])
  const accounts = await readBankAccounts(manager, no)
  const proposed = accounts.find(({ state }) => state === "proposed")!
  expect(proposed).toMatchObject({
    number: "NL91 ABNA 0417 1643 00",
    verifiedHow: "imported",
    proposedByName: manager.name,
    importNo,
    mayConfirm: false,
  })
  expect((await readPayableAccounts(manager, no)).accounts).toEqual(before)
  await expect(confirmBankAccount(manager, no, proposed.id)).rejects.toThrow(Refusal)
  // Who may not see bank accounts does not read it in the history either.
  const history = await inCompany(companyId, tx => readEvents(tx, companyId, "vendor", no, 20))
  expect(JSON.stringify(history)).not.toContain("NL91ABNA0417164300")
  // The same file again changes nothing, before and after it is confirmed.
  expect(await outcomes((await triedFile(manager, "vendors", file)).no)).toEqual([
    "unchanged",
    "refused setup.iban_invalid",
  ])
  await confirmBankAccount(second, no, proposed.id)
  expect((await outcomes((await triedFile(manager, "vendors", file)).no))[0]).toBe("unchanged")
  // No list as a file has it.
  for await (const rows of exportRows(manager, vendorMaster)) expect(rows[0]).not.toHaveProperty("iban")
})

test("undoing the import withdraws what nobody has confirmed, and proposes nothing", async () => {
  const { no } = await makeVendor(companyId)
  const { no: importNo } = await imported(`No.;IBAN;City\n${no};NL91ABNA0417164300;Delft\n`)
  expect((await undone(importNo)).state).toBe("undone")
  const accounts = await readBankAccounts(manager, no)
  expect(accounts.map(({ state }) => state).sort()).toEqual(["confirmed", "withdrawn"])
  expect(accounts.find(({ state }) => state === "withdrawn")!.reason).toBe(importNo)
  const [row] = await inCompany(companyId, tx => tx.select().from(vendor).where(eq(vendor.no, no)))
  expect(row!.city).toBe("Zaandam")
})

test("an import whose IBAN was confirmed is not undone under the hands of who confirmed it", async () => {
  const { no: importNo } = await imported("Name;Address;IBAN\nNieuw B.V.;Kade 1;NL91ABNA0417164300\n")
  const [made] = await inCompany(companyId, tx => tx.select().from(vendor).where(eq(vendor.name, "Nieuw B.V.")))
  const [account] = await readBankAccounts(second, made!.no)
  await confirmBankAccount(second, made!.no, account!.id)
  await undone(importNo)
  expect((await readPayableAccounts(second, made!.no)).accounts).toHaveLength(1)
})
