import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { event, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, Refusal } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { createVendor, type NewVendor } from "./create-vendor"

const company = await makeCompany()
const purchaser = await makeActor(company.id, "purchaser")

const typed = (over: Partial<NewVendor>): NewVendor => ({
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
  return error.issues.map(({ field, code }) => [field, code])
}

test("a vendor at home gets number, terms and posting groups from the setup", async () => {
  const { no } = await createVendor(
    purchaser,
    typed({ name: "  Lindetak B.V. ", vatRegistrationNo: "nl 1234.56.782.b01" }),
  )
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
  const german = await createVendor(purchaser, typed({ name: "Rheinblick GmbH", countryRegionCode: "DE" }))
  expect(await stored(german.no)).toMatchObject({ genBusPostingGroup: "EU", vatBusPostingGroup: "EU" })
  const abroad = { name: "Bluewater Inc.", countryRegionCode: "US", currencyCode: "USD", paymentTermsCode: "14D" }
  const american = await createVendor(purchaser, typed({ ...abroad, vatRegistrationNo: "12-3456789" }))
  expect(await stored(american.no)).toMatchObject({
    vatBusPostingGroup: "BUITENL",
    currencyCode: "USD",
    paymentTermsCode: "14D",
    vatRegistrationNo: "123456789",
  })
  const euro = await createVendor(purchaser, typed({ name: "Hollewei", currencyCode: "EUR" }))
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
  expect(await issues(createVendor(purchaser, typed(wrong)))).toEqual([
    ["name", "required"],
    ["city", "too_long"],
    ["email", "email"],
    ["vatRegistrationNo", "vat_registration_no_invalid"],
    ["currencyCode", "currency_unknown"],
    ["paymentTermsCode", "payment_terms_unknown"],
  ])
  expect(await issues(createVendor(purchaser, typed({ countryRegionCode: "ZZ" })))).toEqual([
    ["countryRegionCode", "country_unknown"],
  ])
  expect(await issues(createVendor(purchaser, typed({ countryRegionCode: "" })))).toEqual([
    ["countryRegionCode", "required"],
  ])
})

test("the same form twice at once makes one vendor, and a VAT number belongs to one", async () => {
  const form = typed({ name: "Tegelpoort B.V.", vatRegistrationNo: "DE136695976", countryRegionCode: "DE" })
  const twice = await Promise.allSettled([createVendor(purchaser, form), createVendor(purchaser, form)])
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  expect(await issues(createVendor(purchaser, { ...form, name: "Somebody else" }))).toEqual([
    ["vatRegistrationNo", "vat_registration_no_used"],
  ])
  const plain = typed({ name: "Veldstroom" })
  await createVendor(purchaser, plain)
  expect(await issues(createVendor(purchaser, { ...plain, name: "VELDSTROOM" }))).toEqual([["name", "vendor_exists"]])
  await createVendor(purchaser, { ...plain, address: "Elders 2" })
})

test("a purchasing manager registers a second branch with the same VAT number, and says why", async () => {
  const manager = await makeActor(company.id, "purchasing_manager")
  const head = typed({ name: "Waterkant B.V.", countryRegionCode: "BE", vatRegistrationNo: "1000.000.021" })
  const { no: headNo } = await createVendor(purchaser, head)
  expect((await stored(headNo)).vatRegistrationNo).toBe("BE1000000021")
  const branch = { ...head, name: "Waterkant Gent", vatRegistrationNo: "BE 1000 000 021" }
  expect(await issues(createVendor(manager, branch))).toEqual([["sharedVatReason", "shared_vat_reason"]])
  const why = { ...branch, sharedVatReason: "Branch in Ghent, with a bank account of its own" }
  expect(await issues(createVendor(purchaser, why))).toEqual([["vatRegistrationNo", "vat_registration_no_used"]])
  const { no } = await createVendor(manager, why)
  expect(await stored(no)).toMatchObject({ name: "Waterkant Gent", vatRegistrationNo: "BE1000000021" })
  const events = await inCompany(company.id, tx => tx.select().from(event).where(eq(event.subjectNo, no)))
  expect(events).toMatchObject([{ data: { sharesVatWith: headNo, reason: why.sharedVatReason } }])
})

test("order processors and administrators register none", async () => {
  for (const role of ["order_processor", "administrator"] as const) {
    await expect(createVendor(await makeActor(company.id, role), typed({}))).rejects.toThrow(Forbidden)
  }
})
