import { readFileSync } from "node:fs"
import { type APIRequestContext, request } from "@playwright/test"
import type { Portal } from "@/bin/portal"
import { kolkwijk } from "@/db/demo/landmarks"
import { signIn } from "@/e2e/support/portal"
import { durations, report, rounded } from "./report"

const runs = 100
const warmUps = 30
const users = 10
const pagesEach = 40

const at = (path: string) => `/${kolkwijk.slug}${path}`

/** What people open all day, of the demo's company. */
const pages: Record<string, string> = {
  list: at("/sales-invoices"),
  drafts: at("/purchase-invoices"),
  home: at(""),
  settings: at("/settings"),
  unread_count: at("/notifications/unread"),
}

/**
 * What a page costs the one thread on which a web process draws pages, page by page and one at a time; then how many pages of a list it
 * answers a second while ten users open one after the other, and how long each waits.
 */
export async function benchPageCost({ url, web }: Portal): Promise<void> {
  const browser = await request.newContext({ baseURL: url })
  await signIn({ request: browser }, "manager")
  for (const [page, address] of Object.entries(pages)) {
    for (let run = 0; run < warmUps; run++) await open(browser, address)
    const costs: number[] = []
    for (let run = 0; run < runs; run++) {
      const before = threadTime(web.pid())
      await open(browser, address)
      costs.push(threadTime(web.pid()) - before)
    }
    report({ system: "inkoop", job: "page_cpu", page, ...durations(costs) })
  }
  const waits: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: users }, async () => {
      for (let page = 0; page < pagesEach; page++) waits.push(await open(browser, pages.list!))
    }),
  )
  const perSecond = rounded((waits.length * 1_000) / (performance.now() - start))
  report({ system: "inkoop", job: "pages_at_once", page: "list", users, per_second: perSecond, ...durations(waits) })
  await browser.dispose()
}

/** @returns milliseconds until the whole answer is there */
async function open(browser: APIRequestContext, address: string): Promise<number> {
  const start = performance.now()
  const answer = await browser.get(address)
  await answer.body()
  if (answer.status() !== 200) throw new Error(`${address}: ${answer.status()}`)
  return performance.now() - start
}

/** Milliseconds that the first thread of a process has run on a core (Linux, /proc/pid/schedstat). */
function threadTime(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6
}
