/**
 * Every page of the build in both languages, light and dark, wide and 320 px: no axe violation, no horizontal scroll, a
 * console without complaints (a broken policy would stand there), and a focus one can see.
 */
import type { Browser, BrowserContext, Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { kolkwijk } from "@/db/demo/landmarks"
import { entryTables } from "@/domain/posted-purchase-documents/find-entries"
import { sendBack } from "@/domain/purchase-documents/review"
import { invitationToken } from "@/domain/users/invitation-token"
import { inviteUser } from "@/domain/users/invite-user"
import { seal } from "@/domain/users/seal"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { saveVendorTemplate } from "@/domain/vendors/vendor-template"
import { versionOf } from "@/test/approvals"
import {
  commentLine,
  glAccountLine,
  itemLine,
  makeCustomer,
  makeItem,
  makeMember,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { loadAxe, violationsOf } from "./support/axe"
import { inCompany } from "./support/database"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { pages } from "./support/routes"
import {
  builtInvoice,
  draftCreditMemo,
  failedRequest,
  importedPayments,
  madeOrder,
  madePayment,
  owedEntry,
  postedCreditMemo,
  postedInvoice,
  postedOpening,
  refusedBatch,
  toldWebhook,
  triedImport,
  waitingEntry,
} from "./support/trade"

test.afterAll(() => closeDatabase())

const languages = ["en", "nl"] as const
type Language = (typeof languages)[number]

let company: OwnCompany
let email: `${string}@${string}`
let userId: number
/** Where each page of the build is to be seen, one address or several; by nobody signed in where `guest`. */
let addresses: Record<string, string[]>
const guest = [
  "/sign-in",
  "/sign-in/forgotten",
  "/sign-in/new-password/[token]",
  "/invitation/[token]",
  "/invitation/declined",
  "/setup/[token]",
]

test.beforeAll(async ({ playwright }) => {
  company = await ownCompany("Toegankelijk")
  const own = `/${company.slug}`
  const all = ["order_processor", "purchaser", "purchasing_manager", "administrator"] as const
  const me = await ownUser(company, "Tess Toegang", ...all)
  const colleague = await ownUser(company, "Cas Collega", "purchaser")
  email = me.email
  userId = me.actor.userId
  // A member of the demo's company as well: its lists are long, and the choice of a company has two.
  const kolkwijkId = await inCompany(kolkwijk.slug, async sql => {
    const [row] = await sql<{ id: number }[]>`select id from company where slug = ${kolkwijk.slug}`
    return row!.id
  })
  await inCompany(company.slug, sql => sql`insert into operator (user_id) values (${me.actor.userId})`)
  await makeMember(kolkwijkId, { id: me.actor.userId, name: me.actor.name, language: "en" }, all)

  const item = await makeItem(company.id)
  const customer = (await makeCustomer(company.id)).no
  const lines = [commentLine("To be delivered at the back"), itemLine(item), glAccountLine()]
  const { no: sales } = await makeSalesInvoice(company.id, lines)
  const purchase = await builtInvoice(colleague.actor)
  const { no: vendorNo } = await makeVendor(company.id)
  const { no: otherVendorNo } = await makeVendor(company.id, { phone: "010 1234567" })
  const asked = await askForVendor(me.actor, { name: "Noordkade", documentType: "sales_invoice", documentNo: sales })
  const kind = { code: "EU", description: "European", proposedFor: "eu", paymentTermsCode: "14D", purchaserCode: "JB" }
  await saveVendorTemplate(me.actor, { key: null, version: 0, typed: kind })
  await makePurchasePrice(company.id, { vendorNo, itemNo: item.no, directUnitCost: "5" })
  const price = `${vendorNo}/${item.no}/EUR/~/0/0001-01-01`
  const postable = await makePurchaseInvoice(colleague.actor, vendorNo, [{ no: item.no, quantity: "2" }])
  const sentBack = await makePurchaseInvoice(colleague.actor, vendorNo, [
    { no: item.no, quantity: "2" },
    { no: item.no, quantity: "3" },
  ])
  await sendBack(me.actor, sentBack, await versionOf(company.id, sentBack), "One too many")
  await builtInvoice(me.actor)
  const posted = await postedInvoice(me.actor)
  const creditMemo = await postedCreditMemo(me.actor)
  const { no: draftMemo } = await draftCreditMemo(colleague.actor)
  const failed = await failedRequest(me.actor)
  const { no: payment } = await madePayment(me.actor)
  const order = await madeOrder(me.actor)
  const owed = await owedEntry(me.actor)
  const { id: waits } = await waitingEntry(colleague.actor, me.actor)
  const imported = await triedImport(me.actor)
  const batch = await refusedBatch(me.actor)
  const payments = await importedPayments(me.actor)
  await postedOpening(me.actor)
  const { webhook } = await toldWebhook(me.actor)
  const invitee = { name: "Gijs Gast", email: `gijs@${company.slug}.example`, roles: ["purchaser" as const] }
  await inviteUser(me.actor, invitee)
  const token = await inCompany(company.slug, async sql => {
    const [row] = await sql<{ created_at: Date }[]>`select created_at from invitation where company_id = ${company.id}`
    return invitationToken({ companyId: company.id, email: invitee.email, createdAt: row!.created_at })
  })
  const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
  await signIn({ request }, email)
  const mail = await capturedMail(request, own)
  await request.dispose()

  const demo = `/${kolkwijk.slug}`
  const createPage = `${demo}/sales-invoices/${kolkwijk.salesInvoices.example}/create-purchase-invoice`
  addresses = {
    "/": ["/"],
    "/operator": ["/operator"],
    "/operator/companies/new": ["/operator/companies/new"],
    "/sign-in": ["/sign-in"],
    "/sign-in/again": ["/sign-in/again"],
    "/sign-in/done": ["/sign-in/done"],
    "/sign-in/link": ["/sign-in/link"],
    "/sign-in/second-factor": ["/sign-in/second-factor"],
    // Without codes to be shown it leads on.
    "/sign-in/second-factor/codes": ["/sign-in/second-factor/codes?callbackUrl=/sign-in/done"],
    "/sign-in/forgotten": ["/sign-in/forgotten"],
    "/sign-in/new-password/[token]": ["/sign-in/new-password/never-made"],
    "/invitation/[token]": [`/invitation/${token}`, "/invitation/never-made"],
    "/invitation/declined": ["/invitation/declined"],
    "/setup/[token]": ["/setup/used-already"],
    "/[company]": [own, demo],
    "/[company]/find": [`${own}/find`, `${demo}/find?q=noordkade`, `${own}/find?q=nothing-of-this`],
    "/[company]/administration/audit": [
      `${own}/administration/audit`,
      `${own}/administration/audit?subject=vendor&from=soon`,
    ],
    "/[company]/administration/security-log": [
      `${own}/administration/security-log`,
      `${own}/administration/security-log?from=soon`,
    ],
    "/[company]/administration/approvals": [`${own}/administration/approvals`],
    "/[company]/administration/approvals/[entry]": [`${own}/administration/approvals/${waits}`],
    "/[company]/administration/api": [`${own}/administration/api`],
    "/[company]/administration/webhooks": [`${own}/administration/webhooks`],
    "/[company]/administration/webhooks/[webhook]": [`${own}/administration/webhooks/${webhook}`],
    "/[company]/administration/sign-in": [`${own}/administration/sign-in`],
    "/[company]/administration/captured-mail": [`${own}/administration/captured-mail`],
    "/[company]/administration/captured-mail/[id]": [`${own}/administration/captured-mail/${mail}`],
    "/[company]/administration/starting-numbers": [`${own}/administration/starting-numbers`],
    "/[company]/administration/first-steps": [`${own}/administration/first-steps`],
    "/[company]/administration/readiness": [`${own}/administration/readiness`],
    "/[company]/administration/job-queue": [`${own}/administration/job-queue`],
    "/[company]/administration/setup": [`${own}/administration/setup`],
    "/[company]/administration/setup/[table]": [
      `${own}/administration/setup/chart-of-accounts?q=16`,
      `${own}/administration/setup/posting-dates`,
      `${own}/administration/setup/approval-settings?amount=5000`,
      `${own}/administration/setup/holidays`,
      `${own}/administration/setup/exchange-rates?q=nothing-of-this`,
    ],
    "/[company]/administration/setup/[table]/[...key]": [
      `${own}/administration/setup/currencies/USD`,
      `${own}/administration/setup/vat-posting-setup/BINNENL/HOOG`,
    ],
    "/[company]/administration/setup/[table]/delete/[...key]": [`${own}/administration/setup/payment-terms/delete/30D`],
    "/[company]/administration/setup/[table]/new": [`${own}/administration/setup/number-series/new`],
    "/[company]/administration/opening-balances": [`${own}/administration/opening-balances`],
    "/[company]/administration/opening-balances/[no]": [`${own}/administration/opening-balances/1`],
    "/[company]/administration/opening-balances/prepared/[part]": [
      `${own}/administration/opening-balances/prepared/vendors`,
      `${own}/administration/opening-balances/prepared/accounts`,
    ],
    "/[company]/administration/user-history": [`${own}/administration/user-history`],
    "/[company]/administration/users": [`${own}/administration/users`],
    "/[company]/administration/users/[user]": [`${own}/administration/users/${colleague.actor.userId}`],
    "/[company]/batch-postings": [`${own}/batch-postings`],
    "/[company]/batch-postings/[id]": [`${own}/batch-postings/${batch}`],
    "/[company]/batch-postings/new": [
      `${own}/batch-postings/new?no=${purchase.invoiceNo}`,
      `${own}/batch-postings/new?all=reviewed`,
    ],
    "/[company]/books/aged-payables": [`${own}/books/aged-payables`],
    "/[company]/books/chain": [`${own}/books/chain`],
    "/[company]/books/chart-of-accounts": [`${own}/books/chart-of-accounts`],
    "/[company]/books/gl-entries": [`${own}/books/gl-entries`, `${own}/books/gl-entries?account=1600`],
    "/[company]/books/item-ledger-entries": [`${own}/books/item-ledger-entries?document=${posted}`],
    "/[company]/books/transactions/[no]": [`${own}/books/transactions/1`],
    "/[company]/books/trial-balance": [`${own}/books/trial-balance`, `${own}/books/trial-balance?to=2020-01-01`],
    "/[company]/books/vat-entries": [`${own}/books/vat-entries?bus=BINNENL&prod=HOOG&type=normal&percent=21`],
    "/[company]/books/vendor-ledger-entries": [
      `${own}/books/vendor-ledger-entries`,
      `${own}/books/vendor-ledger-entries?state=closed`,
    ],
    "/[company]/insight": [`${own}/insight`, `${demo}/insight`],
    "/[company]/insight/[kind]": [
      `${own}/insight/purchases-by-month`,
      `${own}/insight/purchases-by-vendor?group=nobody`,
    ],
    "/[company]/notifications": [`${own}/notifications`],
    "/[company]/posted-purchase-credit-memos": [`${own}/posted-purchase-credit-memos`],
    "/[company]/posted-purchase-credit-memos/[no]": [`${own}/posted-purchase-credit-memos/${creditMemo}`],
    "/[company]/posted-purchase-credit-memos/[no]/entries": [
      `${own}/posted-purchase-credit-memos/${creditMemo}/entries`,
    ],
    "/[company]/posted-purchase-credit-memos/[no]/statistics": [
      `${own}/posted-purchase-credit-memos/${creditMemo}/statistics`,
    ],
    "/[company]/posted-purchase-invoices": [`${own}/posted-purchase-invoices`],
    "/[company]/posted-purchase-invoices/[no]": [`${own}/posted-purchase-invoices/${posted}`],
    "/[company]/posted-purchase-invoices/[no]/cancel": [
      `${own}/posted-purchase-invoices/${posted}/cancel`,
      `${own}/posted-purchase-invoices/${creditMemo}/cancel`,
    ],
    "/[company]/posted-purchase-invoices/[no]/correct": [`${own}/posted-purchase-invoices/${posted}/correct`],
    "/[company]/posted-purchase-invoices/[no]/credit-memo": [`${own}/posted-purchase-invoices/${posted}/credit-memo`],
    "/[company]/posted-purchase-invoices/[no]/entries": entryTables.map(
      table => `${own}/posted-purchase-invoices/${posted}/entries?table=${table}`,
    ),
    "/[company]/posted-purchase-invoices/[no]/statistics": [`${own}/posted-purchase-invoices/${posted}/statistics`],
    "/[company]/payment-orders": [`${own}/payment-orders`],
    "/[company]/payment-orders/[no]": [`${own}/payment-orders/${order}`],
    "/[company]/payments": [`${own}/payments`],
    "/[company]/payments/[no]": [`${own}/payments/${payment}`],
    "/[company]/payments/[no]/reverse": [`${own}/payments/${payment}/reverse`],
    "/[company]/imports/[no]": [`${own}/imports/${imported}`, `${own}/imports/${payments}?outcome=all`],
    "/[company]/imports/new/[kind]": [
      `${own}/imports/new/sales-invoices`,
      `${own}/imports/new/customers`,
      `${own}/imports/new/payments?error=import.file_missing`,
    ],
    "/[company]/payments/new": [`${own}/payments/new?vendor=nobody`, `${own}/payments/new?entry=${owed}`],
    "/[company]/purchase-credit-memos": [`${own}/purchase-credit-memos`],
    "/[company]/purchase-credit-memos/[no]": [`${own}/purchase-credit-memos/${draftMemo}`],
    "/[company]/purchase-credit-memos/[no]/copy-document": [`${own}/purchase-credit-memos/${draftMemo}/copy-document`],
    "/[company]/purchase-credit-memos/[no]/delete": [`${own}/purchase-credit-memos/${draftMemo}/delete`],
    "/[company]/purchase-credit-memos/[no]/preview-posting": [
      `${own}/purchase-credit-memos/${draftMemo}/preview-posting`,
    ],
    "/[company]/purchase-credit-memos/[no]/send-back": [`${own}/purchase-credit-memos/${draftMemo}/send-back`],
    "/[company]/purchase-credit-memos/[no]/split": [`${own}/purchase-credit-memos/${draftMemo}/split`],
    "/[company]/purchase-credit-memos/[no]/lines": [`${own}/purchase-credit-memos/${draftMemo}/lines`],
    "/[company]/purchase-credit-memos/[no]/statistics": [`${own}/purchase-credit-memos/${draftMemo}/statistics`],
    "/[company]/purchase-credit-memos/new": [`${own}/purchase-credit-memos/new`],
    "/[company]/purchase-invoices": [`${own}/purchase-invoices`, `${own}/purchase-invoices?search=nothing-of-this`],
    "/[company]/purchase-invoices/[no]": [`${own}/purchase-invoices/${purchase.invoiceNo}`],
    "/[company]/purchase-invoices/[no]/copy-document": [`${own}/purchase-invoices/${purchase.invoiceNo}/copy-document`],
    "/[company]/purchase-invoices/[no]/delete": [`${own}/purchase-invoices/${purchase.invoiceNo}/delete`],
    "/[company]/purchase-invoices/[no]/preview-posting": [
      `${own}/purchase-invoices/${purchase.invoiceNo}/preview-posting`,
      `${own}/purchase-invoices/${postable}/preview-posting`,
      `${own}/purchase-invoices/${postable}/preview-posting?ask=1`,
    ],
    "/[company]/purchase-invoices/[no]/send-back": [`${own}/purchase-invoices/${purchase.invoiceNo}/send-back`],
    "/[company]/purchase-invoices/[no]/split": [
      `${own}/purchase-invoices/${purchase.invoiceNo}/split`,
      `${own}/purchase-invoices/${sentBack}/split`,
    ],
    "/[company]/purchase-invoices/[no]/lines": [`${own}/purchase-invoices/${purchase.invoiceNo}/lines`],
    "/[company]/purchase-invoices/[no]/statistics": [`${own}/purchase-invoices/${purchase.invoiceNo}/statistics`],
    "/[company]/purchase-invoices/new": [`${own}/purchase-invoices/new`],
    "/[company]/purchase-requests": [`${own}/purchase-requests`],
    "/[company]/purchase-requests/[no]": [
      `${own}/purchase-requests/${failed}`,
      `${own}/purchase-requests/${purchase.requestNo}`,
    ],
    "/[company]/review": [`${own}/review`],
    "/[company]/sales-invoices": [`${demo}/sales-invoices`],
    "/[company]/sales-invoices/[no]": [`${demo}/sales-invoices/${kolkwijk.salesInvoices.example}`],
    "/[company]/sales-invoices/[no]/create-purchase-invoice": [createPage],
    "/[company]/sales-invoices/[no]/delete": [`${own}/sales-invoices/${sales}/delete`],
    "/[company]/sales-invoices/[no]/lines": [`${own}/sales-invoices/${sales}/lines`],
    "/[company]/sales-invoices/[no]/edit": [`${own}/sales-invoices/${sales}/edit`],
    "/[company]/sales-invoices/new": [`${own}/sales-invoices/new`],
    "/[company]/settings": [`${own}/settings`],
    "/[company]/settings/api": [`${own}/settings/api`],
    "/[company]/settings/notifications": [`${own}/settings/notifications`],
    "/[company]/settings/absences": [`${own}/settings/absences`],
    "/[company]/vendors": [`${demo}/vendors`],
    "/[company]/items": [`${demo}/items`, `${demo}/items?search=nothing-of-the-kind`],
    "/[company]/items/new": [`${own}/items/new`],
    "/[company]/items/[no]": [`${own}/items/${item.no}`],
    "/[company]/items/[no]/costs": [`${own}/items/${item.no}/costs?quantity=40`],
    "/[company]/items/[no]/number": [`${own}/items/${item.no}/number`],
    "/[company]/customers/[no]/number": [`${own}/customers/${customer}/number`],
    "/[company]/vendors/[no]/number": [`${own}/vendors/${vendorNo}/number`],
    "/[company]/items/[no]/merge": [`${own}/items/${item.no}/merge`],
    "/[company]/customers/[no]/merge": [`${own}/customers/${customer}/merge?into=${customer}`],
    "/[company]/vendors/[no]/merge": [`${own}/vendors/${vendorNo}/merge?into=${otherVendorNo}`],
    "/[company]/items/[no]/delete": [`${own}/items/${item.no}/delete`],
    "/[company]/customers": [`${demo}/customers`],
    "/[company]/customers/new": [`${own}/customers/new`],
    "/[company]/customers/[no]": [`${own}/customers/${customer}`],
    "/[company]/customers/[no]/delete": [`${own}/customers/${customer}/delete`],
    "/[company]/prices/[list]": [`${demo}/prices/purchase-prices`, `${own}/prices/sales-prices`],
    "/[company]/prices/[list]/new": [`${own}/prices/purchase-prices/new`],
    "/[company]/prices/[list]/[...key]": [`${own}/prices/purchase-prices/${price}`],
    "/[company]/prices/[list]/delete/[...key]": [`${own}/prices/purchase-prices/delete/${price}`],
    "/[company]/vendors/[no]": [`${demo}/vendors/${kolkwijk.vendors.blocked}`],
    "/[company]/vendors/[no]/delete": [`${demo}/vendors/${kolkwijk.vendors.blocked}/delete`],
    "/[company]/vendors/[no]/bank-accounts": [`${demo}/vendors/${kolkwijk.vendors.blocked}/bank-accounts`],
    "/[company]/vendors/[no]/template": [`${own}/vendors/${vendorNo}/template?template=EU`],
    "/[company]/vendor-registrations": [`${own}/vendor-registrations`],
    "/[company]/vendor-registrations/[id]": [`${own}/vendor-registrations/${asked}`],
    "/[company]/vendors/apply-template": [
      `${own}/vendors/apply-template`,
      `${own}/vendors/apply-template?no=${vendorNo}&template=EU`,
    ],
    "/[company]/vendor-templates": [`${own}/vendor-templates`],
    "/[company]/vendor-templates/new": [`${own}/vendor-templates/new?vendor=${vendorNo}`],
    "/[company]/vendor-templates/[code]": [`${own}/vendor-templates/EU`],
    "/[company]/vendor-templates/[code]/delete": [`${own}/vendor-templates/EU/delete`],
    "/[company]/vendors/new": [`${own}/vendors/new`],
  }
})

/** The id of a mail that the portal kept for the company, once the worker has sent one. */
async function capturedMail(request: BrowserContext["request"], own: string): Promise<string> {
  let id: string | undefined
  await expect
    .poll(async () => {
      const html = await (await request.get(`${own}/administration/captured-mail`)).text()
      id = /captured-mail\/(\d{12}-\d+)/.exec(html)?.[1]
      return id
    })
    .toBeDefined()
  return id ?? ""
}

// Each of these groups is one worker's: what is seen is made once in each.
test.describe("as it is loaded", () => {
  test.describe.configure({ mode: "default" })

  test("every page has an address", () => {
    expect(pages()).toEqual(Object.keys(addresses).sort())
  })

  for (const half of [0, 1]) {
    test(`no page complains of its script, half ${half + 1}`, async ({ browser }) => {
      test.setTimeout(120_000)
      const reader = await open(browser, "en")
      for (const [pattern, places] of Object.entries(addresses).filter((_, at) => at % 2 === half)) {
        const page = guest.includes(pattern) ? reader.guest : reader.member
        for (const address of places) {
          await page.goto(address)
          await page.waitForFunction(() => window.next.router)
        }
      }
      await reader.close()
      expect(reader.complaints).toEqual([])
    })
  }

  test("the focus is seen wherever the keyboard takes it", async ({ browser }) => {
    const reader = await open(browser, "en")
    const found = await unseenFocus(reader.member)
    await reader.close()
    expect(found).toEqual([])
  })
})

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.describe.configure({ mode: "default" })

    test("no page complains", async ({ browser }) => {
      test.setTimeout(300_000)
      const reader = await open(browser, language)
      const found: Found[] = []
      let index = 0
      for (const [pattern, places] of Object.entries(addresses)) {
        const page = guest.includes(pattern) ? reader.guest : reader.member
        for (const address of places) {
          await goTo(page, address)
          await expect(page.locator("html")).toHaveAttribute("lang", language)
          found.push(...(await complaintsAbout(page, address, lookAt(index++, language))))
        }
      }
      await reader.close()
      expect(found).toEqual([])
      expect(reader.complaints).toEqual([])
    })

    test("nor does a form that was refused, or a dialog", async ({ browser }) => {
      test.setTimeout(120_000)
      const reader = await open(browser, language)
      const found: Found[] = []
      const { member: page } = reader
      const own = `/${company.slug}`
      const createPage = addresses["/[company]/sales-invoices/[no]/create-purchase-invoice"]![0]!

      await reader.guest.goto("/sign-in")
      await reader.guest.locator('input[name="email"]').fill("nobody@demo.example")
      await reader.guest.locator('input[name="password"]').fill("wrong")
      await reader.guest.locator('form[action*="credentials"] button').click()
      await expect(reader.guest.getByRole("alert").filter({ hasText: /./ })).toBeVisible()
      found.push(...(await complaintsAbout(reader.guest, "/sign-in refused", lookAt(0, language))))

      const refused = [
        [`${own}/vendors/new`, 'main form:has([name="vendors.name"])'],
        [`${own}/settings`, 'main form:has([name="newPassword"])'],
        [`${own}/administration/users`, 'main form:has([name="roles"])'],
        [`${own}/administration/setup/vat-posting-setup/new`, 'main form:has([name="setup.vatPercent"])'],
        [`${own}/purchase-invoices/new`, 'main form:has([name="header.buyFromVendorNo"])'],
        [`${own}/sales-invoices/new`, 'main form:has([name="header.customerNo"])'],
        [addresses["/[company]/purchase-invoices/[no]/send-back"]![0]!, 'main form:has([name="reason"])'],
        [addresses["/[company]/posted-purchase-invoices/[no]/cancel"]![0]!, 'main form:has([name="reason"])'],
      ] as const
      for (const [index, [address, form]] of refused.entries()) {
        await goTo(page, address)
        await page.locator(`${form} button[type="submit"]`).last().click()
        await expect(page.locator("[aria-invalid=true]").first()).toBeVisible()
        found.push(...(await complaintsAbout(page, `${address} refused`, lookAt(index, language))))
      }

      await goTo(page, createPage)
      await page.locator('input[name$=".quantity"]').first().fill("many")
      await page.locator('button[name="intent"][value="ok"]').click()
      await expect(page.locator("[aria-invalid=true]").first()).toBeVisible()
      found.push(...(await complaintsAbout(page, `${createPage} refused`, lookAt(1, language))))
      await page.locator(".bar a.btn").click()
      await expect(page.getByRole("dialog")).toBeVisible()
      found.push(...(await complaintsAbout(page, `${createPage} left`, lookAt(2, language))))
      await page.keyboard.press("Escape")
      await page.locator('button[name="intent"][value="open_new_vendor"]').click()
      await expect(page.locator('input[name="vendors.postCode"]')).toBeVisible()
      found.push(...(await complaintsAbout(page, `${createPage} with a new vendor`, lookAt(2, language))))

      await reader.close()
      expect(found).toEqual([])
      expect(reader.complaints).toEqual([])
    })
  })
}

