import "server-only"
import { cookies, headers } from "next/headers"
import { isLanguage, type Language } from "@/language/language"
import { formLanguage } from "./form-language"
import { languageCookie } from "./language-cookie"
import { preferredLanguage } from "./preferred-language"

/** In an action that of its form, else the reader's own choice, else the cookie's, else the browser's. */
export async function readersLanguage(user: { language: Language | null } | undefined): Promise<Language> {
  const chosen = formLanguage() ?? user?.language
  if (chosen) return chosen
  const kept = (await cookies()).get(languageCookie)?.value
  return isLanguage(kept) ? kept : preferredLanguage((await headers()).get("accept-language"))
}
