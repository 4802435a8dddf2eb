import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { rowsOf, triedFile } from "@/test/file-imports"
import { withdrawBankAccount } from "./answer-bank-account"
import { readBankAccounts } from "./read-bank-accounts"

let actor: Actor
let companyId: number
let first: string
let second: string

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchasing_manager", "purchaser")
  first = (await makeVendor(companyId, { name: "Eerste" })).no
  second = (await makeVendor(companyId, { name: "Tweede" })).no
})

/** A Dutch IBAN of that bank and number, with its check digits. */
function ibanOf(bban: string): string {
  const digits = Array.from(`${bban}NL00`, sign => (/\d/u.test(sign) ? sign : String(sign.charCodeAt(0) - 55))).join("")
  return `NL${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${bban}`
}

const propose = (no: string, iban: string, by = actor) =>
  proposeBankAccount(by, no, {
    iban,
    accountNo: "",
    bic: "",
    accountHolder: "Houder",
    evidence: "Letter",
    verifiedHow: "called_back",
    verifiedOn: "2026-01-05",
  })

const twinsOf = async (no: string) =>
  (await readBankAccounts(actor, no)).flatMap(({ state, twins }) =>
    state === "proposed"
      ? twins.map(twin => `${twin.no === first ? "first" : "second"}${twin.isNear ? " near" : ""}`)
      : [],
  )

test.each([
  ["the same", "INGB0001234567", ["first"]],
  ["one digit otherwise", "INGB0001234568", ["first near"]],
  ["one letter of the bank otherwise", "INGA0001234567", ["first near"]],
  ["two digits that changed places", "INGB0001243567", ["first near"]],
  ["two digits apart", "INGB1001234568", []],
  ["another", "ABNA0417164300", []],
])("%s as another vendor's is told to who confirms it", async (_, bban, told) => {
  await propose(first, ibanOf("INGB0001234567"))
  await propose(second, ibanOf(bban))
  expect(await twinsOf(second)).toEqual(told)
})

test("one that is nearly the vendor's own is told, a withdrawn one is not, and another company's is nobody's", async () => {
  const stranger = (await makeCompany()).id
  const { no: theirs } = await makeVendor(stranger)
  await propose(theirs, ibanOf("INGB0001234567"), await makeActor(stranger, "purchaser"))
  const id = await propose(second, ibanOf("INGB0001234567"))
  expect(await twinsOf(second)).toEqual([])
  await propose(second, ibanOf("INGB0001234568"))
  expect(await twinsOf(second)).toEqual(["second near", "second near"])
  await withdrawBankAccount(actor, second, id, "wrong")
  expect(await twinsOf(second)).toEqual([])
})

test("a trial of vendors says whose an IBAN is already, nearly is, or in which other row it stands, and takes it", async () => {
  await propose(first, ibanOf("INGB0001234567"))
  const rows = [
    [second, ibanOf("INGB0001234567")],
    ["NEW1", ibanOf("INGB0001234569")],
    ["NEW2", ibanOf("ABNA0417164300")],
    ["NEW3", ibanOf("ABNA0417164300")],
    [first, ibanOf("INGB0001234567")],
  ]
  const file = ["No.;Name;Country;IBAN", ...rows.map(([no, iban]) => `${no};Naam ${no};NL;${iban}`)].join("\n")
  const { no } = await triedFile(actor, "vendors", `${file}\n`)
  const said = (await rowsOf(actor, no)).map(({ outcome, reasons }) =>
    [outcome, ...reasons.map(({ code }) => code)].join(" "),
  )
  expect(said).toEqual([
    "changed imports.iban_shared",
    "new imports.iban_near",
    "new",
    "new imports.iban_same_row",
    "changed",
  ])
})
