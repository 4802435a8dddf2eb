import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { purchaser, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { columnOf } from "@/domain/records/values"
import { makeActor, makeCompany, makeMember, makeUser, makeVendor } from "@/test/factories"
import {
  applyVendorTemplate,
  applyVendorTemplateToAll,
  readTemplateApplication,
  readTemplateApplications,
} from "./apply-vendor-template"
import { listVendorTemplates } from "./list-vendor-templates"
import { readNewVendor, readVendor } from "./read-vendor"
import { saveVendor } from "./save-vendor"
import { vendorCard } from "./vendor-card"
import { deleteVendorTemplate, readNewVendorTemplate, readVendorTemplate, saveVendorTemplate } from "./vendor-template"
import { personalFields, vendorTemplateCard } from "./vendor-template-card"

const company = await makeCompany()
const actor = await makeActor(company.id, "purchaser")

const save = (code: string, terms: Record<string, string>) =>
  saveVendorTemplate(actor, { key: null, version: 0, typed: { code, description: `Kind ${code}`, ...terms } })

const register = (name: string, form: Record<string, string>) =>
  saveVendor(actor, { key: null, version: 0, typed: { name, countryRegionCode: "NL", ...form } })

const stored = (no: string) =>
  inCompany(company.id, async tx => (await tx.select().from(vendor).where(eq(vendor.no, no)))[0]!)

const codes = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    error => (error instanceof Refusal ? error.issues.map(({ field, code }) => [field, code]) : Promise.reject(error)),
  )

test("every field of the vendor card is either personal or one of the template, which has a column for it", () => {
  const names = vendorCard.fields.map(({ name }) => name)
  expect([...personalFields].filter(name => !names.includes(name))).toEqual([])
  const shared = names.filter(name => !personalFields.has(name))
  const own = vendorTemplateCard.fields.map(({ name }) => name)
  expect(own.slice(3)).toEqual(shared)
  for (const name of own) expect(columnOf(vendorTemplateCard, name).name).toBeTruthy()
  // What thieves want, and what is one vendor's alone, never travels by a template.
  for (const name of ["vatRegistrationNo", "email", "phone", "address", "contact", "payToVendorNo", "gln"]) {
    expect(own).not.toContain(name)
  }
})

test("a new vendor's blank fields come from the template chosen, and what is typed stays", async () => {
  await save("WEEK", {
    paymentTermsCode: "14D",
    leadTimeCalculation: "1W",
    currencyCode: "USD",
    pricesIncludingVat: "on",
  })
  const { no } = await register("Met sjabloon", { template: "WEEK", leadTimeCalculation: "3D" })
  expect(await stored(no)).toMatchObject({
    paymentTermsCode: "14D",
    leadTimeCalculation: "3D",
    currencyCode: "USD",
    pricesIncludingVat: true,
    // What it does not speak of comes from the setup.
    vendorPostingGroup: "BINNENL",
  })
  // A box that the form had ticked by the template, and that somebody cleared.
  const cleared = await register("Zonder vinkje", { template: "WEEK", templateDrawn: "WEEK" })
  expect(await stored(cleared.no)).toMatchObject({ pricesIncludingVat: false, paymentTermsCode: "14D" })
  const none = await register("Zonder sjabloon", { template: "-" })
  expect(await stored(none.no)).toMatchObject({ paymentTermsCode: "30D", currencyCode: null })
})

test("a template is proposed by country: the very country before the region", async () => {
  const own = await makeCompany()
  const buyer = await makeActor(own.id, "purchaser")
  const template = (code: string, terms: Record<string, string>) =>
    saveVendorTemplate(buyer, { key: null, version: 0, typed: { code, description: code, ...terms } })
  await template("EU", { proposedFor: "eu", paymentTermsCode: "14D", vatBusPostingGroup: "EU" })
  await template("DE", { proposedFor: "country", countryRegionCode: "DE", paymentTermsCode: "30D", languageCode: "en" })
  const terms = async (name: string, countryRegionCode: string) => {
    const { no } = await saveVendor(buyer, { key: null, version: 0, typed: { name, countryRegionCode, template: "" } })
    const { values } = await readVendor(buyer, no)
    return [values.paymentTermsCode, values.languageCode, values.vatBusPostingGroup]
  }
  expect(await terms("Vlaams", "BE")).toEqual(["14D", "", "EU"])
  expect(await terms("Rheinisch", "DE")).toEqual(["30D", "en", "EU"])
  expect(await terms("Amerikaans", "US")).toEqual(["30D", "", "BUITENL"])
  const twice = template("EU2", { proposedFor: "eu" })
  expect(await codes(twice)).toEqual([["vendors.proposedFor", "vendor_template.proposed_already"]])
  const nowhere = template("LAND", { proposedFor: "country" })
  expect(await codes(nowhere)).toEqual([["vendors.countryRegionCode", "required"]])
})