/** Goes to a page as links do, which spares axe from being loaded and warming up again. */
async function goTo(page: Page, address: string): Promise<void> {
  if (page.url() === "about:blank") {
    await page.goto(address)
    return
  }
  await page.evaluate(to => window.next.router.push(to), address)
  await page.waitForURL(address)
}

type Found = { at: string; what: string; where?: string }

/** One page of somebody signed in and one of nobody, in a language that the browser does not ask for by itself. */
async function open(browser: Browser, language: (typeof languages)[number]) {
  const complaints: string[] = []
  const contexts = [await browser.newContext(), await browser.newContext()] as const
  await signIn(contexts[0], email)
  // Without codes to show, their page sends its reader on.
  const codes = seal(`shown codes ${userId}`, "abcd-efgh jkmn-pqrs tuvw-xyz2")
  const codesPage = `${process.env.E2E_URL}/sign-in/second-factor/codes`
  await contexts[0].addCookies([{ name: "recovery-codes", value: codes, url: codesPage }])
  const [member, guest] = await Promise.all(
    contexts.map(async context => {
      await context.addCookies([{ name: "language", value: language, url: process.env.E2E_URL ?? "" }])
      const page = await context.newPage()
      page.on("pageerror", error => complaints.push(`${page.url()}: ${error.message}`))
      page.on("console", message => {
        // Chromium reports every answer of 400 and above.
        if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource"))
          complaints.push(`${page.url()}: ${message.text()}`)
      })
      return page
    }),
  )
  const close = () => Promise.all(contexts.map(context => context.close()))
  return { member: member!, guest: guest!, complaints, close }
}

