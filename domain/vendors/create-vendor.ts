import { and, eq, or, sql } from "drizzle-orm"
import { company, currency, paymentTerms, purchasesSetup, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { isCountry } from "@/domain/countries/countries"
import { regionOf } from "@/domain/countries/region"
import { type Issue, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { isVatRegistrationNo, plainVatRegistrationNo } from "./vat-registration-no"

/** What is typed about a new vendor; only the name and the country are needed. */
export type NewVendor = {
  name: string
  address: string
  address2: string
  postCode: string
  city: string
  /** ISO 3166-1 alpha-2. */
  countryRegionCode: string
  contact: string
  phone: string
  email: string
  vatRegistrationNo: string
  /** Blank: the company's own. */
  currencyCode: string
  /** Blank: the company's default for vendors. */
  paymentTermsCode: string
}

/** Characters each text may have. */
const longest: Partial<Record<keyof NewVendor, number>> = {
  name: 100,
  address: 100,
  address2: 50,
  postCode: 20,
  city: 50,
  contact: 100,
  phone: 30,
  email: 100,
  vatRegistrationNo: 30,
}

/**
 * Registers a vendor: its number from the company's series, its posting groups from the company's defaults for where it
 * is (at home, in the European Union, elsewhere).
 *
 * @returns its number
 * @throws Refusal naming everything that is wrong, each beside its field; "vendor_exists" (params no, name) where one of
 *   the same name and address is there already, so that a form sent twice makes one vendor
 */
export async function createVendor(actor: Actor, typed: NewVendor): Promise<{ no: string; name: string }> {
  authorise(actor, "master_data.edit")
  const input = trimmed(typed)
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    // One at a time, or the same form twice at once would not see itself.
    await tx.execute(sql`select pg_advisory_xact_lock(${companyId}::integer, hashtext('create_vendor'))`)
    const setup = await readSetup(tx, companyId, input)
    const issues = [...textIssues(input), ...setupIssues(input, setup)]
    if (issues.length > 0) throw new Refusal(issues)
    const no = await takeNumberOf(tx, companyId, "vendorNos")
    await tx.insert(vendor).values({ ...input, companyId, no, ...defaultsFor(input, setup) })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "vendor.created",
      subjectType: "vendor",
      subjectNo: no,
      data: { vendorName: input.name },
    })
    return { no, name: input.name }
  })
}

function trimmed(typed: NewVendor): NewVendor {
  const input = { ...typed }
  for (const field of Object.keys(input) as (keyof NewVendor)[]) input[field] = input[field].trim()
  return { ...input, vatRegistrationNo: plainVatRegistrationNo(input.vatRegistrationNo) }
}

async function readSetup(tx: Tx, companyId: number, input: NewVendor) {
  const sameText = (column: typeof vendor.name | typeof vendor.address | typeof vendor.postCode, text: string) =>
    sql`lower(${column}) = lower(${text})`
  const twin = and(
    sameText(vendor.name, input.name),
    sameText(vendor.address, input.address),
    sameText(vendor.postCode, input.postCode),
  )
  const sameVat = input.vatRegistrationNo ? eq(vendor.vatRegistrationNo, input.vatRegistrationNo) : undefined
  const [[row], [ownCurrency], [terms], others] = await Promise.all([
    tx
      .select({
        setup: purchasesSetup,
        home: company.countryRegionCode,
        companyCurrencyCode: company.currencyCode,
      })
      .from(purchasesSetup)
      .innerJoin(company, eq(company.id, purchasesSetup.companyId))
      .where(eq(purchasesSetup.companyId, companyId)),
    tx
      .select({ code: currency.code })
      .from(currency)
      .where(and(eq(currency.companyId, companyId), eq(currency.code, input.currencyCode))),
    tx
      .select({ code: paymentTerms.code })
      .from(paymentTerms)
      .where(and(eq(paymentTerms.companyId, companyId), eq(paymentTerms.code, input.paymentTermsCode))),
    tx
      .select({ no: vendor.no, name: vendor.name, vatRegistrationNo: vendor.vatRegistrationNo })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), or(twin, sameVat)))
      .orderBy(vendor.no)
      .limit(1),
  ])
  if (!row) throw new Error(`company ${companyId} has no purchases setup`)
  return { ...row, currencyExists: ownCurrency !== undefined, termsExist: terms !== undefined, other: others[0] }
}

type Setup = Awaited<ReturnType<typeof readSetup>>

function textIssues(input: NewVendor): Issue[] {
  const issues: Issue[] = []
  if (input.name === "") issues.push({ field: "name", code: "required" })
  for (const [field, maximum] of Object.entries(longest)) {
    if (input[field as keyof NewVendor].length > maximum) {
      issues.push({ field, code: "too_long", params: { maximum } })
    }
  }
  if (input.email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(input.email)) {
    issues.push({ field: "email", code: "email" })
  }
  return issues
}

function setupIssues(input: NewVendor, { currencyExists, termsExist, other }: Setup): Issue[] {
  const issues: Issue[] = []
  const { countryRegionCode, vatRegistrationNo, currencyCode, paymentTermsCode } = input
  const countryKnown = isCountry(countryRegionCode)
  if (countryRegionCode === "") issues.push({ field: "countryRegionCode", code: "required" })
  else if (!countryKnown) {
    issues.push({ field: "countryRegionCode", code: "country_unknown", params: { code: countryRegionCode } })
  }
  if (vatRegistrationNo && countryKnown && !isVatRegistrationNo(vatRegistrationNo, countryRegionCode)) {
    issues.push({
      field: "vatRegistrationNo",
      code: "vat_registration_no_invalid",
      params: { no: vatRegistrationNo, country: countryRegionCode },
    })
  }
  if (currencyCode && !currencyExists) {
    issues.push({ field: "currencyCode", code: "currency_unknown", params: { currency: currencyCode } })
  }
  if (paymentTermsCode && !termsExist) {
    issues.push({ field: "paymentTermsCode", code: "payment_terms_unknown", params: { code: paymentTermsCode } })
  }
  if (other) {
    const { no, name } = other
    const byVat = vatRegistrationNo !== "" && other.vatRegistrationNo === vatRegistrationNo
    if (byVat) issues.push({ field: "vatRegistrationNo", code: "vat_registration_no_used", params: { no, name } })
    else issues.push({ field: "name", code: "vendor_exists", params: { no, name } })
  }
  return issues
}

/** What the company's setup gives a new vendor. */
function defaultsFor({ name, countryRegionCode, currencyCode, paymentTermsCode }: NewVendor, row: Setup) {
  const { setup, home, companyCurrencyCode } = row
  const [genBusPostingGroup, vatBusPostingGroup] = {
    home: [setup.domesticGenBusPostingGroup, setup.domesticVatBusPostingGroup],
    eu: [setup.euGenBusPostingGroup, setup.euVatBusPostingGroup],
    elsewhere: [setup.foreignGenBusPostingGroup, setup.foreignVatBusPostingGroup],
  }[regionOf(countryRegionCode, home)]
  return {
    searchName: name.toUpperCase(),
    currencyCode: currencyCode === "" || currencyCode === companyCurrencyCode ? null : currencyCode,
    paymentTermsCode: paymentTermsCode || setup.defaultPaymentTermsCode,
    vendorPostingGroup: setup.defaultVendorPostingGroup,
    genBusPostingGroup,
    vatBusPostingGroup,
  }
}
