import { request } from "@playwright/test"
import { startPortal } from "@/bin/portal"
import { freePort } from "@/bin/services/free-port"
import { type TestPortal, testPlace } from "@/bin/test-portal"
import { kolkwijk } from "@/db/demo/landmarks"
import { signIn } from "@/e2e/support/portal"
import { durations, report } from "./report"

const runs = 5
const pages = ["", "/sales-invoices", `/sales-invoices/${kolkwijk.salesInvoices.example}`, "/vendors", "/review"]

/**
 * Web and worker started anew on the demo, five times: from the start to the first answer, and what the first visit of each page takes, when
 * nothing of it has been loaded or compiled yet, beside the second.
 */
export async function benchStart(portal: TestPortal): Promise<void> {
  const taken = { ready: [] as number[], first: [] as number[], second: [] as number[] }
  for (let run = 0; run < runs; run++) {
    const since = performance.now()
    const started = await startPortal({ ...portal.env, PORT: String(await freePort()) }, testPlace, portal.dataDir)
    try {
      await started.ready()
      taken.ready.push(performance.now() - since)
      const browser = await request.newContext({ baseURL: started.url })
      await signIn({ request: browser }, "manager")
      for (const visit of ["first", "second"] as const) {
        for (const page of pages) {
          const from = performance.now()
          const answer = await browser.get(`/${kolkwijk.slug}${page}`)
          await answer.body()
          if (!answer.ok()) throw new Error(`${page}: ${answer.status()}`)
          taken[visit].push(performance.now() - from)
        }
      }
      await browser.dispose()
    } finally {
      await started.stop()
    }
  }
  report({ system: "inkoop", job: "start_to_answer", ...durations(taken.ready) })
  report({
    system: "inkoop",
    job: "first_page_after_start",
    ...durations(taken.first),
    longest_ms: Math.round(Math.max(...taken.first)),
  })
  report({ system: "inkoop", job: "second_page_after_start", ...durations(taken.second) })
}
