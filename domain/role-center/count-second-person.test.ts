import { expect, test } from "vitest"
import { vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { listVendorRegistrations } from "@/domain/vendors/list-vendor-registrations"
import { listVendors } from "@/domain/vendors/list-vendors"
import { answerVendorRegistration } from "@/domain/vendors/vendor-registrations"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { readRoleCenter } from "./read-role-center"

const counted = async (actor: Parameters<typeof readRoleCenter>[0]) => (await readRoleCenter(actor)).counts.secondPerson

test("what waits for a second person is counted for who may answer it, as each list has it, of this company alone", async () => {
  const { id } = await makeCompany()
  const processor = await makeActor(id, "order_processor")
  const purchaser = await makeActor(id, "purchaser")
  const manager = await makeActor(id, "purchasing_manager")
  const nothing = { unproven: 0, ownUnproven: 0, registrations: 0 }
  expect(await counted(purchaser)).toEqual(nothing)
  await makeVendor(id, { unproven: true, registeredBy: purchaser.userId })
  await makeVendor(id, { unproven: true })
  const { no: paid } = await makeVendor(id)
  for (const iban of ["NL91ABNA0417164300", "NL20INGB0001234567"]) {
    await proposeBankAccount(purchaser, paid, {
      iban,
      accountNo: "",
      bic: "",
      accountHolder: "Nieuw",
      evidence: "Letter",
      verifiedHow: "met",
      verifiedOn: "t",
    })
  }
  const sale = await makeSalesInvoice(id, [itemLine(await makeItem(id))])
  const document = { documentType: "sales_invoice", documentNo: sale.no } as const
  const asked = await askForVendor(processor, { name: "Onbekend", ...document })
  await askForVendor(processor, { name: "Ook onbekend", ...document })

  expect(await counted(processor)).toBeUndefined()
  expect(await counted(await makeActor(id, "administrator"))).toBeUndefined()
  expect(await counted(purchaser)).toEqual({ unproven: 2, ownUnproven: 1, registrations: 2 })
  const seen = await counted(manager)
  expect(seen).toEqual({ unproven: 2, ownUnproven: 0, registrations: 2, bankAccounts: 1 })
  for (const [waits, count] of [
    ["unproven", seen!.unproven],
    ["bank_account", seen!.bankAccounts],
  ] as const) {
    expect((await listVendors(manager, { waits })).count).toBe(count)
  }
  expect(await listVendorRegistrations(manager)).toMatchObject({
    rows: [{ name: "Onbekend", askedByName: processor.name, documentNo: sale.no, isThere: true }, {}],
    count: seen!.registrations,
  })
  await answerVendorRegistration(purchaser, asked, { reason: "Not one of ours" })
  expect((await counted(purchaser))?.registrations).toBe(1)
  expect(await counted(await makeActor((await makeCompany()).id, "purchasing_manager"))).toEqual({
    ...nothing,
    bankAccounts: 0,
  })
})

test("counts a thousand and one of twelve hundred, and lists vendors asked for page by page", async () => {
  const { id } = await makeCompany()
  const [processor, purchaser] = [await makeActor(id, "order_processor"), await makeActor(id, "purchaser")]
  const many = Array.from({ length: 1_200 }, (_, n) => ({ companyId: id, no: `V${n}`, name: `V${n}`, unproven: true }))
  await inCompany(id, tx => tx.insert(vendor).values(many))
  expect((await counted(purchaser))?.unproven).toBe(1_001)
  expect((await listVendors(purchaser, { waits: "unproven" })).count).toBe(1_001)

  const { no: documentNo } = await makeSalesInvoice(id)
  for (let n = 0; n < 52; n++) {
    await askForVendor(processor, { name: `Asked ${n}`, documentType: "sales_invoice", documentNo })
  }
  const first = await listVendorRegistrations(purchaser)
  expect(first).toMatchObject({ count: 52, rows: { length: 50 } })
  const behind = await listVendorRegistrations(purchaser, first.next)
  expect(behind.rows.map(({ name }) => name)).toEqual(["Asked 50", "Asked 51"])
  expect(behind.next).toBeUndefined()
})
