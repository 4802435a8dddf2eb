/** Values for each field of a document's header, by its kind. */
import { readHeader, shownHeader } from "@/components/document-form/header-texts"
import { orderAddress, paymentMethod, purchaser } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { HeaderDefinition, HeaderField } from "@/domain/documents/header-definition"
import type { CodeTable } from "@/domain/documents/setup-choices"

/** Numbers of parties and codes of setup: the first party is that of a new document, the rest are others. */
export type Codes = Record<CodeTable, string[]> & { vendor: string[]; customer: string[] }

/** Makes two rows of each table of setup besides those that every company has. */
export async function insertCodes(companyId: number, vendor: string[], customer: string[]): Promise<Codes> {
  const made = ["ONE", "TWO"]
  await inCompany(companyId, async tx => {
    await tx.insert(paymentMethod).values(made.map(code => ({ companyId, code })))
    await tx.insert(purchaser).values(made.map(code => ({ companyId, code, name: code })))
    await tx
      .insert(orderAddress)
      .values(
        vendor.flatMap(vendorNo => made.map(code => ({ companyId, vendorNo, code, name: `${code} ${vendorNo}` }))),
      )
  })
  const codes = { paymentTerms: ["14D", "8D"], paymentMethods: made, purchasers: made, orderAddresses: made }
  return { ...codes, currencies: ["USD", "GBP"], vendor, customer }
}

const dated: string[] = []

/** A day of each date's own, so that none passes for another. */
function dayOf(name: string): number {
  if (!dated.includes(name)) dated.push(name)
  return 11 + dated.indexOf(name)
}

/** Two values of a field as stored texts, each other than what a new document has there. */
export function twoValues(name: string, field: HeaderField, codes: Codes): [string, string] {
  switch (field.kind) {
    case "text":
      return [`One ${name}`.slice(0, field.maximum), `Two ${name}`.slice(0, field.maximum)]
    case "date":
      return [`2026-02-${dayOf(name)}`, `2026-03-${dayOf(name)}`]
    case "amount":
      return ["1250.5", "-3"]
    case "percent":
    case "discount":
      return ["5", "7.5"]
    case "boolean":
      return ["yes", "yes"]
    case "choice":
      return [field.words[1]!, field.words[2]!]
    case "code":
      return [codes[field.of][0]!, codes[field.of][1]!]
    case "party":
      return [codes[field.of][1]!, codes[field.of][2]!]
  }
}

/** What cannot stand in a field, and what is said of it. */
export function wrongFor(field: HeaderField): { text: string; code: string } {
  switch (field.kind) {
    case "text":
      return { text: "x".repeat(field.maximum + 1), code: "too_long" }
    case "date":
      return { text: "2026-02-30", code: "not_a_date" }
    case "amount":
      return { text: "1.2.3", code: "not_a_number" }
    case "percent":
      return { text: "101", code: "percent_out_of_range" }
    case "discount":
      return { text: "-1", code: "discount_negative" }
    case "boolean":
    case "choice":
      return { text: "perhaps", code: "invalid" }
    case "code":
      return { text: "NOWHERE", code: "code_not_found" }
    case "party":
      return { text: "NOBODY", code: field.of === "vendor" ? "vendor_not_found" : "customer_not_found" }
  }
}

/** What a form of these values says once it is read. @throws Error for what cannot be read */
export function readTyped(definition: HeaderDefinition, values: Record<string, string>): Record<string, string> {
  const reader = {
    language: "nl" as const,
    today: "2026-11-29",
    priceField: "unitPrice" as const,
    amountDecimals: 2,
    currencyCode: "EUR",
    currencies: [],
  }
  const { header, issues } = readHeader(definition, shownHeader(definition, values, reader), reader)
  if (issues.length > 0) throw new Error(JSON.stringify(issues))
  return header
}
