import { expect, test } from "vitest"
import { makeActor, makeCompany } from "@/test/factories"
import { likenesses } from "@/test/likenesses"
import { readCustomer } from "./read-customer"
import { saveCustomer } from "./save-customer"

const company = await makeCompany()
const actor = await makeActor(company.id, "purchaser")

const save = (typed: Record<string, string>, by = actor) =>
  saveCustomer(by, { key: null, version: 0, typed: { countryRegionCode: "NL", ...typed } })

const { no } = await save({
  name: "Hotel De Zwaan B.V.",
  address: "Markt 1",
  city: "Delft",
  email: "inkoop@dezwaan.example",
  registrationNumber: "12345678",
  vatRegistrationNo: "NL123456782B01",
})

test.each([
  ["vat", { name: "Heel Anders", vatRegistrationNo: "NL123456782B01" }],
  ["kvk", { name: "Heel Anders", registrationNumber: "12345678" }],
  ["mail", { name: "Zwaan Events", city: "Utrecht", email: "info@dezwaan.example" }],
  ["name", { name: "Hotel de Swaan", city: "delft" }],
])("a customer that may be there already is shown before it is saved, by %s", async (by, typed) => {
  expect(await likenesses(save(typed))).toEqual([["customers.similar", "similar.customers", no, by]])
})

test("who has seen them saves all the same; a change asks by what it makes alike alone", async () => {
  const typed = { name: "Hotel De Zwaan", city: "Delft", address: "Elders 9" }
  expect(await likenesses(save({ ...typed, similarSeen: "K99999" }))).toHaveLength(1)
  const made = await save({ ...typed, similarSeen: no })
  const change = async (over: Record<string, string>) => {
    const { values, version } = await readCustomer(actor, made.no)
    return saveCustomer(actor, { key: [made.no], version, typed: { ...values, ...over } })
  }
  expect(await likenesses(change({ phone: "020 1234567" }))).toEqual([])
  expect(await likenesses(change({ registrationNumber: "12345678" }))).toEqual([
    ["customers.similar", "similar.customers", no, "kvk"],
  ])
  expect(await likenesses(change({ registrationNumber: "12345678", similarSeen: no }))).toEqual([])
})

test("another place or company is another customer", async () => {
  expect(await likenesses(save({ name: "Hotel De Zwaan", city: "Maastricht", address: "Plein 4" }))).toEqual([])
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  expect(await likenesses(save({ name: "Hotel De Zwaan", registrationNumber: "12345678" }, stranger))).toEqual([])
})
