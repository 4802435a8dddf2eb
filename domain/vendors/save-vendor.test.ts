import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { event, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { StaleRecord } from "@/domain/records/merge-record"
import { makeActor, makeCompany } from "@/test/factories"
import { readVendor } from "./read-vendor"
import { saveVendor } from "./save-vendor"

const company = await makeCompany()
const purchaser = await makeActor(company.id, "purchaser")

const make = (actor: Actor, form: Record<string, string>) => saveVendor(actor, { key: null, version: 0, typed: form })

const typed = (over: Record<string, string>): Record<string, string> => ({
  name: "Noordkade Elektro B.V.",
  address: "Kadeweg 1",
  address2: "",
  postCode: "1500 AB",
  city: "Zaandam",
  countryRegionCode: "NL",
  contact: "",
  phone: "",
  email: "",
  vatRegistrationNo: "",
  sharedVatReason: "",
  currencyCode: "",
  paymentTermsCode: "",
  ...over,
})

const stored = (no: string) =>
  inCompany(company.id, async tx => (await tx.select().from(vendor).where(eq(vendor.no, no)))[0]!)

async function issues(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("it was not refused")
  return error.issues.map(({ field, code }) => [field?.replace("vendors.", ""), code])
}

test("a vendor at home gets number, terms and posting groups from the setup", async () => {
  const { no } = await make(purchaser, typed({ name: "  Lindetak B.V. ", vatRegistrationNo: "nl 1234.56.782.b01" }))
  expect(no).toMatch(/^L\d{5}$/)
  expect(await stored(no)).toMatchObject({
    name: "Lindetak B.V.",
    searchName: "LINDETAK B.V.",
    vatRegistrationNo: "NL123456782B01",
    currencyCode: null,
    paymentTermsCode: "30D",
    vendorPostingGroup: "BINNENL",
    genBusPostingGroup: "BINNENL",
    vatBusPostingGroup: "BINNENL",
    blocked: "",
  })
  const events = await inCompany(company.id, tx => tx.select().from(event).where(eq(event.subjectNo, no)))
  expect(events).toMatchObject([{ kind: "vendor.created", actorName: purchaser.name }])
})

test("posting groups follow the country, the currency is kept where it is another", async () => {
  const german = await make(purchaser, typed({ name: "Rheinblick GmbH", countryRegionCode: "DE" }))
  expect(await stored(german.no)).toMatchObject({ genBusPostingGroup: "EU", vatBusPostingGroup: "EU" })
  const abroad = { name: "Bluewater Inc.", countryRegionCode: "US", currencyCode: "USD", paymentTermsCode: "14D" }
  const american = await make(purchaser, typed({ ...abroad, vatRegistrationNo: "12-3456789" }))
  expect(await stored(american.no)).toMatchObject({
    vatBusPostingGroup: "BUITENL",
    currencyCode: "USD",
    paymentTermsCode: "14D",
    vatRegistrationNo: "123456789",
  })
  const euro = await make(purchaser, typed({ name: "Hollewei", currencyCode: "EUR" }))
  expect((await stored(euro.no)).currencyCode).toBeNull()
})

test("everything that is wrong is said at once, and nothing is made", async () => {
  const wrong = {
    name: " ",
    city: "x".repeat(51),
    email: "nobody",
    vatRegistrationNo: "NL123456789B01",
    currencyCode: "XXX",
    paymentTermsCode: "NEVER",
  }
  expect(await issues(make(purchaser, typed(wrong)))).toEqual([
    ["name", "required"],
    ["city", "too_long"],
    ["vatRegistrationNo", "vat_registration_no_invalid"],
    ["email", "email"],
    ["paymentTermsCode", "setup.reference_unknown"],
    ["currencyCode", "setup.reference_unknown"],
  ])
  expect(await issues(make(purchaser, typed({ countryRegionCode: "ZZ" })))).toEqual([
    ["countryRegionCode", "country_unknown"],
  ])
  expect(await issues(make(purchaser, typed({ countryRegionCode: "" })))).toEqual([["countryRegionCode", "required"]])
})

test("the same form twice at once makes one vendor, and a VAT number belongs to one", async () => {
  const form = typed({ name: "Tegelpoort B.V.", vatRegistrationNo: "DE136695976", countryRegionCode: "DE" })
  const twice = await Promise.allSettled([make(purchaser, form), make(purchaser, form)])
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  expect(await issues(make(purchaser, { ...form, name: "Somebody else" }))).toEqual([
    ["vatRegistrationNo", "vat_registration_no_used"],
  ])
  const plain = typed({ name: "Veldstroom" })
  const { no } = await make(purchaser, plain)
  expect(await issues(make(purchaser, { ...plain, name: "VELDSTROOM" }))).toEqual([["name", "vendor_exists"]])
  const elsewhere = { ...plain, address: "Elders 2" }
  expect(await issues(make(purchaser, elsewhere))).toEqual([["similar", "similar.vendors"]])
  await make(purchaser, { ...elsewhere, similarSeen: no })
})

test("a purchasing manager registers a second branch with the same VAT number, and says why", async () => {
  const manager = await makeActor(company.id, "purchasing_manager")
  const head = typed({ name: "Waterkant B.V.", countryRegionCode: "BE", vatRegistrationNo: "1000.000.021" })
  const { no: headNo } = await make(purchaser, head)
  expect((await stored(headNo)).vatRegistrationNo).toBe("BE1000000021")
  const branch = { ...head, name: "Waterkant Gent", vatRegistrationNo: "BE 1000 000 021" }
  expect(await issues(make(manager, branch))).toEqual([["sharedVatReason", "shared_vat_reason"]])
  const why = { ...branch, sharedVatReason: "Branch in Ghent, with a bank account of its own" }
  expect(await issues(make(purchaser, why))).toEqual([["vatRegistrationNo", "vat_registration_no_used"]])
  const { no } = await make(manager, why)
  expect(await stored(no)).toMatchObject({ name: "Waterkant Gent", vatRegistrationNo: "BE1000000021" })
  const events = await inCompany(company.id, tx => tx.select().from(event).where(eq(event.subjectNo, no)))
  expect(events).toMatchObject([{ data: { sharesVatWith: headNo, reason: why.sharedVatReason } }])
})

test("order processors and administrators register none", async () => {
  for (const role of ["order_processor", "administrator"] as const) {
    await expect(make(await makeActor(company.id, role), typed({}))).rejects.toThrow(Forbidden)
  }
})

/** What the card's form would send with nothing changed. */
async function formOf(actor: Actor, no: string) {
  const { values, version, definition } = await readVendor(actor, no)
  const kept = definition.fields.filter(
    ({ name, kind }) => name !== "no" && (kind !== "boolean" || values[name] === "true"),
  )
  return {
    version,
    typed: Object.fromEntries(kept.map(({ name, kind }) => [name, kind === "boolean" ? "on" : values[name]!])),
  }
}

async function change(actor: Actor, no: string, over: Record<string, string>, opened?: { version: number }) {
  const form = await formOf(actor, no)
  const version = opened?.version ?? form.version
  return saveVendor(actor, { key: [no], version, typed: { ...form.typed, ...over } })
}

test("a card is changed field by field, and its history says from what to what", async () => {
  const { no } = await make(purchaser, typed({ name: "Rietdekker B.V." }))
  await change(purchaser, no, { name: "Rietdekkers B.V.", phone: "+31 75 123 45 67", gln: "871 6867 00000 9" })
  expect(await stored(no)).toMatchObject({
    name: "Rietdekkers B.V.",
    searchName: "RIETDEKKERS B.V.",
    phone: "+31 75 123 45 67",
    gln: "8716867000009",
  })
  const { history } = await readVendor(purchaser, no)
  expect(history.map(({ kind }) => kind)).toEqual(["vendor.changed", "vendor.created"])
  expect(history[0]!.changes).toEqual([
    { field: "name", old: "Rietdekker B.V.", new: "Rietdekkers B.V." },
    { field: "phone", old: "", new: "+31 75 123 45 67" },
    { field: "searchName", old: "RIETDEKKER B.V.", new: "RIETDEKKERS B.V." },
    { field: "gln", old: "", new: "8716867000009" },
  ])
})

test("the search name follows the name until somebody changes it", async () => {
  const { no } = await make(purchaser, typed({ name: "Zuiderkruis" }))
  await change(purchaser, no, { searchName: "kruis" })
  await change(purchaser, no, { name: "Zuiderkruis Groep" })
  expect((await stored(no)).searchName).toBe("KRUIS")
})

test("a blank field takes what stands beside it, and the currency and language follow the company", async () => {
  const { no } = await make(purchaser, typed({ name: "Oosterhout" }))
  await change(purchaser, no, { paymentTermsCode: "14D", vatBusPostingGroup: "" })
  await change(purchaser, no, { paymentTermsCode: "" })
  expect(await stored(no)).toMatchObject({ paymentTermsCode: "30D", vatBusPostingGroup: "BINNENL", currencyCode: null })
  const { inherited } = await readVendor(purchaser, no)
  expect(inherited).toMatchObject({
    paymentTermsCode: { value: "30D", source: "setup" },
    currencyCode: { value: "EUR", stays: true },
    payToVendorNo: { value: no },
  })
})

test("what has a form of its own is refused beside its field, and a changed country checks the VAT number again", async () => {
  const { no } = await make(purchaser, typed({ name: "Hoekstra", vatRegistrationNo: "NL004495445B01" }))
  const wrong = {
    countryRegionCode: "DE",
    phone: "ask Jan",
    registrationNumber: "",
    organisationIdNo: "0000",
    gln: "8716867000007",
    payToVendorNo: "NOBODY",
    languageCode: "xx",
  }
  expect(await issues(change(purchaser, no, wrong))).toEqual([
    ["vatRegistrationNo", "vat_registration_no_invalid"],
    ["phone", "card.phone_letters"],
    ["languageCode", "invalid"],
    ["organisationIdNo", "card.oin_form"],
    ["gln", "card.gln_check_digit"],
    ["payToVendorNo", "no_such.vendors"],
  ])
  expect((await stored(no)).countryRegionCode).toBe("NL")
})

test("a registration number is that of its country's register", async () => {
  const place = (countryRegionCode: string, registrationNumber: string) =>
    typed({ name: `Firm ${registrationNumber}`, countryRegionCode, registrationNumber })
  for (const [country, number, kept] of [
    ["NL", "1234.5678", "12345678"],
    ["BE", "BE 0403.019.261", "0403019261"],
    ["DE", "HRB 4711", "HRB4711"],
  ] as const) {
    const { no } = await make(purchaser, place(country, number))
    expect((await stored(no)).registrationNumber).toBe(kept)
  }
  expect(await issues(make(purchaser, place("NL", "1234567")))).toEqual([["registrationNumber", "card.kvk_form"]])
  expect(await issues(make(purchaser, place("BE", "12345678")))).toEqual([
    ["registrationNumber", "company.registration_no"],
  ])
})

test("two people on one card lose nothing", async () => {
  const { no } = await make(purchaser, typed({ name: "Tweespraak" }))
  const opened = await formOf(purchaser, no)
  const colleague = await makeActor(company.id, "purchaser")
  await change(colleague, no, { city: "Krommenie", phone: "075" })
  const stale = await saveVendor(purchaser, {
    key: [no],
    version: opened.version,
    typed: { ...opened.typed, email: "post@tweespraak.example", phone: "020" },
  }).catch(error => error)
  expect(stale).toBeInstanceOf(StaleRecord)
  expect(stale.taken).toMatchObject([{ field: "city", now: "Krommenie" }])
  expect(stale.conflicts).toMatchObject([{ field: "vendors.phone", before: "", mine: "020", theirs: "075" }])
  expect((await stored(no)).email).toBe("")
})

test("another company's vendor is unknown", async () => {
  const other = await makeCompany()
  const { no } = await make(purchaser, typed({ name: "Vreemd" }))
  const stranger = await makeActor(other.id, "purchaser")
  await expect(readVendor(stranger, no)).rejects.toThrow(NotFound)
  await expect(saveVendor(stranger, { key: [no], version: 0, typed: typed({}) })).rejects.toThrow(NotFound)
})
