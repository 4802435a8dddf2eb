import type { Browser, BrowserContextOptions, Page } from "@playwright/test"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./own-company"
import { signIn } from "./portal"

/** Who may do everything that the forms are for. */
export type Typist = Member & { company: OwnCompany }

/** A user, of a company of its own. @param name of both */
export async function typist(name: string): Promise<Typist> {
  const company = await ownCompany(name)
  return { company, ...(await ownUser(company, name, "purchaser", "purchasing_manager", "administrator")) }
}

/** A page in which that user is signed in. */
export async function openAs(browser: Browser, { email }: Member, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", ...options })
  await signIn(context, email)
  return context.newPage()
}
