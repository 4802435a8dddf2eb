import { headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import type { Language } from "@/language/language"
import { messages } from "@/messages"
import { companyAt, pathHeader } from "./path-header"
import { readersLanguage } from "./readers-language"
import { presenceAt } from "./session"

/** The reader's language and the company's time zone. */
export default getRequestConfig(async () => {
  // Without the database, what went wrong is still said in words.
  const presence = await presenceAt(companyAt((await headers()).get(pathHeader))).catch(() => undefined)
  const locale = await readersLanguage(presence?.user)
  // Instants are shown in the time of the company in the address; outside one, in that of the Netherlands.
  const company = typeof presence?.membership === "object" ? presence.membership.company : undefined
  return { locale, messages: messages[locale], timeZone: company?.timeZone ?? "Europe/Amsterdam" }
})

declare module "next-intl" {
  interface AppConfig {
    Locale: Language
  }
}
