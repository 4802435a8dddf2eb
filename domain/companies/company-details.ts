import { isCountry } from "@/domain/countries/countries"
import { isIban } from "@/domain/countries/iban"
import { readRegistrationNo } from "@/domain/countries/registration-no"
import { isTimeZone } from "@/domain/dates/time-zone"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import { readVatRegistrationNo } from "@/domain/vendors/vat-registration-no"
import { isLanguage, type Language } from "@/language/language"
import { type CompanyTemplate, companyTemplate, type TemplateName, templateNames, templatesCountry } from "./templates"

/** What is typed about a new company; of many a blank is none. */
export type NewCompany = {
  name: string
  legalForm: string
  address: string
  postCode: string
  city: string
  /** ISO 3166-1 alpha-2; blank: the template's. */
  countryRegionCode: string
  /** With or without its country's letters. */
  vatRegistrationNo: string
  registrationNo: string
  email: string
  /** Of the account that it pays from. */
  iban: string
  template: string
  /** Percentages, for a template that has none of its own; as the reader writes them. */
  standardRate: string
  reducedRate: string
  /** ISO 4217; blank: the template's, else the euro. */
  currencyCode: string
  language: string
  /** IANA name. */
  timeZone: string
  /** 1 to 12. */
  fiscalYearStartMonth: string
}

/** In the order in which they are asked. */
export const newCompanyFields = [
  "name",
  "template",
  "countryRegionCode",
  "legalForm",
  "address",
  "postCode",
  "city",
  "email",
  "vatRegistrationNo",
  "registrationNo",
  "iban",
  "currencyCode",
  "language",
  "timeZone",
  "fiscalYearStartMonth",
  "standardRate",
  "reducedRate",
] as const satisfies readonly (keyof NewCompany)[]

/** Currencies that a company of the European Union, or beside it, keeps its books in. */
export const companyCurrencies = ["EUR", "CHF", "CZK", "DKK", "GBP", "HUF", "ISK", "NOK", "PLN", "RON", "SEK", "USD"]

/** Characters each text may have. */
const companyTexts = { name: 100, legalForm: 30, address: 100, postCode: 20, city: 50, email: 100 } as const

export type CompanyDetails = Omit<
  NewCompany,
  "template" | "standardRate" | "reducedRate" | "language" | "fiscalYearStartMonth"
> & { language: Language; fiscalYearStartMonth: number; template: CompanyTemplate }

/**
 * Reads what was typed about a company.
 *
 * @param reader whose way of writing percentages is read
 * @returns what is to be stored, or everything that is wrong, each beside its field
 */
export function readCompanyDetails(typed: NewCompany, reader: Language): CompanyDetails | Issue[] {
  const input = trimmed(typed)
  const template = templateNames.find(name => name === input.template)
  const country = (input.countryRegionCode || (template && templatesCountry(template)) || "").toUpperCase()
  const vatRegistrationNo = readVatRegistrationNo(input.vatRegistrationNo, country)
  const registrationNo = readRegistrationNo(input.registrationNo, country)
  const rates = readRates(template, input, reader)
  const iban = input.iban.replace(/\s/gu, "").toUpperCase()
  const issues = [
    ...textIssues(input),
    ...templateIssues(template, country),
    ...rates.issues,
    ...(template ? countryIssues(country) : []),
    ...(vatRegistrationNo === null
      ? [issue("vatRegistrationNo", "vat_registration_no_invalid", { no: input.vatRegistrationNo, country })]
      : []),
    ...(registrationNo === null
      ? [issue("registrationNo", "company.registration_no", { no: input.registrationNo, country })]
      : []),
    ...(iban === "" || isIban(iban) ? [] : [issue("iban", "setup.iban_invalid")]),
    ...choiceIssues(input),
  ]
  if (issues.length > 0 || !template || vatRegistrationNo === null || registrationNo === null) return issues
  return {
    ...input,
    iban,
    countryRegionCode: country,
    vatRegistrationNo,
    registrationNo,
    currencyCode: input.currencyCode || "EUR",
    language: input.language as Language,
    fiscalYearStartMonth: Number(input.fiscalYearStartMonth),
    template: companyTemplate(template, rates.values),
  }
}

const issue = (field: string, code: string, params?: Issue["params"]): Issue => ({ field, code, params })

function trimmed(typed: NewCompany): NewCompany {
  return Object.fromEntries(Object.entries(typed).map(([field, text]) => [field, text.trim()])) as NewCompany
}

function textIssues(input: NewCompany): Issue[] {
  const issues: Issue[] = []
  if (input.name === "") issues.push(issue("name", "required"))
  for (const [field, maximum] of Object.entries(companyTexts)) {
    if (input[field as keyof NewCompany].length > maximum) issues.push(issue(field, "too_long", { maximum }))
  }
  if (input.email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(input.email)) issues.push(issue("email", "email"))
  return issues
}

/** A template with the rates and the register of one country is no other's. */
function templateIssues(template: TemplateName | undefined, country: string): Issue[] {
  if (!template) return [issue("template", "required")]
  const own = templatesCountry(template)
  return own === undefined || own === country
    ? []
    : [issue("template", "company.template_of_country", { country: own })]
}

function countryIssues(code: string): Issue[] {
  if (code === "") return [issue("countryRegionCode", "required")]
  return isCountry(code) ? [] : [issue("countryRegionCode", "country_unknown", { code })]
}

function choiceIssues({ currencyCode, language, timeZone, fiscalYearStartMonth }: NewCompany): Issue[] {
  const issues: Issue[] = []
  if (currencyCode !== "" && !companyCurrencies.includes(currencyCode)) {
    issues.push(issue("currencyCode", "currency_unknown", { currency: currencyCode }))
  }
  if (!isLanguage(language)) issues.push(issue("language", "invalid"))
  if (!isTimeZone(timeZone)) issues.push(issue("timeZone", "company.time_zone", { typed: timeZone }))
  if (!/^([1-9]|1[0-2])$/u.test(fiscalYearStartMonth)) issues.push(issue("fiscalYearStartMonth", "invalid"))
  return issues
}

/** Of a template that has none of its own. The reduced rate may be blank: Denmark has none. */
function readRates(
  template: TemplateName | undefined,
  { standardRate, reducedRate }: NewCompany,
  reader: Language,
): { issues: Issue[]; values?: { standard: string; reduced?: string } } {
  if (template !== "english") return { issues: [] }
  const issues: Issue[] = []
  const read = (field: "standardRate" | "reducedRate", text: string) => {
    const parsed = parseNumber(text, reader, { decimals: 2 })
    if (!parsed.ok) issues.push(issue(field, `number_${parsed.reason}`, { typed: text }))
    else if (new Decimal(parsed.value).lte(0) || new Decimal(parsed.value).gt(50)) {
      issues.push(issue(field, "company.rate_range"))
    } else return parsed.value
    return undefined
  }
  if (standardRate === "") issues.push(issue("standardRate", "required"))
  const standard = standardRate === "" ? undefined : read("standardRate", standardRate)
  const reduced = reducedRate === "" ? undefined : read("reducedRate", reducedRate)
  if (standard && reduced && new Decimal(reduced).gte(standard)) issues.push(issue("reducedRate", "company.rate_order"))
  return { issues, values: standard === undefined ? undefined : { standard, reduced } }
}
