import { parseArgs } from "node:util"
import { drizzle } from "drizzle-orm/postgres-js"
import { connect } from "@/db/connect"
import { company } from "@/db/schema"
import { type NewCompany, newCompanyFields } from "@/domain/companies/company-details"
import type { NewCompanyRow } from "@/domain/companies/create-company"
import { type FurtherCompany, makeFurtherCompany } from "@/domain/companies/new-company"
import { templateNames } from "@/domain/companies/templates"
import { Refusal } from "@/domain/errors"
import { env } from "@/env"
import { defaultLanguage, languageOfCountry, languages } from "@/language/language"
import { sentence } from "./import/report"
import { ownersConnection } from "./owners-connection"

const usage = `npm run new-company -- --name "…" --template ${templateNames.join("|")} --admin e-mail
  [--admin-name "…"] [--country BE] [--slug address] [--legal-form …] [--address …] [--post-code …] [--city …] [--email …]
  [--vat-registration-no …] [--registration-no …] [--iban …] [--currency EUR] [--language ${languages.join("|")}]
  [--time-zone Europe/Brussels] [--fiscal-year-starts 1] [--standard-rate 20 [--reduced-rate 10]]`

const option = { type: "string" } as const

const shorter: Record<string, string> = {
  countryRegionCode: "country",
  currencyCode: "currency",
  fiscalYearStartMonth: "fiscal-year-starts",
}

// npm run new-company: makes a further company in a database that is set up, and invites its first administrator. All of it or
// nothing: one transaction.
try {
  const { link, mailed, slug } = await newCompany()
  console.log(`The company is there: ${env().PUBLIC_URL}/${slug}`)
  console.log(
    mailed
      ? "Its administrator gets a mail with a link that is valid for seven days."
      : `No mail server is set (SMTP_URL). Give its administrator this link; it works once, for seven days:\n${link}`,
  )
} catch (error) {
  console.error(error instanceof Refusal ? error.issues.map(said).join("\n") : (error as Error).message)
  process.exitCode = 1
}

/** With the argument that it is about. */
function said(issue: Refusal["issues"][number]): string {
  return issue.field ? `--${argumentOf(issue.field)}: ${sentence(issue)}` : sentence(issue)
}

function argumentOf(field: string): string {
  return shorter[field] ?? field.replace(/[A-Z]/gu, letter => `-${letter.toLowerCase()}`)
}

async function newCompany() {
  const asked = readArguments()
  const connection = connect(ownersConnection(), { max: 1, onnotice: () => {} })
  try {
    return await drizzle(connection).transaction(async tx => {
      const insert = async (row: NewCompanyRow) =>
        (await tx.insert(company).values(row).returning({ id: company.id }))[0]!.id
      const made = await makeFurtherCompany(tx, asked, defaultLanguage, insert)
      return { slug: made.slug, mailed: made.mailed, link: env().PUBLIC_URL + made.path }
    })
  } finally {
    await connection.end()
  }
}

/** @throws Error with how it is used */
function readArguments(): FurtherCompany {
  const options = Object.fromEntries(
    [...newCompanyFields.map(argumentOf), "admin", "admin-name", "slug"].map(name => [name, option]),
  )
  const { values } = parseArgs({ options }) as { values: Record<string, string | undefined> }
  const { name, template, admin } = values
  if (!name || !template || !admin) throw new Error(usage)
  const email = admin.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)) throw new Error(`--admin: ${sentence({ code: "email" })}`)
  const typed = Object.fromEntries(
    newCompanyFields.map(field => [field, values[argumentOf(field)] ?? ""]),
  ) as NewCompany
  return {
    company: withDefaults(typed),
    slug: values.slug,
    admin: { email, name: values["admin-name"]?.trim() || email },
  }
}

/** What was not told is as the template has it. */
function withDefaults(typed: NewCompany): NewCompany {
  const countryRegionCode = typed.countryRegionCode.toUpperCase()
  const writtenIn = typed.template === "english" ? countryRegionCode : "NL"
  return {
    ...typed,
    countryRegionCode,
    currencyCode: typed.currencyCode.toUpperCase(),
    language: typed.language || languageOfCountry(writtenIn),
    timeZone: typed.timeZone || (typed.template === "belgian" ? "Europe/Brussels" : "Europe/Amsterdam"),
    fiscalYearStartMonth: typed.fiscalYearStartMonth || "1",
  }
}
