"use server"

import { cookies } from "next/headers"
import { isLanguage } from "@/language/language"
import { secureCookies } from "./auth-options"
import { languageCookie } from "./language-cookie"
import { fromThisPortal } from "./origin"

/** Keeps the language for somebody who is not signed in, for a year. Who signs in has it in My Settings. */
export async function chooseLanguage(form: FormData): Promise<void> {
  // What is sent in the place of the form is the client's to choose.
  const language = form instanceof FormData ? form.get("language") : undefined
  if (!isLanguage(language) || !(await fromThisPortal())) return
  const options = { httpOnly: true, sameSite: "lax", secure: secureCookies(), maxAge: 365 * 24 * 60 * 60 } as const
  ;(await cookies()).set(languageCookie, language, options)
}
