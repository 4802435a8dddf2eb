import { expect, test } from "vitest"
import { Forbidden } from "@/domain/errors"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { listVendorChoice } from "./list-vendor-choice"

const names = ({ vendors }: Awaited<ReturnType<typeof listVendorChoice>>) => vendors.map(vendor => vendor.name)

test("vendors stand by name as people sort them, the preferred one first, and say how many there are", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "order_processor")
  await makeVendor(id, { name: "Zebra Verf" })
  await makeVendor(id, { name: "appelhof groen" })
  const preferred = await makeVendor(id, { name: "Noordkade Elektro B.V." })
  expect(names(await listVendorChoice(actor, {}))).toEqual(["appelhof groen", "Noordkade Elektro B.V.", "Zebra Verf"])
  const first = await listVendorChoice(actor, { preferredNo: preferred.no, limit: 2 })
  expect(names(first)).toEqual(["Noordkade Elektro B.V.", "appelhof groen"])
  expect(first.total).toBe(3)
  expect(names(await listVendorChoice(actor, { preferredNo: "L99999" }))).toHaveLength(3)
})

test("a preferred vendor beyond the first page still comes first", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "order_processor")
  for (const name of ["Alfa", "Beta", "Gamma"]) await makeVendor(id, { name })
  const last = await makeVendor(id, { name: "Zeta" })
  expect(names(await listVendorChoice(actor, { preferredNo: last.no, limit: 2 }))).toEqual(["Zeta", "Alfa"])
})

test("search forgives typing errors, knows numbers and cities, and stays in the company", async () => {
  const [{ id }, other] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(id, "purchaser")
  const { no } = await makeVendor(id, { name: "Hollewei Sanitair B.V.", city: "Ede" })
  await makeVendor(id, { name: "Lindetak Verlichting B.V.", city: "Helmond" })
  await makeVendor(other.id, { name: "Hollewei Sanitair B.V." })
  expect(names(await listVendorChoice(actor, { search: " holewei " }))).toEqual(["Hollewei Sanitair B.V."])
  expect(names(await listVendorChoice(actor, { search: "helmond" }))).toEqual(["Lindetak Verlichting B.V."])
  expect(await listVendorChoice(actor, { search: no })).toMatchObject({ vendors: [{ no }], total: 1 })
  expect(await listVendorChoice(actor, { search: "qqqqqq" })).toEqual({ vendors: [], total: 0 })
  expect(names(await listVendorChoice(actor, { search: "100%_" }))).toEqual([])
})

test("search knows VAT registration numbers however they are written, contacts, phones and post codes", async () => {
  const [{ id }, other] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(id, "purchaser")
  const own = {
    contact: "Jolanda Vis",
    phone: "+31 75 612 3456",
    postCode: "1506 AA",
    vatRegistrationNo: "BE0403019261",
  }
  const { no } = await makeVendor(id, own)
  await makeVendor(id, { vatRegistrationNo: "NL123456782B01" })
  await makeVendor(other.id, own)
  for (const search of ["BE 0403.019.261", "be0403019261", "0403.019.261", "jolanda", "612 3456", "1506 AA"]) {
    expect([search, (await listVendorChoice(actor, { search })).vendors.map(each => each.no)]).toEqual([search, [no]])
  }
  expect((await listVendorChoice(actor, { search: "0403.019.26" })).vendors).toEqual([])
})

test("a blocked vendor is shown and cannot be chosen; blocked for payment passes; who is paid counts too", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "order_processor")
  const paid = await makeVendor(id, { name: "D paid", blocked: "all", currencyCode: "USD" })
  await makeVendor(id, { name: "A all", blocked: "all" })
  await makeVendor(id, { name: "B payment", blocked: "payment" })
  await makeVendor(id, { name: "C private", blocked: "all", privacyBlocked: true })
  await makeVendor(id, { name: "E through another", payToVendorNo: paid.no })
  const { vendors } = await listVendorChoice(actor, {})
  expect(
    vendors.map(({ name, blocked, selectable, currencyCode }) => [name, blocked, selectable, currencyCode]),
  ).toEqual([
    ["A all", "all", false, null],
    ["B payment", "payment", true, null],
    ["C private", "all", false, null],
    ["D paid", "all", false, "USD"],
    ["E through another", "all", false, "USD"],
  ])
})

test("an administrator has no business with vendors", async () => {
  const { id } = await makeCompany()
  await expect(listVendorChoice(await makeActor(id, "administrator"), {})).rejects.toThrow(Forbidden)
})
