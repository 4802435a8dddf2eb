import { readFileSync } from "node:fs"
import { type APIRequestContext, request } from "@playwright/test"
import type { Portal } from "@/bin/portal"
import { kolkwijk } from "@/db/demo/landmarks"
import { signIn } from "@/e2e/support/portal"
import { startBarePortal } from "./bare-portal"
import { benchPageScripts } from "./page-scripts"
import { durations, median, report, rounded } from "./report"

const runs = 100
const warmUps = 60
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

/** A process that draws pages, and who asks it for one. */
type Asked = { browser: APIRequestContext; pid: () => number; address: string }

/**
 * What scripts each page has. What a page costs the one thread on which a web process draws pages, page by page and one at a time, in
 * turns with its floor: the same HTML drawn by a bare Next.js. Then how many pages of a list either answers a second while ten users
 * open one after the other, and how long each waits.
 */
export async function benchPageCost({ url, web }: Portal): Promise<void> {
  benchPageScripts()
  const browser = await request.newContext({ baseURL: url })
  await signIn({ request: browser }, "manager")
  const html: Record<string, string> = {}
  for (const [page, address] of Object.entries(pages)) html[page] = await (await browser.get(address)).text()
  const bare = await startBarePortal(html)
  const bareBrowser = await request.newContext({ baseURL: bare.url })
  const ours = (page: string): Asked => ({ browser, pid: web.pid, address: pages[page]! })
  const floor = (page: string): Asked => ({
    browser: bareBrowser,
    pid: () => bare.pid,
    address: page === "unread_count" ? "/answer" : `/page?of=${page}`,
  })
  try {
    for (const page of Object.keys(pages)) await benchCpu(page, ours(page), floor(page))
    await benchAtOnce("inkoop", ours("list"))
    await benchAtOnce("next", floor("list"))
  } finally {
    await Promise.all([browser.dispose(), bareBrowser.dispose(), bare.stop()])
  }
}

async function benchCpu(page: string, ours: Asked, floor: Asked): Promise<void> {
  const costs: Record<"inkoop" | "next", number[]> = { inkoop: [], next: [] }
  for (let run = -warmUps; run < runs; run++) {
    for (const [system, { browser, pid, address }] of [["inkoop", ours] as const, ["next", floor] as const]) {
      const before = threadTime(pid())
      await open(browser, address)
      if (run >= 0) costs[system].push(threadTime(pid()) - before)
    }
  }
  for (const system of ["inkoop", "next"] as const)
    report({ system, job: "page_cpu", page, ...durations(costs[system]) })
  report({
    system: "inkoop",
    job: "page_over_floor",
    page,
    ratio: rounded(median(costs.inkoop) / median(costs.next)),
    above_ms: rounded(median(costs.inkoop) - median(costs.next)),
  })
}

async function benchAtOnce(system: "inkoop" | "next", { browser, address }: Asked): Promise<void> {
  const waits: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: users }, async () => {
      for (let page = 0; page < pagesEach; page++) waits.push(await open(browser, address))
    }),
  )
  const perSecond = rounded((waits.length * 1_000) / (performance.now() - start))
  report({ system, job: "pages_at_once", page: "list", users, per_second: perSecond, ...durations(waits) })
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
