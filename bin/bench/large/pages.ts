import { type APIRequestContext, request } from "@playwright/test"
import { signIn } from "@/e2e/support/portal"
import { durations, report } from "../report"
import { lookups, pages, searches } from "./addresses"
import { reader, slugs } from "./make-large-data"

const runs = 9
const warmUps = 2

/**
 * Each page in the company of a million beside the same in the company of a thousand, in turns, as one who is signed in asks for
 * them; then searching and looking up as one types.
 *
 * @param chosen a part of the addresses; absent: all
 */
export async function benchPages(url: string, chosen = ""): Promise<void> {
  const browser = await request.newContext({ baseURL: url })
  await signIn({ request: browser }, reader)
  for (const page of pages.filter(address => address.includes(chosen))) {
    const [large, small] = await inTurns(browser, slug => (page ? `/${slug}/${page}` : `/${slug}`), runs, warmUps)
    const ratio = Number((median(large) / median(small)).toFixed(2))
    report({
      system: "inkoop",
      job: "page",
      page: page || "home",
      large_ms: median(large),
      small_ms: median(small),
      ratio,
      runs,
    })
  }
  const typed = [
    ...Object.entries(searches).map(([of, texts]) => ["search", of, "", texts] as const),
    ...Object.entries(lookups).map(([of, texts]) => ["lookup", of, "/api", texts] as const),
  ]
  for (const [job, of, below, texts] of typed.filter(([, name]) => name.includes(chosen))) {
    const taken: [number[], number[]] = [[], []]
    for (const text of texts) {
      const [large, small] = await inTurns(browser, slug => `${below}/${slug}/${text}`, 2, 1)
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

/** @returns milliseconds in the large company, and in the small one */
async function inTurns(
  browser: APIRequestContext,
  address: (slug: string) => string,
  times: number,
  before: number,
): Promise<[number[], number[]]> {
  const taken: [number[], number[]] = [[], []]
  for (let run = -before; run < times; run++) {
    for (const [index, slug] of Object.values(slugs).entries()) {
      const since = performance.now()
      const answer = await browser.get(address(slug), { maxRedirects: 0 })
      await answer.body()
      const took = performance.now() - since
      if (!answer.ok()) throw new Error(`${address(slug)}: ${answer.status()}`)
      if (run >= 0) taken[index]!.push(took)
    }
  }
  return taken
}
