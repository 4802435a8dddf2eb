import { and, desc, eq, or, sql } from "drizzle-orm"
import { company, currency, paymentTerms, purchasesSetup, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { isCountry } from "@/domain/countries/countries"
import { regionOf } from "@/domain/countries/region"
import { type Issue, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { readVatRegistrationNo } from "./vat-registration-no"

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
  /** With or without its country's letters. */
  vatRegistrationNo: string
  /** Why another vendor with the same VAT registration number is registered, such as a second branch. */
  sharedVatReason: string
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
  sharedVatReason: 250,
}

/**
 * Registers a vendor: its number from the company's series, its posting groups from the company's defaults for where it
 * is (at home, in the European Union, elsewhere). A VAT registration number belongs to one vendor, unless somebody who may
 * allow duplicates says why there is another; the history keeps the reason.
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
    const vatRegistrationNo = readVatRegistrationNo(input.vatRegistrationNo, input.countryRegionCode)
    const twin = await findTwin(tx, companyId, input, vatRegistrationNo)
    const mayShare = may(actor, "posted_purchase_invoice.correct")
    const issues = [
      ...textIssues(input),
      ...countryIssues(input),
      ...(vatRegistrationNo === null ? [vatIssue(input)] : []),
      ...setupIssues(input, setup),
      ...twinIssues(input, twin, mayShare),
    ]
    if (issues.length > 0) throw new Refusal(issues)
    const no = await takeNumberOf(tx, companyId, "vendorNos")
    const { sharedVatReason, ...card } = input
    await tx.insert(vendor).values({
      ...card,
      companyId,
      no,
      vatRegistrationNo: vatRegistrationNo ?? "",
      ...defaultsFor(input, setup),
    })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "vendor.created",
      subjectType: "vendor",
      subjectNo: no,
      data: {
        vendorName: input.name,
        ...(twin?.by === "vat" ? { sharesVatWith: twin.no, reason: sharedVatReason } : {}),
      },
    })
    return { no, name: input.name }
  })
}

function trimmed(typed: NewVendor): NewVendor {
  const input = { ...typed }
  for (const field of Object.keys(input) as (keyof NewVendor)[]) input[field] = input[field].trim()
  return input
}

async function readSetup(tx: Tx, companyId: number, input: NewVendor) {
  const [[row], [ownCurrency], [terms]] = await Promise.all([
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
  ])
  if (!row) throw new Error(`company ${companyId} has no purchases setup`)
  return { ...row, currencyExists: ownCurrency !== undefined, termsExist: terms !== undefined }
}

type Setup = Awaited<ReturnType<typeof readSetup>>

type Twin = { no: string; name: string; by: "name" | "vat" }

/** A vendor of the same name and address, else one of the same VAT registration number. */
async function findTwin(
  tx: Tx,
  companyId: number,
  input: NewVendor,
  vatRegistrationNo: string | null,
): Promise<Twin | undefined> {
  const sameText = (column: typeof vendor.name | typeof vendor.address | typeof vendor.postCode, text: string) =>
    sql`lower(${column}) = lower(${text})`
  const byName = and(
    sameText(vendor.name, input.name),
    sameText(vendor.address, input.address),
    sameText(vendor.postCode, input.postCode),
  )!
  const byVat = vatRegistrationNo ? eq(vendor.vatRegistrationNo, vatRegistrationNo) : sql`false`
  const [twin] = await tx
    .select({ no: vendor.no, name: vendor.name, sameName: sql<boolean>`${byName}` })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), or(byName, byVat)))
    .orderBy(desc(byName), vendor.no)
    .limit(1)
  return twin && { no: twin.no, name: twin.name, by: twin.sameName ? "name" : "vat" }
}

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

function countryIssues({ countryRegionCode: code }: NewVendor): Issue[] {
  const field = "countryRegionCode"
  if (code === "") return [{ field, code: "required" }]
  return isCountry(code) ? [] : [{ field, code: "country_unknown", params: { code } }]
}

function vatIssue({ vatRegistrationNo: no, countryRegionCode: country }: NewVendor): Issue {
  return { field: "vatRegistrationNo", code: "vat_registration_no_invalid", params: { no, country } }
}

function setupIssues({ currencyCode, paymentTermsCode }: NewVendor, { currencyExists, termsExist }: Setup): Issue[] {
  const issues: Issue[] = []
  if (currencyCode && !currencyExists) {
    issues.push({ field: "currencyCode", code: "currency_unknown", params: { currency: currencyCode } })
  }
  if (paymentTermsCode && !termsExist) {
    issues.push({ field: "paymentTermsCode", code: "payment_terms_unknown", params: { code: paymentTermsCode } })
  }
  return issues
}

function twinIssues({ sharedVatReason }: NewVendor, twin: Twin | undefined, mayShare: boolean): Issue[] {
  if (!twin) return []
  const { no, name, by } = twin
  if (by === "name") return [{ field: "name", code: "vendor_exists", params: { no, name } }]
  if (!mayShare) return [{ field: "vatRegistrationNo", code: "vat_registration_no_used", params: { no, name } }]
  return sharedVatReason === "" ? [{ field: "sharedVatReason", code: "shared_vat_reason", params: { no, name } }] : []
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