test("the form for a new vendor shows what the template says of blank fields, and ticks its boxes", async () => {
  const read = await readNewVendor(actor, "", "WEEK")
  expect(read.template).toBe("WEEK")
  expect(read.values.pricesIncludingVat).toBe("true")
  expect(read.inherited.paymentTermsCode).toEqual({ value: "14D", source: "template" })
  expect((await readNewVendor(actor, "", "UNKNOWN")).template).toBeUndefined()
})

test("a purchaser who makes a vendor is its purchaser", async () => {
  const user = await makeUser({ email: "ilse@inkoop.example" })
  const buyer = await makeMember(company.id, user, ["purchaser"])
  await inCompany(company.id, tx =>
    tx.insert(purchaser).values({ companyId: company.id, code: "IK", name: "Ilse", email: "Ilse@inkoop.example" }),
  )
  const { no } = await saveVendor(buyer, {
    key: null,
    version: 0,
    typed: { name: "Van Ilse", countryRegionCode: "NL" },
  })
  expect((await stored(no)).purchaserCode).toBe("IK")
  expect((await stored((await register("Van een ander", {})).no)).purchaserCode).toBeNull()
})

test("a vendor is saved as a template without anything of its own", async () => {
  const { no } = await register("Van de Ven", {
    address: "Dorpsstraat 1",
    phone: "0201234567",
    email: "post@vandeven.example",
    vatRegistrationNo: "NL123456782B01",
    paymentTermsCode: "14D",
    leadTimeCalculation: "2W",
  })
  const { values } = await readNewVendorTemplate(actor, no)
  expect(values).toMatchObject({ paymentTermsCode: "14D", leadTimeCalculation: "2W", countryRegionCode: "NL" })
  const said = JSON.stringify(values)
  for (const own of ["Dorpsstraat", "0201234567", "vandeven", "NL123456782B01"]) expect(said).not.toContain(own)
  await expect(readNewVendorTemplate(actor, "L99999")).rejects.toBeInstanceOf(NotFound)
})

test("applying a template shows each field, and fills blank ones or replaces", async () => {
  await save("RUIM", { paymentTermsCode: "14D", leadTimeCalculation: "5D", purchaserCode: "JB" })
  const { no } = await register("Toegepast", { leadTimeCalculation: "1D" })
  const shown = async () => {
    const read = await readTemplateApplication(actor, no, "RUIM")
    return { read, versions: { vendor: read.vendor.version, template: read.template.version } }
  }
  const before = await shown()
  expect(
    before.read.differences.map(({ field, now, template, isBlank }) => [field.name, now, template, isBlank]),
  ).toEqual([
    ["paymentTermsCode", "30D", "14D", false],
    ["purchaserCode", "", "JB", true],
    ["leadTimeCalculation", "1D", "5D", false],
  ])
  await applyVendorTemplate(actor, no, "RUIM", "fill", before.versions)
  expect(await stored(no)).toMatchObject({ purchaserCode: "JB", paymentTermsCode: "30D", leadTimeCalculation: "1D" })
  expect(await codes(applyVendorTemplate(actor, no, "RUIM", "replace", before.versions))).toEqual([
    [undefined, "vendor_template.changed"],
  ])
  await applyVendorTemplate(actor, no, "RUIM", "replace", (await shown()).versions)
  expect(await stored(no)).toMatchObject({ name: "Toegepast", paymentTermsCode: "14D", leadTimeCalculation: "5D" })
  const { history } = await readVendor(actor, no)
  expect(history[0]!.changes).toEqual([
    { field: "paymentTermsCode", old: "30D", new: "14D" },
    { field: "leadTimeCalculation", old: "1D", new: "5D" },
  ])
  expect(await codes(applyVendorTemplate(actor, no, "RUIM", "replace", (await shown()).versions))).toEqual([
    [undefined, "vendor_template.nothing"],
  ])
  const template = await readVendorTemplate(actor, "RUIM")
  expect(template.history.map(({ kind }) => kind)).toEqual([
    "vendor_template.replaced",
    "vendor_template.filled",
    "vendor_template.created",
  ])
})

