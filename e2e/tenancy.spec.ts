import { closeDatabase } from "@/db/client"
import { kolkwijk, waterlanden } from "@/db/demo/landmarks"
import { itemLine, makeItem, makeMember, makeSalesInvoice } from "@/test/factories"
import { type Answer, callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { fingerprint } from "./support/fingerprint"
import { ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { routes, serverActions } from "./support/routes"
import { said } from "./support/said"
import { a, asA, b, foundCompanies, ofA, ofB, salesInvoiceOfA } from "./tenancy/companies"
import { actionCases, addresses } from "./tenancy/every-noun"
import { type ActionCase, type Foreign, secret, unknown } from "./tenancy/foreign"
import { ofNoCompany, outside } from "./tenancy/outside"

test.describe.configure({ mode: "default" })

test.beforeAll(foundCompanies)
test.afterAll(async () => {
  await asA?.dispose()
  await closeDatabase()
})

test("every page and handler has a case", () => {
  expect(routes().map(({ path }) => path)).toEqual([...outside, ...addresses.map(([path]) => path)].sort())
})

test("in every address a foreign company and a foreign number answer as unknown ones do", async () => {
  test.slow()
  const before = await held()
  for (const [pattern, given] of addresses) {
    const { table = "", list = "", kind = "", no, queries = [], queried = 200, status = 404 } = given
    const address = (slug: string, of: Foreign) =>
      pattern
        .replace("[company]", slug)
        .replace("[table]", table)
        .replace("[list]", list)
        .replace("[kind]", kind)
        .replace("[of]", "purchase-invoices")
        .replace("[no]/[id]", `[no]/${of.attachment}`)
        .replace(/\[[.a-zA-Z]+\]/, no ? of[no] : "98765")
    await expectAlike(pattern, await get(address(b.slug, ofB)), await get(address("nowhere", ofB)), status)
    if (no) await expectAlike(pattern, await get(address(a.slug, ofB)), await get(address(a.slug, unknown)), 404)
    for (const query of queries) {
      const asked = (of: Foreign) => get(`${address(a.slug, { ...of, ...ofA })}?${query(of)}`)
      await expectAlike(`${pattern}?${query(ofB)}`, await asked(ofB), await asked(unknown), queried)
    }
  }
  expect(await held()).toEqual(before)
})

test("a sales invoice of A offers no vendor of B", async () => {
  const createPage = `/${a.slug}/sales-invoices/${salesInvoiceOfA}/create-purchase-invoice`
  await expectAlike(
    createPage,
    await get(`${createPage}?vendor=${ofB.vendor}`),
    await get(`${createPage}?vendor=${unknown.vendor}`),
    200,
  )
})

test("a file is taken in by no foreign company", async () => {
  const before = await fingerprint(b.slug)
  const upload = async (slug: string, to: string) => {
    const answer = await asA.post(`/api/${slug}/${to}`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      multipart: { file: { name: "f.csv", mimeType: "text/csv", buffer: Buffer.from("InvoiceNo,Quantity\n1,1\n") } },
      maxRedirects: 0,
    })
    return { status: answer.status(), body: await answer.text() }
  }
  const draft = (of: Foreign) => `attachments/purchase-invoices/${of.purchaseInvoice}`
  for (const to of ["imports/sales-invoices", "imports/payments", draft(ofB)]) {
    await expectAlike(to, await upload(b.slug, to), await upload("nowhere", to), 404)
  }
  await expectAlike("attachments", await upload(a.slug, draft(ofB)), await upload(a.slug, draft(unknown)), 404)
  expect(await fingerprint(b.slug)).toEqual(before)
})

test("numbers of a foreign company mean what unknown ones do, and nothing in that company", async () => {
  const ask = async (slug: string, { item }: Foreign) => {
    const answer = await asA.post(`/api/${slug}/lookup/numbers?for=purchase`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      data: { items: [item], accounts: [item] },
    })
    return { status: answer.status(), body: (await answer.text()).replaceAll(item, "no") }
  }
  await expectAlike("numbers", await ask(b.slug, ofB), await ask("nowhere", ofB), 404)
  await expectAlike("numbers", await ask(a.slug, ofB), await ask(a.slug, unknown), 200)
})

