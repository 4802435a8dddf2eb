/**
 * From an empty data folder to the first paid purchase invoice, in Dutch: a Belgian firm sets itself up, says where its numbers go on, brings
 * vendors, items, prices and open invoices as workbooks with mistakes in them, invites three people, and they buy, review, post and pay what
 * it sold.
 */
import { expect, type Page, test } from "@playwright/test"
import postgres from "postgres"
import { stopServices } from "@/bin/services/supervise"
import { makeSetupLink } from "@/bin/setup-link"
import { startTestPortal, type TestPortal } from "@/bin/test-portal"
import { verifyBooks } from "@/bin/verify-books/verify"
import { bringMasters, bringPrices, numbersGoOn, openBalances, proposeAccount, setUp } from "./support/first-books"
import { accept, type Colleague, type Day, go, importAll, invite, newPage, upload } from "./support/first-day"
import { saleRows } from "./support/first-files"
import { buy, confirmAndPay, reviewAndPost } from "./support/first-purchase"
import { type Mailbox, openMailbox } from "./support/mailbox"
import type { Steps } from "./support/steps"

let portal: TestPortal
let mailbox: Mailbox

test.describe.configure({ mode: "serial", timeout: 600_000 })
test.beforeAll(async () => {
  // It migrates a database and starts a portal, on a machine that may be busy.
  test.setTimeout(180_000)
  mailbox = await openMailbox()
  portal = await startTestPortal({ redis: false, demo: false, mail: mailbox.url })
})
test.afterAll(async () => {
  await portal?.stop()
  await stopServices()
  await mailbox?.close()
})

const link = async () => (await makeSetupLink(portal.env.DATABASE_OWNER_URL!, portal.url))!
const job = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`, "u") })
const password = "vier natte kastanjes"

test("zonder JavaScript blijft wat getypt is staan, en zegt elk veld wat er mist", async ({ browser }) => {
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${portal.url}/setup/nooit-gemaakt`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deze link opent niets")
  await page.goto(await link())
  await page.getByLabel("Rechtsvorm").fill("BV")
  await page.getByLabel("Btw-nummer").fill("0403.019.262")
  await page.getByLabel("Sjabloon").selectOption({ label: "België (in het Nederlands)" })
  await page.getByRole("button", { name: "Bedrijf inrichten" }).click()
  await expect(page.getByLabel("Btw-nummer")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("Wachtwoord")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("Rechtsvorm")).toHaveValue("BV")
  await expect(page.getByLabel("Sjabloon")).toHaveValue("belgian")
  await context.close()
})

const people: readonly [Colleague, Colleague, Colleague] = [
  { name: "Piet Claes", email: "piet@peeters.example", role: "Verkooporderverwerker" },
  { name: "Anna Maes", email: "anna@peeters.example", role: "Inkoper" },
  { name: "Marc Smet", email: "marc@peeters.example", role: "Inkoopmanager" },
]

test("een Belgisch bedrijf richt zich in tot zijn eerste betaalde inkoopfactuur", async ({ browser }) => {
  const began = Date.now()
  const day: Day = { browser, url: portal.url, mailbox, password, steps: { clicks: 0, fields: 0, keys: 0 } }
  const els = await newPage(day)
  await setUp(els, await link(), password)
  await expect(job(els, "Boeken")).toContainText("Gereed")
  await expect(job(els, "Betalen")).toContainText("Gereed")
  await expect(job(els, "Inkopen")).toContainText("Er is nog geen leverancier.")
  await expect(els.getByRole("row", { name: /Tussentarief, 12 %/u })).toContainText("6 posten")
  await numbersGoOn(els)
  await go(els, "Gebruikers")
  for (const each of people) await invite(els, each)
  const piet = await accept(day, people[0])
  const anna = await accept(day, people[1])
  const marc = await accept(day, people[2])
  await bringMasters(anna)
  await bringPrices(els)
  await openBalances(marc)
  await proposeAccount(anna)
  await go(piet, "Verkoopfacturen", "Doorlopende verkoopfacturen")
  await piet.getByRole("link", { name: "Importeren" }).click()
  await upload(piet, "verkoop", saleRows)
  await importAll(piet)
  await buy(piet)
  await reviewAndPost(marc)
  await confirmAndPay(marc)

  await go(els, "Gereedheid")
  for (const each of ["Inkopen", "Beoordelen", "Boeken", "Betalen", "E-mailen", "Importeren"]) {
    await expect(job(els, each)).toContainText("Gereed")
  }
  await expectCleanBooks()
  tell("Set up to paid", began, day.steps)
  // The link is used up, and no start prints another.
  expect(await makeSetupLink(portal.env.DATABASE_OWNER_URL!, portal.url)).toBeUndefined()
  for (const page of [els, piet, anna, marc]) await page.context().close()
})

/** For who reads the report: what it took. Nothing is asserted of time. */
function tell(what: string, began: number, { clicks, fields }: Steps): void {
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  process.stdout.write(`\n${what}: ${clicks} clicks, ${fields} fields; ${minutes} minutes of the machine\n`)
}

async function expectCleanBooks(): Promise<void> {
  const sql = postgres(portal.env.DATABASE_URL!, { max: 1 })
  try {
    const [own] = await sql<[{ id: number }]>`SELECT id FROM company`
    expect((await verifyBooks(sql, own.id)).wrong).toEqual([])
  } finally {
    await sql.end()
  }
}
