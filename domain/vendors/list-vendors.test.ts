import { expect, test } from "vitest"
import { vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { exportRows } from "@/domain/master-import/export-rows"
import { vendorMaster } from "@/domain/master-import/vendors"
import { rejectBankAccount } from "@/domain/vendor-bank-accounts/answer-bank-account"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { makePayables } from "@/test/payments"
import { listVendors, VENDORS_PER_PAGE, type VendorSort } from "./list-vendors"
import type { VendorDebt } from "./owed-vendors"
import { proveVendor } from "./prove-vendor"
import type { VendorWait } from "./waiting-vendors"

test("vendors by name as people sort, by number, blocked or not, or the best matches of a search", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "order_processor")
  await makeVendor(id, { no: "L3", name: "Zebra Verf", city: "Ede" })
  await makeVendor(id, { no: "L1", name: "appelhof groen", city: "Tiel", blocked: "payment" })
  await makeVendor(id, { no: "L2", name: "Évora Steen", city: "Goes", blocked: "all", privacyBlocked: true })
  const nos = async (query: Parameters<typeof listVendors>[1]) =>
    (await listVendors(actor, query)).vendors.map(({ no }) => no)
  expect(await nos({})).toEqual(["L1", "L2", "L3"])
  expect(await nos({ sort: "-name" })).toEqual(["L3", "L2", "L1"])
  expect(await nos({ sort: "-no" })).toEqual(["L3", "L2", "L1"])
  expect(await nos({ blocked: "yes" })).toEqual(["L1", "L2"])
  expect(await nos({ blocked: "no" })).toEqual(["L3"])
  expect(await nos({ search: "zebar" })).toEqual(["L3"])
  expect(await nos({ search: "tiel", blocked: "no" })).toEqual([])
})

test("vendors that wait for a second person: unproven ones, and those with a bank account that nobody answered for", async () => {
  const { id } = await makeCompany()
  const [purchaser, manager] = [await makeActor(id, "purchaser"), await makeActor(id, "purchasing_manager")]
  const { no: unproven } = await makeVendor(id, { name: "Nieuw", unproven: true })
  const { no: proposed } = await makeVendor(id, { name: "Elders betaald" })
  await makeVendor(id)
  const account = await proposeBankAccount(manager, proposed, {
    iban: "NL91 ABNA 0417 1643 00",
    accountNo: "",
    bic: "",
    accountHolder: "Elders",
    evidence: "Letter",
    verifiedHow: "called_back",
    verifiedOn: "t",
  })
  const listed = async (waits: VendorWait) => {
    const { vendors, count } = await listVendors(purchaser, { waits })
    const file: string[] = []
    const asked = (name: string) => (name === "waits" ? waits : undefined)
    for await (const rows of exportRows(purchaser, vendorMaster, asked)) file.push(...rows.map(({ no }) => no!))
    expect(file).toEqual(vendors.map(({ no }) => no))
    expect(count).toBe(file.length)
    return file
  }
  expect(await listed("unproven")).toEqual([unproven])
  expect(await listed("bank_account")).toEqual([proposed])
  expect((await listVendors(purchaser, { waits: "bank_account", search: "Nieuw" })).vendors).toEqual([])
  const second = await makeActor(id, "purchasing_manager")
  await rejectBankAccount(second, proposed, account, "Not theirs")
  await proveVendor(manager, unproven)
  expect(await listed("unproven")).toEqual([])
  expect(await listed("bank_account")).toEqual([])
})

test("pages follow each other without a gap or a repetition, there and back, also among equal names", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "purchaser")
  const total = 2 * VENDORS_PER_PAGE + 3
  await inCompany(id, tx =>
    tx.insert(vendor).values(
      Array.from({ length: total }, (_, n) => ({
        companyId: id,
        no: `V${String(n).padStart(4, "0")}`,
        name: ["Bakker", "bakker", "Bäkker", "Zoon"][n % 4]!,
      })),
    ),
  )
  for (const sort of ["name", "-name", "no", "-no"] satisfies VendorSort[]) {
    let list = await listVendors(actor, { sort })
    const pages = [list.vendors.map(({ no }) => no)]
    while (list.next) {
      list = await listVendors(actor, { sort, cursor: list.next })
      pages.push(list.vendors.map(({ no }) => no))
    }
    expect(pages.map(({ length }) => length)).toEqual([VENDORS_PER_PAGE, VENDORS_PER_PAGE, 3])
    expect(new Set(pages.flat()).size).toBe(total)
    expect(list.count).toBe(total)
    for (const earlier of pages.slice(0, -1).reverse()) {
      list = await listVendors(actor, { sort, cursor: list.previous! })
      expect(list.vendors.map(({ no }) => no)).toEqual(earlier)
    }
    expect(list.previous).toBeUndefined()
  }
  for (const cursor of ["nonsense", Buffer.from('["after",1,"a"]').toString("base64url")]) {
    expect((await listVendors(actor, { cursor })).vendors[0]?.name).toBe("bakker")
  }
})

test("vendors with something open, or overdue, for who may see the books; their file likewise", async () => {
  const books = await makePayables()
  const { companyId, dutch, european } = books
  const first = await books.owe(dutch, { none: "10" })
  await books.owe(european, { none: "20" }, { dueDate: "2099-12-31" })
  const [purchaser, processor] = [
    await makeActor(companyId, "purchaser"),
    await makeActor(companyId, "order_processor"),
  ]
  const listed = async (owes: VendorDebt, by: Actor) => {
    const { vendors, count } = await listVendors(by, { owes, sort: "no" })
    const file: string[] = []
    const asked = (name: string) => (name === "owes" ? owes : undefined)
    for await (const rows of exportRows(by, vendorMaster, asked)) file.push(...rows.map(({ no }) => no!))
    expect(file.sort()).toEqual(vendors.map(({ no }) => no))
    expect(count).toBe(file.length)
    return file
  }
  expect(await listed("open", purchaser)).toEqual([dutch.no, european.no].sort())
  expect(await listed("overdue", purchaser)).toEqual([dutch.no])
  // Who may not see the books is told nothing by it.
  expect(await listed("overdue", processor)).toHaveLength(3)
  await books.pay(dutch, "10", [{ vendorLedgerEntryNo: first, amount: "10" }])
  expect(await listed("open", purchaser)).toEqual([european.no])
})