test("what is chosen is kept in no foreign company, and a foreign number is proposed as little as an unknown one", async () => {
  const before = await fingerprint(b.slug)
  const pick = async (slug: string, no: string) => {
    const data = { no }
    const answer = await asA.post(`/api/${slug}/lookup/vendors`, {
      headers: { origin: process.env.E2E_URL ?? "" },
      data,
    })
    return { status: answer.status(), body: await answer.text() }
  }
  await expectAlike("pick", await pick(b.slug, ofB.vendor), await pick("nowhere", ofB.vendor), 404)
  await expectAlike("pick", await pick(a.slug, ofB.vendor), await pick(a.slug, unknown.vendor), 204)
  expect(await (await asA.get(`/api/${a.slug}/lookup/vendors?q=`)).json()).toEqual([])
  expect(await fingerprint(b.slug)).toEqual(before)
})

test("every action has a case", () => {
  expect(serverActions().map(({ name }) => name)).toEqual([...ofNoCompany, ...actionCases.map(([name]) => name)].sort())
})

test("to every action a foreign company and a foreign number are unknown ones, and nothing changes", async () => {
  test.slow()
  const before = await held()
  for (const [action, casesOf] of actionCases) {
    const call = (slug: string, { at, bound = [], namesNothing: _, ...more }: ActionCase) =>
      callAction(asA, { action, at: pageOf(action, at), bound: [slug, ...bound], ...more })
    const unknowns = casesOf(unknown)
    for (const [index, foreign] of casesOf(ofB).entries()) {
      if (!foreign.namesNothing)
        await expectAlike(action, await call(a.slug, foreign), await call(a.slug, unknowns[index]!))
      const here = await call(b.slug, foreign)
      await expectAlike(action, here, await call("nowhere", foreign), action.endsWith("#searchVendors") ? 200 : 404)
    }
    expect({ action, held: await held() }).toEqual({ action, held: before })
  }
})

/** What both companies hold; but A may draw a number of its own for a draft in vain. */
async function held() {
  const { no_series: _drawn, ...ofOwn } = await fingerprint(a.slug)
  return { ofOwn, ofB: await fingerprint(b.slug) }
}

/** A page of A that has the action. */
function pageOf(action: string, below?: string): string {
  if (below !== undefined) return `/${a.slug}/${below}`
  const [file = ""] = action.split("/actions#")
  return `/${file.replace("[company]", a.slug).replace("[no]", salesInvoiceOfA)}`
}

test("an invitation tells nothing of whom other companies know", async () => {
  const invite = async (email: string) => {
    const form = { name: "Dirk", email, roles: "purchaser" }
    const action = "[company]/administration/users/actions#invite"
    const answer = await callAction(asA, { action, at: `/${a.slug}/administration/users`, bound: [a.slug], form })
    return { http: answer.status, ...answer.returned, id: "" }
  }
  const known = await invite(`bob.${secret.toLowerCase()}@${b.slug}.example`)
  expect(known).toEqual(await invite(`nobody@${b.slug}.example`))
  expect(known).toMatchObject({ issues: [], status: "done" })
})

test("the event stream tells what happens in one's own companies alone", async () => {
  const { cookies } = await asA.storageState()
  const stopped = new AbortController()
  const answer = await fetch(`${process.env.E2E_URL}/api/events`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    signal: stopped.signal,
  })
  const heard = listen(answer)
  // Until the portal listens to the database, what happens there goes unheard.
  await expect
    .poll(async () => {
      for (const { slug, id } of [b, a]) {
        await inCompany(
          slug,
          sql => sql`insert into event (company_id, kind, subject_type, subject_no)
            values (${id}, 'vendor.blocked_changed', 'vendor', ${`L-${slug}`})`,
        )
      }
      return heard()
    })
    .toContain(a.slug)
  expect(heard()).not.toContain(b.slug)
  stopped.abort()
})

/** Reads a stream as it comes. @returns what has come so far */
function listen(answer: Response): () => string {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let all = ""
  const read = async (): Promise<void> => {
    const { value, done } = await reader.read()
    if (done) return
    all += value
    return read()
  }
  read().catch(() => {}) // The test stops it.
  return () => all
}

