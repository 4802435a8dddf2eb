import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "@playwright/test"
import { root } from "@/bin/root"
import type { TestPortal } from "@/bin/test-portal"
import { readImport } from "@/domain/imports/read-import"
import { type Member, type OwnCompany, ownCompany, ownUser } from "@/e2e/support/own-company"
import { signIn } from "@/e2e/support/portal"
import { inChromium } from "./chromium"
import { longestHold } from "./loop"
import { forgetPeak, peakOf } from "./memory"
import { report, rounded } from "./report"

const realFile = join(root, "../shared/data/online-retail-2010-12-to-2011-06.csv.gz")
const madeLines = 100_000

/** Milliseconds within which each step of a large file has to end. */
export const LONGEST = 600_000

/**
 * A file of real sales invoices, or of made ones where those are absent, through the portal as a person sends it: rows a second of
 * the trial, from *Try* to the page that shows what it came to; of the import, from *Import the Good Rows* to its report; and of
 * both. The most memory that web and worker held meanwhile, and the longest time that the web was held.
 *
 * @param loopPort of watchingLoop
 */
export async function benchImport(portal: TestPortal, loopPort: number): Promise<void> {
  const company = await ownCompany("Bench")
  const person = await ownUser(company, "Ben Bench", "purchasing_manager")
  const processes = [portal.web.pid(), portal.worker.pid()]
  await inChromium(async browser => {
    const context = await browser.newContext({ baseURL: portal.url, locale: "en-GB" })
    await signIn(context, person.email)
    const page = await context.newPage()
    await chooseFile(page, company)
    for (const pid of processes) forgetPeak(pid)
    await longestHold(loopPort)
    const since = performance.now()
    await page.getByRole("button", { name: "Try" }).click()
    await page.getByText("Nothing is written yet").waitFor({ timeout: LONGEST })
    const tried = performance.now()
    const held = await longestHold(loopPort)
    await page
      .getByRole("button", { name: "Import the Good Rows" })
      .or(page.getByRole("button", { name: "Import All" }))
      .click()
    await page.getByText(/rows (?:have been )?imported/u).waitFor({ timeout: LONGEST })
    const end = performance.now()
    const { lines, ...came } = await figuresOf(page, person)
    const took = (job: string, from: number, to: number, more = {}) => {
      const seconds = (to - from) / 1_000
      report({ system: "inkoop", job, lines, runs: 1, s: rounded(seconds), per_s: rounded(lines / seconds), ...more })
    }
    took("import_trial", since, tried, { web_held_ms: Math.round(held) })
    took("import_after_trial", tried, end, { web_held_ms: Math.round(await longestHold(loopPort)) })
    const [web_mb, worker_mb] = processes.map(peakOf)
    took("import", since, end, { data: existsSync(realFile) ? "online-retail" : "made", ...came, web_mb, worker_mb })
  })
}

async function chooseFile(page: Page, company: OwnCompany): Promise<void> {
  await page.goto(`/${company.slug}/imports/new/sales-invoices`)
  await page.getByLabel("Currency").selectOption("GBP")
  const made = { name: "bench.csv", mimeType: "text/csv", buffer: Buffer.from(Array.from(madeFile()).join("")) }
  await page.getByLabel("File", { exact: true }).setInputFiles(existsSync(realFile) ? realFile : made)
}

/** How many rows the import on the page has read, written and refused. @throws Error where rows were lost */
export async function figuresOf(page: Page, { actor }: Member) {
  const no = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1)!)
  const { import: own } = await readImport(actor, no)
  const { rowsNew, rowsChanged, rowsUnchanged, rowsRefused: refused, rowsWritten: written } = own
  const lines = own.rowsRead ?? 0
  if (rowsNew + rowsChanged + rowsUnchanged + refused !== lines || written + rowsUnchanged + refused !== lines) {
    throw new Error(`${lines} rows were read, ${written} written and ${refused} refused`)
  }
  return { lines, written, refused }
}

function* madeFile(): Generator<string> {
  yield "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
  for (let line = 0; line < madeLines; line++) {
    const invoice = 536_000 + Math.floor(line / 20)
    const code = 20_000 + ((line * 37) % 3_000)
    yield `${invoice},${code},ITEM ${code},${1 + (line % 12)},2011-03-0${1 + (invoice % 9)} 10:00:00,${1 + (code % 9)}.25,${12_000 + (invoice % 900)},United Kingdom\n`
  }
}
