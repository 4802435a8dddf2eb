import { setTimeout as wait } from "node:timers/promises"
import { type APIRequestContext, request } from "@playwright/test"
import { and, eq } from "drizzle-orm"
import type { Portal } from "@/bin/portal"
import { database } from "@/db/client"
import { kolkwijk } from "@/db/demo/landmarks"
import { company, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { ownUser } from "@/e2e/support/own-company"
import { signIn } from "@/e2e/support/portal"
import { benchCompany } from "./company"
import { draftBuilder } from "./drafts"
import { forgetPeak, heldBy, peakOf } from "./memory"
import { report } from "./report"

const requests = 10_000
const users = 8
const long = 10_000

/** What people open all day, of the demo's company; the number at the bell after each. */
const pages = ["/sales-invoices", "/purchase-invoices", "", "/settings", "/vendors"].flatMap(page => [
  `/${kolkwijk.slug}${page}`,
  `/${kolkwijk.slug}/notifications/unread`,
])

/**
 * The most memory that web and worker have held while ten thousand requests were answered, and while a document of ten thousand lines
 * was bought, opened, previewed and printed; and what each still holds a minute later.
 */
export async function benchMemory(portal: Portal): Promise<void> {
  await measured(portal, "memory_after_requests", async () => {
    const browser = await request.newContext({ baseURL: portal.url })
    await signIn({ request: browser }, "manager")
    let asked = 0
    await Promise.all(
      Array.from({ length: users }, async () => {
        while (asked < requests) await open(browser, pages[asked++ % pages.length]!)
      }),
    )
    await browser.dispose()
    return asked
  })
  await measured(portal, "memory_after_long_document", () => walkLongDocument(portal))
}

async function measured({ web, worker }: Portal, job: string, work: () => Promise<number>): Promise<void> {
  const pids = [web.pid(), worker.pid()]
  for (const pid of pids) forgetPeak(pid)
  const runs = await work()
  const [web_most_mb = 0, worker_most_mb = 0] = pids.map(peakOf)
  await wait(60_000)
  const [web_later_mb = 0, worker_later_mb = 0] = pids.map(heldBy)
  const most_mb = web_most_mb + worker_most_mb
  const later_mb = web_later_mb + worker_later_mb
  report({ system: "inkoop", job, runs, most_mb, later_mb, web_most_mb, worker_most_mb, web_later_mb, worker_later_mb })
}

/** @returns how many requests it took */
async function walkLongDocument({ url }: Portal): Promise<number> {
  const bench = await benchCompany()
  const [own] = await database().select({ slug: company.slug }).from(company).where(eq(company.id, bench.companyId))
  const { slug } = own!
  const person = await ownUser({ id: bench.companyId, slug, name: slug }, "Mem Bench", "purchasing_manager")
  const draft = await (await draftBuilder(bench, person.actor))(long)
  const sold = await bench.sell(long)
  const built = await untilBuilt(bench.companyId, await bench.ask(sold))
  const browser = await request.newContext({ baseURL: url })
  await signIn({ request: browser }, person.email)
  const drafts = [draft, built].map(no => `/${slug}/purchase-invoices/${no}`)
  const addresses = drafts.flatMap(at =>
    ["", "?page=25", "/lines", "/statistics", "/preview-posting"].map(end => at + end),
  )
  addresses.push(`/${slug}/sales-invoices/${sold}`, `/${slug}/sales-invoices/${sold}/create-purchase-invoice`)
  for (const address of addresses) await open(browser, address)
  await browser.dispose()
  return addresses.length
}

/** The relay has it built by the worker. @returns the number of the purchase invoice */
async function untilBuilt(companyId: number, requestNo: string): Promise<string> {
  for (;;) {
    const [row] = await inCompany(companyId, tx =>
      tx
        .select({ state: purchaseRequest.state, no: purchaseRequest.purchaseInvoiceNo })
        .from(purchaseRequest)
        .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, requestNo))),
    )
    if (row?.no) return row.no
    if (row?.state !== "queued") throw new Error(`${requestNo} is ${row?.state}`)
    await wait(200)
  }
}

async function open(browser: APIRequestContext, address: string): Promise<void> {
  const answer = await browser.get(address)
  await answer.body()
  if (answer.status() !== 200) throw new Error(`${address}: ${answer.status()}`)
}