test("templates belong to their company, and to those who edit vendors", async () => {
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  const processor = await makeActor(company.id, "order_processor")
  await expect(readVendorTemplate(stranger, "WEEK")).rejects.toBeInstanceOf(NotFound)
  await expect(deleteVendorTemplate(stranger, "WEEK")).rejects.toBeInstanceOf(NotFound)
  const { no } = await makeVendor(stranger.companyId)
  await expect(readTemplateApplication(stranger, no, "WEEK")).rejects.toBeInstanceOf(NotFound)
  expect(
    await codes(
      saveVendor(stranger, { key: null, version: 0, typed: { name: "X", countryRegionCode: "NL", template: "WEEK" } }),
    ),
  ).toEqual([["vendors.template", "setup.reference_unknown"]])
  expect((await listVendorTemplates(processor)).map(({ code }) => code)).toContain("WEEK")
  await expect(deleteVendorTemplate(processor, "WEEK")).rejects.toBeInstanceOf(Forbidden)
  await deleteVendorTemplate(actor, "WEEK")
  await expect(readVendorTemplate(actor, "WEEK")).rejects.toBeInstanceOf(NotFound)
})

test("several vendors take a template at once as it was shown, all or none, and who has it all stays untouched", async () => {
  await save("VELEN", { paymentTermsCode: "14D", currencyCode: "USD" })
  const nos: string[] = []
  for (const [name, form] of [
    ["Velen een", {}],
    ["Velen twee", { currencyCode: "GBP" }],
    ["Velen drie", { paymentTermsCode: "14D", currencyCode: "USD" }],
  ] as const) {
    nos.push((await register(name, form)).no)
  }
  const shown = await readTemplateApplications(actor, nos, "VELEN")
  expect(
    shown.map(({ differences }) => differences.map(({ field, isBlank }) => `${field.name} ${isBlank}`).sort()),
  ).toEqual([["currencyCode true", "paymentTermsCode false"], ["currencyCode false", "paymentTermsCode false"], []])
  const vendors = shown.map(({ vendor }) => ({ no: vendor.values.no!, version: vendor.version }))
  const template = { code: "VELEN", version: shown[0]!.template.version }
  // One of them is another by now: none takes it.
  const { version, values } = await readVendor(actor, nos[1]!)
  await saveVendor(actor, { key: [nos[1]!], version, typed: { ...values, city: "Delft" } })
  expect(await codes(applyVendorTemplateToAll(actor, vendors, template, "replace"))).toEqual([
    [undefined, "vendor_template.changed"],
  ])
  expect((await stored(nos[0]!)).currencyCode).toBeNull()
  const again = (await readTemplateApplications(actor, nos, "VELEN")).map(({ vendor }) => ({
    no: vendor.values.no!,
    version: vendor.version,
  }))
  expect(await applyVendorTemplateToAll(actor, again, template, "fill")).toBe(1)
  expect(await Promise.all(nos.map(async no => (await stored(no)).currencyCode))).toEqual(["USD", "GBP", "USD"])
  const now = (await readTemplateApplications(actor, nos, "VELEN")).map(({ vendor }) => ({
    no: vendor.values.no!,
    version: vendor.version,
  }))
  expect(await applyVendorTemplateToAll(actor, now, template, "replace")).toBe(2)
  expect(await Promise.all(nos.map(async no => (await stored(no)).paymentTermsCode))).toEqual(["14D", "14D", "14D"])
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(readTemplateApplications(stranger, nos, "VELEN")).rejects.toThrow(NotFound)
  await expect(readTemplateApplications(await makeActor(company.id, "order_processor"), nos, "VELEN")).rejects.toThrow(
    Forbidden,
  )
})
