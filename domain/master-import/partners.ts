/** What files of vendors and of customers have in common: who is meant, and where they are. */
import { sql } from "drizzle-orm"
import type { customer, Problem, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { partnerGroupsOf } from "@/domain/records/partner-groups"
import { privacyBlockIssues } from "@/domain/records/privacy-block"
import { readVatRegistrationNo } from "@/domain/vendors/vat-registration-no"
import { cardDefaults } from "./card-defaults"
import type { BatchContext, GivenRow, MasterChange, MasterValues } from "./master"

export type PartnerContext = {
  defaults: Awaited<ReturnType<typeof cardDefaults>>
  /** Partners by their VAT registration number. */
  byVat: ReadonlyMap<string, readonly string[]>
  /** By name, address and post code, as `nameKey`. */
  byName: ReadonlyMap<string, readonly string[]>
  /** VAT registration numbers of new rows before, by who has them. */
  taken: Map<string, string>
}

type PartnerTable = typeof vendor | typeof customer

/** What tells of a row whom it is about: its number, else its VAT registration number, else name and address. */
export function partnerKey(values: MasterValues): string {
  if (values.no) return values.no.toUpperCase()
  if (values.vatRegistrationNo) return `vat\t${plainVat(values.vatRegistrationNo)}`
  return values.name ? `name\t${nameKey(values)}` : ""
}

const plainVat = (typed: string) => typed.replace(/[\s.\-/]/gu, "").toUpperCase()

const nameKey = ({ name = "", address = "", postCode = "" }: MasterValues) =>
  [name, address, postCode].map(text => text.toLowerCase()).join("\t")

/** Reads who of the company rows without a number may be. Three statements. */
export async function readPartners(
  tx: Tx,
  companyId: number,
  table: PartnerTable,
  rows: readonly GivenRow[],
): Promise<PartnerContext> {
  const defaults = await cardDefaults(tx, companyId)
  for (const row of rows) settleVat(row, defaults.home)
  const vats = rows.map(({ given }) => given.vatRegistrationNo).filter(Boolean)
  const found = await tx.execute<{ key: string; no: string }>(sql`
    select vat_registration_no as key, no from ${table}
    where company_id = ${companyId} and vat_registration_no = any(${sql.param(vats)}::text[])
      and merged_into is null order by no`)
  const nameless = rows.filter(({ given }) => !given.no && given.name)
  const names = nameless.length === 0 ? [] : await sameNames(tx, companyId, table, nameless)
  return { defaults, byVat: grouped(found), byName: grouped(names), taken: new Map() }
}

async function sameNames(tx: Tx, companyId: number, table: PartnerTable, rows: readonly GivenRow[]) {
  const asked = rows.map(({ given }) => given.name!.toLowerCase())
  const found = await tx.execute<{ name: string; address: string; postCode: string; no: string }>(sql`
    select name, address, post_code as "postCode", no from ${table}
    where company_id = ${companyId} and lower(name) = any(${sql.param(asked)}::text[])
      and merged_into is null order by no`)
  return found.map(row => ({ key: nameKey(row), no: row.no }))
}

function grouped(rows: readonly { key: string; no: string }[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { key, no } of rows) groups.set(key, [...(groups.get(key) ?? []), no])
  return groups
}

/** A VAT registration number as it is kept: by the row's country, else by its own letters, else as at home. */
function settleVat(row: GivenRow, home: string): void {
  const typed = row.given.vatRegistrationNo
  if (!typed) return
  const own = /^[A-Z]{2}/u.exec(plainVat(typed))?.[0].replace("EL", "GR").replace("XI", "GB")
  const country = row.given.countryRegionCode || own || home
  const read = readVatRegistrationNo(typed, country)
  if (read !== null) row.given.vatRegistrationNo = read
  else row.problems.push({ code: "vat_registration_no_invalid", params: { no: typed, country } })
}

/** Finds whom a row without a number is about; several of one VAT registration number are told. */
export function identifyPartner(row: GivenRow, { own }: BatchContext<PartnerContext>): void {
  const { given } = row
  if (given.no) return
  const meant = given.vatRegistrationNo
    ? own.byVat.get(given.vatRegistrationNo)
    : given.name
      ? own.byName.get(nameKey(given))
      : undefined
  if (!meant) return
  if (meant.length === 1) given.no = meant[0]!
  else row.problems.push({ code: "imports.several_are", params: { nos: meant.slice(0, 5).join(", ") } })
}

/** What a new partner starts with. */
export function startPartner(given: MasterValues, { own: { defaults } }: BatchContext<PartnerContext>) {
  const countryRegionCode = given.countryRegionCode || defaults.home
  return {
    countryRegionCode,
    paymentTermsCode: defaults.setup.defaultPaymentTermsCode,
    ...partnerGroupsOf(defaults.setup, countryRegionCode, defaults.home),
  }
}

/** Why a partner cannot be so: a VAT registration number that another has, or a block for privacy that is lifted in passing. */
export function partnerProblems(
  { before, after, given }: MasterChange,
  { own }: BatchContext<PartnerContext>,
): Problem[] {
  const problems: Problem[] = privacyBlockIssues({ after }).map(({ code }) => ({ code }))
  const vat = given.vatRegistrationNo
  if (!vat || vat === before?.vatRegistrationNo) return problems
  const other = own.byVat.get(vat)?.find(no => no !== after.no) ?? own.taken.get(vat)
  if (other !== undefined && other !== after.no) {
    problems.push({ code: "imports.taken", params: { column: "vatRegistrationNo", read: vat, no: other || "–" } })
  }
  if (problems.length === 0) own.taken.set(vat, after.no ?? "")
  return problems
}

/** The company's own currency is none. */
export function settleCurrency(row: GivenRow, { companyCurrencyCode }: BatchContext<PartnerContext>): void {
  if (row.given.currencyCode === companyCurrencyCode) row.given.currencyCode = ""
}
