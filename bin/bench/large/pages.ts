import { type APIRequestContext, request } from "@playwright/test"
import { signIn } from "@/e2e/support/portal"
import { durations, report } from "../report"
import { lookups, pages, searches } from "./addresses"
import { reader, slugs } from "./make-large-data"

const runs = 25
const warmUps = 2

/**
 * Each page in the company of a million beside the same in the company of a thousand, in turns, as one who is signed in asks for
 * them; then searching and looking up as one types.
 *
 * @param chosen what the addresses match, or "search" or "lookup" and what is looked for; absent: all
 */
export async function benchPages(url: string, chosen = ""): Promise<void> {
  const browser = await request.newContext({ baseURL: url })
  await signIn({ request: browser }, reader)
  const wanted = new RegExp(chosen, "u")
  const ofSmall = pages("small")
  for (const [index, page] of pages("large").entries()) {
    if (!wanted.test(page || "home")) continue
    const of: Record<string, string> = { [slugs.large]: page, [slugs.small]: ofSmall[index]! }
    const address = (slug: string) => `/${slug}/${of[slug]}`.replace(/\/$/u, "")
    const { large, small, largeRows, smallRows } = await inTurns(browser, address, runs, warmUps)
    // Of pairs, one right after the other: what else the machine does meanwhile falls on both.
    const ratio = Number(median(large.map((took, run) => took / small[run]!)).toFixed(2))
    report({
      system: "inkoop",
      job: "page",
      page: page || "home",
      large_ms: median(large),
      small_ms: median(small),
      ratio,
      large_rows: largeRows,
      small_rows: smallRows,
      runs,
    })
  }
  const typed = [
    ...Object.entries(searches).map(([of, texts]) => ["search", of, "", texts] as const),
    ...Object.entries(lookups).map(([of, texts]) => ["lookup", of, "/api", texts] as const),
  ]
  for (const [job, of, below, texts] of typed.filter(([job, name]) => wanted.test(`${job} ${name}`))) {
    const taken: [number[], number[]] = [[], []]
    for (const text of texts) {
      const { large, small } = await inTurns(browser, slug => `${below}/${slug}/${text}`, 2, 1)
      taken[0].push(...large)
      taken[1].push(...small)
    }
    for (const [index, company] of Object.keys(slugs).entries()) {
      const values = taken[index]!
      report({ system: "inkoop", job, of, company, ...durations(values), longest_ms: Math.round(Math.max(...values)) })
    }
  }
  await browser.dispose()
}

const median = (values: readonly number[]) => durations(values).p50_ms

/** Milliseconds in the large company and in the small one, and how many rows of tables each draws. */
type Taken = { large: number[]; small: number[]; largeRows: number; smallRows: number }

async function inTurns(
  browser: APIRequestContext,
  address: (slug: string) => string,
  times: number,
  before: number,
): Promise<Taken> {
  const taken: Taken = { large: [], small: [], largeRows: 0, smallRows: 0 }
  for (let run = -before; run < times; run++) {
    // Each goes first every second time: what the first one leaves behind falls on the other.
    for (const company of run % 2 === 0 ? (["large", "small"] as const) : (["small", "large"] as const)) {
      const slug = slugs[company]
      const since = performance.now()
      const answer = await browser.get(address(slug), { maxRedirects: 0 })
      const body = await answer.body()
      const took = performance.now() - since
      if (!answer.ok()) throw new Error(`${address(slug)}: ${answer.status()}`)
      taken[`${company}Rows`] = body.toString().split("<tr").length - 1
      if (run >= 0) taken[company].push(took)
    }
  }
  return taken
}
