import { cookies, headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import { isLanguage, type Language } from "@/language/language"
import { messages } from "@/messages"
import { formLanguage } from "./form-language"
import { languageCookie } from "./language-cookie"
import { pathHeader } from "./path-header"
import { preferredLanguage } from "./preferred-language"
import { currentUser, membershipIn } from "./session"

/** The reader's language (in an action that of its form, else own choice, else the cookie's, else the browser's) and the company's time zone. */
export default getRequestConfig(async () => {
  const locale = await readersLanguage()
  return { locale, messages: messages[locale], timeZone: await companysTimeZone() }
})

async function readersLanguage(): Promise<Language> {
  const drawnIn = formLanguage()
  if (drawnIn) return drawnIn
  const chosen = (await cookies()).get(languageCookie)?.value
  // Without the database, what went wrong is still said in words.
  const user = await currentUser().catch(() => undefined)
  if (user?.language) return user.language
  return isLanguage(chosen) ? chosen : preferredLanguage((await headers()).get("accept-language"))
}

/** Instants are shown in the time of the company in the address; outside one, in that of the Netherlands. */
async function companysTimeZone(): Promise<string> {
  const slug = (await headers()).get(pathHeader)?.split(/[/?]/)[1]
  const membership = slug ? await membershipIn(slug).catch(() => undefined) : undefined
  return (typeof membership === "object" ? membership.company.timeZone : undefined) ?? "Europe/Amsterdam"
}

declare module "next-intl" {
  interface AppConfig {
    Locale: Language
  }
}