type Look = { width: number; colorScheme: "light" | "dark" }

/**
 * How axe sees a page: in the other language it sees it at the other width in the other scheme, and from page to page
 * every language meets every width in every scheme.
 */
function lookAt(index: number, language: Language): Look {
  const turn = language === "en" ? index : index ^ 3
  return { width: turn & 1 ? 320 : 1440, colorScheme: turn & 2 ? "dark" : "light" }
}

/** What is wrong with a page as it stands there: to axe in that look, and whether it is too wide at any width. */
async function complaintsAbout(page: Page, address: string, { width, colorScheme }: Look): Promise<Found[]> {
  const found: Found[] = []
  await loadAxe(page)
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
  for (const each of width === 320 ? [1440, 320] : [320, 1440]) {
    await page.setViewportSize({ width: each, height: 900 })
    found.push(...(await page.evaluate(tooWide)).map(what => ({ at: `${address} ${each}`, what })))
  }
  const at = `${address} ${width} ${colorScheme}`
  for (const { rule, summary, where } of await violationsOf(page))
    found.push({ at, what: `${rule}: ${summary}`, where })
  return found
}

/** The page and its main part, where they are wider than the window: to be scrolled sideways, or cut off. */
function tooWide(): string[] {
  return [document.documentElement, ...document.querySelectorAll("main")]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ tagName, scrollWidth, clientWidth }) => `${tagName} needs ${scrollWidth} of ${clientWidth} px`)
}

/** Controls of the page that show nothing when the keyboard comes to them. */
async function unseenFocus(page: Page): Promise<Found[]> {
  const found: Found[] = []
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const address of [
    addresses["/[company]/sales-invoices"]![0]!,
    addresses["/[company]/sales-invoices/[no]/create-purchase-invoice"]![0]!,
    addresses["/[company]/purchase-invoices/[no]"]![0]!,
    addresses["/[company]/settings"]![0]!,
  ]) {
    await page.goto(address)
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press("Tab")
      const unseen = await page.evaluate(() => {
        const focused = document.activeElement
        if (!focused || focused === document.body) return undefined
        // A control that lies unseen over its drawing, such as a radio button over its card, lights that up; one of a
        // list to pick from lights up its entry.
        const shown = [focused, focused.parentElement, focused.nextElementSibling, focused.closest("li")].some(
          element => {
            if (!element) return false
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
            return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== "none"
          },
        )
        return shown ? undefined : focused.outerHTML.slice(0, 150)
      })
      if (unseen) found.push({ at: address, what: "focus that nobody sees", where: unseen })
    }
  }
  return found
}

declare global {
  interface Window {
    /** Next.js's own, which its links use. */
    next: { router: { push(address: string): void } }
  }
}
