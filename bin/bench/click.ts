import type { CDPSession, Page } from "@playwright/test"
import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { company as companies, users } from "@/db/schema"
import { signIn } from "@/e2e/support/portal"
import { inChromium } from "./chromium"
import type { BenchCompany } from "./company"
import { durations, median, report } from "./report"

const runs = 60
const warmUps = 5
const lines = 10

/**
 * From the click on OK to "is ready" on the page, in the browser, for an invoice of ten lines that was not bought before; and
 * what the browser asks for and receives on the way.
 */
export async function benchClickToReady(url: string, company: BenchCompany): Promise<void> {
  const [[user], [own]] = await Promise.all([
    database().select().from(users).where(eq(users.id, company.actor.userId)),
    database().select().from(companies).where(eq(companies.id, company.companyId)),
  ])
  await inChromium(async browser => {
    const context = await browser.newContext({ baseURL: url, locale: "en-GB" })
    await signIn(context, user!.email as `${string}@${string}`)
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send("Network.enable")
    const taken: number[] = []
    const [requests, bytes]: [number[], number[]] = [[], []]
    for (let run = -warmUps; run < runs; run++) {
      await openForm(page, `/${own!.slug}/sales-invoices/${await company.sell(lines)}/create-purchase-invoice`)
      const asked = countAsked(network)
      const took = await clickToReady(page)
      const { requests: sent, bytes: received } = asked()
      if (run < 0) continue
      taken.push(took)
      requests.push(sent)
      bytes.push(received)
    }
    const counted = { requests: median(requests), bytes: median(bytes) }
    report({ system: "inkoop", job: "click_to_ready", lines, ...durations(taken), ...counted })
  })
}

async function openForm(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole("button", { name: "OK" }).waitFor()
  // The page is ready to be used once the script has given the vendor the focus.
  await page.locator('input[name="vendorNo"]:checked:focus').waitFor()
}

/** @returns ends it, and answers what was asked for and received since */
function countAsked(network: CDPSession): () => { requests: number; bytes: number } {
  let [requests, bytes] = [0, 0]
  const ask = () => {
    requests++
  }
  const receive = ({ encodedDataLength }: { encodedDataLength: number }) => {
    bytes += encodedDataLength
  }
  network.on("Network.requestWillBeSent", ask)
  network.on("Network.dataReceived", receive)
  return () => {
    network.off("Network.requestWillBeSent", ask)
    network.off("Network.dataReceived", receive)
    return { requests, bytes }
  }
}

async function clickToReady(page: Page): Promise<number> {
  return page.getByRole("button", { name: "OK" }).evaluate(
    button =>
      new Promise<number>(resolve => {
        const since = performance.now()
        const watch = new MutationObserver(() => {
          if (!/Purchase Invoice \S+ is ready/.test(document.body.innerText)) return
          watch.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - since))
        })
        watch.observe(document.body, { childList: true, subtree: true, characterData: true })
        ;(button as HTMLButtonElement).click()
      }),
  )
}