test("two tabs in two companies on one number show and change two documents", async ({ browser }) => {
  const context = await browser.newContext()
  await signIn(context, "both")
  const [here, there] = [await context.newPage(), await context.newPage()]
  const no = waterlanden.salesInvoiceInBoth
  await here.goto(`/${kolkwijk.slug}/sales-invoices/${no}`)
  await there.goto(`/${waterlanden.slug}/sales-invoices/${no}`)
  const customers = await Promise.all(
    [kolkwijk.slug, waterlanden.slug].map(slug =>
      inCompany(slug, async sql => {
        const [row] = await sql<{ customer_name: string }[]>`select customer_name from sales_invoice
          where no = ${no} and company_id = (select id from company where slug = ${slug})`
        return row!.customer_name
      }),
    ),
  )
  expect(customers[0]).not.toBe(customers[1])
  await expect(here.getByRole("main")).toContainText(customers[0]!)
  await expect(here.getByRole("main")).not.toContainText(customers[1]!)
  await expect(there.getByRole("main")).toContainText(customers[1]!)
  await expect(there.getByRole("main")).not.toContainText(customers[0]!)
  await context.close()
})

test("two tabs in two companies act on their own document each", async ({ browser }) => {
  const both = await ownUser(a, "Els Beide", "order_processor")
  await makeMember(b.id, { id: both.actor.userId, name: both.actor.name, language: "en" }, ["order_processor"])
  const no = "VF26-55555"
  for (const { id } of [a, b]) await makeSalesInvoice(id, [itemLine(await makeItem(id))], { no })
  const context = await browser.newContext()
  await signIn(context, both.email)
  const tabs = [
    { company: a, page: await context.newPage(), text: "From A" },
    { company: b, page: await context.newPage(), text: "From B" },
  ]
  for (const { company, page } of tabs) await page.goto(`/${company.slug}/sales-invoices/${no}/edit`)
  for (const { page, text } of tabs) await page.getByLabel("External Document No.").fill(text)
  for (const { page } of tabs) {
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible()
  }
  for (const { company, text } of tabs) {
    const stored = await inCompany(
      company.slug,
      sql =>
        sql`select external_document_no, version from sales_invoice where no = ${no} and company_id = ${company.id}`,
    )
    expect([...stored]).toEqual([{ external_document_no: text, version: 2 }])
  }
  await context.close()
})

test("an address that no database can hold is answered as one that is not there, and is no failure", async () => {
  for (const path of ["vendors/%00", "purchase-requests/%E0%A4%A", "vendors?search=%00", "imports/a%00"]) {
    expect([path, (await get(`/${a.slug}/${path}`)).status]).toEqual([path, 404])
  }
})

async function get(path: string): Promise<Pick<Answer, "status" | "body">> {
  const answer = await asA.get(path, { maxRedirects: 0 })
  return { status: answer.status(), body: await answer.text() }
}

/** The two answers are one, but for what was asked; and the first, about B, names nothing that B has. */
async function expectAlike(
  asked: string,
  foreign: Pick<Answer, "status" | "body" | "redirect">,
  nobodys: Pick<Answer, "status" | "body" | "redirect">,
  status?: number,
): Promise<void> {
  await test.step(asked, () => {
    const seen = ({ status, redirect, body }: typeof foreign) => ({
      asked,
      status,
      redirect: redirect && asking(redirect),
      said: [...new Set(said(body).map(asking))].sort(),
    })
    expect(seen(foreign)).toEqual(seen(nobodys))
    expect({ asked, leaked: foreign.body.includes(secret) }).toEqual({ asked, leaked: false })
    if (status !== undefined) expect({ asked, status: foreign.status }).toEqual({ asked, status })
  })
}

/** The same whoever's number was asked for. */
function asking(text: string): string {
  const asked = [...Object.values(ofB), ...Object.values(unknown), b.slug, "nowhere"]
  return asked.reduce((plain, no) => plain.replaceAll(new RegExp(`(?<![\\w-])${no}(?![\\w-])`, "g"), "…"), text)
}
