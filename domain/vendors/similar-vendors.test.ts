import { expect, test } from "vitest"
import { makeActor, makeCompany } from "@/test/factories"
import { likenesses } from "@/test/likenesses"
import { readVendor } from "./read-vendor"
import { saveVendor } from "./save-vendor"

const company = await makeCompany()
const actor = await makeActor(company.id, "purchaser")

const save = (typed: Record<string, string>, by = actor) =>
  saveVendor(by, { key: null, version: 0, typed: { countryRegionCode: "NL", ...typed } })

const { no } = await save({
  name: "Noordkade Elektro B.V.",
  address: "Kadeweg 1",
  city: "Zaandam",
  email: "verkoop@noordkade.example",
  registrationNumber: "12345678",
})

test.each([
  ["name", { name: "Noordkade Electro", city: "zaandam" }],
  ["name", { name: "NOORDKADE ELEKTRO N.V." }],
  ["kvk", { name: "Heel Anders", registrationNumber: "12345678" }],
  ["mail", { name: "Noordkade Verlichting", city: "Utrecht", email: "info@noordkade.example" }],
])("one that may be there already is shown before it is saved, by %s", async (by, typed) => {
  expect(await likenesses(save(typed))).toEqual([["vendors.similar", "similar.vendors", no, by]])
})

test.each<Record<string, string>>([
  { name: "Noordkade Elektro", city: "Maastricht", address: "Plein 4" },
  { name: "Lindetak", city: "Zaandam", email: "info@noordkade.example" },
  { name: "Noordkade Elektro Twee", city: "Delft", email: "noordkade@gmail.com" },
])("what another firm may have too is saved unasked: %j", async typed => {
  expect(await likenesses(save(typed))).toEqual([])
})

test("who has seen them saves all the same, and is asked again for others alone", async () => {
  const typed = { name: "Noordkade Elektro", city: "Zaandam", address: "Elders 9" }
  expect(await likenesses(save({ ...typed, similarSeen: "L99999" }))).toHaveLength(1)
  const made = await save({ ...typed, similarSeen: no })
  const { values, version } = await readVendor(actor, made.no)
  const change = (over: Record<string, string>) =>
    saveVendor(actor, { key: [made.no], version, typed: { ...(values as Record<string, string>), ...over } })
  // What was so before is not asked anew.
  expect(await likenesses(change({ phone: "020 1234567" }))).toEqual([])
})

test("vendors of another company never matter", async () => {
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  expect(await likenesses(save({ name: "Noordkade Elektro B.V.", registrationNumber: "12345678" }, stranger))).toEqual(
    [],
  )
})
