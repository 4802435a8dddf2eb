import type { CompanyTemplate } from "./template"
import { belgian } from "./templates/belgian"
import { dutch } from "./templates/dutch"
import { englishTemplate } from "./templates/english"

export type { CompanyTemplate }

export const templateNames = ["dutch", "belgian", "english"] as const
export type TemplateName = (typeof templateNames)[number]

/** Those with the chart, the rates and the register of one country, ISO 3166-1. */
const ofCountry: Partial<Record<TemplateName, string>> = { dutch: "NL", belgian: "BE" }

/** The country that a template is for; undefined: any. */
export function templatesCountry(name: TemplateName): string | undefined {
  return ofCountry[name]
}

/** @param rates VAT percentages, plain numbers: of "english" alone, which leaves them to the company */
export function companyTemplate(
  name: TemplateName,
  rates: { standard: string; reduced?: string } | undefined,
): CompanyTemplate {
  if (name === "dutch") return dutch
  if (name === "belgian") return belgian
  if (!rates) throw new Error("the English template asks for rates")
  return englishTemplate(rates)
}
