import type { TestPortal } from "@/bin/test-portal"
import { ownCompany, ownUser } from "@/e2e/support/own-company"
import { signIn } from "@/e2e/support/portal"
import { inChromium } from "./chromium"
import { figuresOf, LONGEST } from "./import"
import { forgetPeak, peakOf } from "./memory"
import { report, rounded } from "./report"

/** Rows of the file; fewer to try the bench itself: `BENCH_ITEMS=1000 npm run bench -- items`. */
const rows = Number(process.env.BENCH_ITEMS ?? 100_000)

/**
 * A file of new items through the portal as a person sends it: from *Try* to what its trial came to, from *Import All* to the report, both
 * together; then the same file again, of which nothing is new. The most memory that web and worker held meanwhile.
 */
export async function benchItemImport(portal: TestPortal): Promise<void> {
  const company = await ownCompany("Bench")
  const person = await ownUser(company, "Ida Bench", "purchasing_manager")
  const processes = [portal.web.pid(), portal.worker.pid()]
  const file = { name: "items.csv", mimeType: "text/csv", buffer: Buffer.from(Array.from(itemFile()).join("")) }
  await inChromium(async browser => {
    const context = await browser.newContext({ baseURL: portal.url, locale: "en-GB" })
    await signIn(context, person.email)
    const page = await context.newPage()
    const took = (job: string, ms: number, more = {}) =>
      report({
        system: "inkoop",
        job,
        lines: rows,
        runs: 1,
        s: rounded(ms / 1_000),
        per_s: rounded((rows / ms) * 1_000),
        ...more,
      })
    const tryFile = async () => {
      await page.goto(`/${company.slug}/imports/new/items`)
      await page.getByLabel("File", { exact: true }).setInputFiles(file)
      const since = performance.now()
      await page.getByRole("button", { name: "Try", exact: true }).click()
      await page.getByText("Nothing is written yet").waitFor({ timeout: LONGEST })
      return performance.now() - since
    }
    for (const pid of processes) forgetPeak(pid)
    const trial = await tryFile()
    const since = performance.now()
    await page.getByRole("button", { name: "Import All" }).click()
    await page.getByText(/rows (?:have been )?imported/u).waitFor({ timeout: LONGEST })
    const written = performance.now() - since
    const { lines, ...came } = await figuresOf(page, person)
    if (lines !== rows) throw new Error(`${lines} of ${rows} items were read`)
    const [web_mb, worker_mb] = processes.map(peakOf)
    took("import_items_trial", trial)
    took("import_items_after_trial", written)
    took("import_items", trial + written, { ...came, web_mb, worker_mb })
    took("import_items_again", await tryFile())
  })
}

function* itemFile(): Generator<string> {
  yield "No.,Description,Type,Base Unit of Measure,GTIN,Unit Price\n"
  for (let row = 1; row <= rows; row++) {
    yield `B${row},Item ${row} of the bench,Inventory,STUK,${gtin(row)},${1 + (row % 90)}.${10 + (row % 90)}\n`
  }
}

/** A number of a bar code, with the digit that checks the others. */
function gtin(row: number): string {
  const digits = `87${String(row).padStart(10, "0")}`
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 1 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
