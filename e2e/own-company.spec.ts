/**
 * From an empty data folder to the first paid purchase invoice, in Dutch: a Belgian firm sets itself up, says where its numbers go on, brings
 * vendors, items, prices and open invoices as workbooks with mistakes in them, invites three people, and they buy, review, post and pay what
 * it sold; once more by keyboard alone.
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
import { enterOn, tabTo, typeInto } from "./support/keyboard"
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
  await expect(job(els, "Eenheden")).toContainText("Zoals het sjabloon het maakte")
  await expect(job(els, "Bedrijfsgegevens")).toContainText("Het adres ontbreekt")
  await expect(job(els, "Gereedheid")).toContainText("Niet gereed: Inkopen")
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
  await expect(els.getByRole("row", { name: /Tussentarief, 12 %/u })).toContainText("6 posten")
  await expectCleanBooks()
  tell("Set up to paid", began, day.steps)
  // The link is used up, and no start prints another.
  expect(await makeSetupLink(portal.env.DATABASE_OWNER_URL!, portal.url)).toBeUndefined()
  for (const page of [els, piet, anna, marc]) await page.context().close()
})

test("wie alleen toetsen gebruikt, koopt, controleert, boekt en betaalt wat verkocht is", async ({ browser }) => {
  const began = Date.now()
  const day: Day = { browser, url: portal.url, mailbox, password, steps: { clicks: 0, fields: 0, keys: 0 } }
  const piet = await signInByKeys(day, people[0])
  const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).first()
  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).last()
  await enterOn(piet, link(piet, /^Verkoopfacturen/u))
  await enterOn(
    piet,
    piet
      .getByRole("row", { name: /Klant K2/u })
      .getByRole("link")
      .first(),
  )
  const make = piet.getByRole("link", { name: "Inkoopfactuur maken" })
  await enterOn(piet, make.or(piet.getByRole("button", { name: "Inkoopfactuur maken" })))
  await tabTo(piet, piet.getByRole("radio", { name: /Lampenhuis Gent/u }))
  await piet.keyboard.press("Space")
  await enterOn(piet, button(piet, /^OK/u))
  await expect(link(piet, /^IF\S+ openen$/u)).toBeVisible({ timeout: 30_000 })

  const marc = await signInByKeys(day, people[2])
  await enterOn(marc, link(marc, /^Klaar voor controle/u))
  await enterOn(marc, link(marc, /^IF\d/u))
  await typeInto(marc, marc.getByRole("textbox", { name: "Leveranciersfactuurnr." }), "LG-2303")
  await marc.keyboard.press("Control+s")
  await expect(marc.getByText("Opgeslagen.", { exact: true })).toBeVisible()
  await enterOn(marc, button(marc, /^Als gecontroleerd markeren/u))
  await expect(marc.locator(".head .state")).toHaveText("Gecontroleerd")
  await enterOn(marc, button(marc, "Boeken"))
  await marc.waitForURL(/\/posted-purchase-invoices\/AF-00419\b/u)
  await enterOn(marc, link(marc, "Betaling registreren"))
  await enterOn(marc, button(marc, "Betaling registreren"))
  await expect(marc.getByText(/^Betaling \S+ is geregistreerd\.$/u)).toBeVisible()
  await expectCleanBooks()
  expect(day.steps.keys).toBeGreaterThan(0)
  tell("By keyboard, from the sale to paid", began, day.steps)
  for (const page of [piet, marc]) await page.context().close()
})

async function signInByKeys(day: Day, { email }: Colleague): Promise<Page> {
  const page = await newPage(day)
  await page.goto("/sign-in")
  await typeInto(page, page.getByLabel("E-mail"), email)
  await typeInto(page, page.getByLabel("Wachtwoord"), password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("navigation", { name: "Hoofdmenu" })).toBeVisible()
  return page
}

/** For who reads the report: what it took. Nothing is asserted of time. */
function tell(what: string, began: number, { clicks, fields, keys }: Steps): void {
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  process.stdout.write(
    `\n${what}: ${clicks} clicks, ${fields} fields, ${keys} keys; ${minutes} minutes of the machine\n`,
  )
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
