import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test"
import { type Language, languageFacts } from "@/language/language"

/** The demo's users, by what they are in Kolkwijk. */
export const people = {
  processor: "processor@demo.example",
  purchaser: "purchaser@demo.example",
  manager: "manager@demo.example",
  admin: "admin@demo.example",
  both: "both@demo.example",
  /** Of the other company alone. */
  foreigner: "manager@waterlanden.example",
} as const

export type Person = keyof typeof people
export const password = "inkoop-demo"

export type AsOptions = { language?: Language } & Pick<
  BrowserContextOptions,
  "javaScriptEnabled" | "viewport" | "colorScheme"
>

type Fixtures = {
  /** A page of a browser of its own, in which that person is signed in. */
  as(person: Person, options?: AsOptions): Promise<Page>
  /** What pages logged as errors, of every browser of the test: a journey that makes one on purpose takes it out. */
  complaints: string[]
}

/**
 * Journeys as people of the demo. Whatever a page logs as an error, a broken policy or a page that its script could not
 * take over as the server drew it among it, fails the test.
 */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ browser }, use) => {
      const complaints: string[] = []
      const watch = (context: BrowserContext) => {
        const complain = (at: string | undefined, what: string) => complaints.push(`${at ?? "?"}: ${what}`)
        context.on("weberror", error => complain(error.page()?.url(), error.error().message))
        context.on("console", message => {
          if (message.type() === "error" && !isExpected(message.text())) complain(message.page()?.url(), message.text())
        })
      }
      browser.on("context", watch)
      await use(complaints)
      browser.off("context", watch)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  as: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (person, options = {}) => {
      const { context, page } = await open(browser, person, options)
      contexts.push(context)
      return page
    })
    await Promise.all(contexts.map(context => context.close()))
  },
})

export { expect }

/** Chromium reports every answer of 400 and above; tests that ask for one look at the page. */
function isExpected(text: string): boolean {
  return text.startsWith("Failed to load resource")
}

async function open(browser: Browser, person: Person, { language = "en", ...options }: AsOptions) {
  const context = await browser.newContext({ ...options, locale: languageFacts[language].locale })
  await signIn(context, person)
  return { context, page: await context.newPage() }
}

/**
 * Signs in by the form's own post, without loading pages: the sign-in page has a journey of its own.
 * @param person of the demo, or the e-mail of a user that a test made, with the same password
 */
export async function signIn(
  context: Pick<BrowserContext, "request">,
  person: Person | `${string}@${string}`,
): Promise<void> {
  const html = await (await context.request.get("/sign-in")).text()
  const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(html)?.[1]
  if (!csrfToken) throw new Error("the sign-in page has no token")
  const answer = await context.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: isOfDemo(person) ? people[person] : person, password, callbackUrl: "/" },
    maxRedirects: 0,
  })
  if (answer.headers().location?.includes("sign-in")) throw new Error(`${person} cannot sign in`)
}

function isOfDemo(person: string): person is Person {
  return Object.hasOwn(people, person)
}
