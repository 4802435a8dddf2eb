import { readdirSync } from "node:fs"
import { eq, sql } from "drizzle-orm"
import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { bankAccount, company, noSeries, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { env } from "@/env"
import { makeCompany } from "@/test/factories"
import { type NewCompany, readCompanyDetails } from "./company-details"
import { takenAddresses } from "./company-slug"
import { createCompany, isTaken } from "./create-company"

const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
afterAll(() => owner.end())

const typed: NewCompany = {
  name: "Éclairage Peeters & Zonen",
  legalForm: "BV",
  address: "Kaai 3",
  postCode: "9000",
  city: "Gent",
  countryRegionCode: "",
  vatRegistrationNo: "0403.019.261",
  registrationNo: "0403.019.261",
  email: "post@peeters.example",
  iban: "BE68 5390 0754 7034",
  template: "belgian",
  standardRate: "",
  reducedRate: "",
  currencyCode: "",
  language: "nl",
  timeZone: "Europe/Brussels",
  fiscalYearStartMonth: "7",
}

async function make(changes: Partial<NewCompany> = {}) {
  const details = readCompanyDetails({ ...typed, ...changes }, "nl")
  if (Array.isArray(details)) throw new Error(JSON.stringify(details))
  return drizzle(owner).transaction(tx =>
    createCompany(
      tx,
      details,
      async row => (await tx.insert(company).values(row).returning({ id: company.id }))[0]!.id,
    ),
  )
}

test("a Belgian company has its country, its three rates, its number and a series of this year", async () => {
  const { id, slug } = await make()
  expect(slug).toBe("eclairage-peeters-zonen")
  await inCompany(id, async tx => {
    const [row] = await tx.select().from(company).where(eq(company.id, id))
    expect(row).toMatchObject({
      countryRegionCode: "BE",
      vatRegistrationNo: "BE0403019261",
      registrationNo: "0403019261",
      currencyCode: "EUR",
      fiscalYearStartMonth: 7,
    })
    const home = await tx
      .select({ group: vatPostingSetup.vatProdPostingGroup, percent: vatPostingSetup.vatPercent })
      .from(vatPostingSetup)
      .where(eq(vatPostingSetup.vatBusPostingGroup, "BINNENL"))
    expect(new Map(home.map(({ group, percent }) => [group, Number(percent)]))).toEqual(
      new Map([
        ["HOOG", 21],
        ["MIDDEN", 12],
        ["LAAG", 6],
        ["NUL", 0],
        ["VRIJ", 0],
      ]),
    )
    const [series] = await tx.select().from(noSeries).where(eq(noSeries.code, "GIF"))
    const [now] = await tx.execute<{ year: string }>(
      sql`select to_char(now() at time zone 'Europe/Brussels', 'YY') as year`,
    )
    expect(series).toMatchObject({ prefix: `GIF${now!.year}-`, lastNumber: 0, allowGaps: false })
    const [bank] = await tx.select().from(bankAccount)
    expect(bank).toMatchObject({ iban: "BE68539007547034", currencyCode: "EUR" })
  })
})

test("each VAT case of each template names accounts of its chart that exist", async () => {
  const english = { template: "english", countryRegionCode: "FR", vatRegistrationNo: "", registrationNo: "", iban: "" }
  for (const changes of [
    { template: "dutch", vatRegistrationNo: "", registrationNo: "12345678" },
    {},
    { ...english, standardRate: "20", reducedRate: "5,5" },
    { ...english, countryRegionCode: "DK", currencyCode: "DKK", standardRate: "25" },
  ]) {
    const { id } = await make({ name: "Proef", ...changes })
    const [found] = await inCompany(id, tx =>
      tx.execute<{ cases: number; lost: number }>(sql`
        select count(*)::int as cases, count(*) filter (where not exists (
          select from gl_account a where a.no = v.purchase_vat_account_no and a.account_type = 'posting' and not a.direct_posting)
          and v.vat_calculation_type <> 'exempt' and v.vat_identifier not in ('NUL', 'ZERO'))::int as lost
        from vat_posting_setup v`),
    )
    expect(found!.cases).toBeGreaterThanOrEqual(12)
    expect(found!.lost).toBe(0)
  }
})

test("a second company of that name gets another address, and none is that of a page", async () => {
  await makeCompany({ slug: "tweeling" })
  expect((await make({ name: "Tweeling" })).slug).toBe("tweeling-2")
  expect((await make({ name: "Setup" })).slug).toBe("setup-2")
  expect((await make({ name: "東京" })).slug).toBe("company")
  expect(await drizzle(owner).transaction(tx => isTaken(tx, "company"))).toBe(true)
})

test("no company takes the address of a page that belongs to none", () => {
  const pages = readdirSync("app", { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !/^[_[(]/u.test(entry.name))
    .map(({ name }) => name)
  expect(takenAddresses).toEqual(expect.arrayContaining(pages))
})

test.each([
  [{ name: " " }, ["name required"]],
  [{ template: "french" }, ["template required"]],
  [{ template: "english", standardRate: "20" }, ["countryRegionCode required"]],
  [{ template: "dutch", countryRegionCode: "BE" }, ["template company.template_of_country"]],
  [{ vatRegistrationNo: "0403.019.262" }, ["vatRegistrationNo vat_registration_no_invalid"]],
  [{ registrationNo: "0403.019.262" }, ["registrationNo company.registration_no"]],
  [{ iban: "BE68539007547035" }, ["iban setup.iban_invalid"]],
  [{ currencyCode: "DEM" }, ["currencyCode currency_unknown"]],
  [{ timeZone: "Europe/Gent" }, ["timeZone company.time_zone"]],
  [{ fiscalYearStartMonth: "13" }, ["fiscalYearStartMonth invalid"]],
  [{ email: "peeters" }, ["email email"]],
  [
    {
      template: "english",
      countryRegionCode: "FR",
      vatRegistrationNo: "",
      registrationNo: "",
      standardRate: "0",
      reducedRate: "x",
    },
    ["standardRate company.rate_range", "reducedRate number_not_a_number"],
  ],
  [
    {
      template: "english",
      countryRegionCode: "FR",
      vatRegistrationNo: "",
      registrationNo: "",
      standardRate: "5",
      reducedRate: "20",
    },
    ["reducedRate company.rate_order"],
  ],
])("%o is refused beside its field", (changes, expected) => {
  const issues = readCompanyDetails({ ...typed, ...changes }, "nl")
  expect(Array.isArray(issues) ? issues.map(({ field, code }) => `${field} ${code}`) : issues).toEqual(expected)
})
