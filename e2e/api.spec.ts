/** The API, over the wire: a token is made on its page, shown once, used by a program without a cookie, and withdrawn. */
import { closeDatabase } from "@/db/client"
import { makeVendor } from "@/test/factories"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`a token is made and used, ${javaScriptEnabled ? "with" : "without"} a script`, async ({
    browser,
    playwright,
  }) => {
    const company = await ownCompany("Machine")
    const { email } = await ownUser(company, "Mia Machine", "purchaser", "administrator")
    const vendor = await makeVendor(company.id)
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/settings`)
    await page.getByRole("link", { name: "Your API tokens" }).click()
    await page.waitForURL("**/settings/api")
    await page.getByLabel("Name").fill("Nightly")
    await page.getByLabel("Read sales and purchase documents").check()
    await page.getByLabel("Make, change and delete purchase documents").check()
    await page.getByRole("button", { name: "Make Token" }).click()
    const token = await page.getByRole("textbox", { name: "Token", exact: true }).inputValue()
    expect(token).toMatch(/^inkoop_[\w-]{43}$/)
    await expect(page.getByRole("row").nth(1)).toContainText("Nightly")
    await page.goto(`/${company.slug}/settings/api`)
    expect(await page.content()).not.toContain(token)

    const program = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
    const headers = { authorization: `Bearer ${token}` }
    const at = `/api/v1/${company.slug}/purchase-invoices`
    const asked = { headers: { ...headers, "idempotency-key": "first" }, data: { vendorNo: vendor.no } }
    const made = await program.post(at, asked)
    expect(made.status()).toBe(201)
    expect(made.headers()["set-cookie"]).toBeUndefined()
    expect(await (await program.post(at, asked)).json()).toEqual(await made.json())
    const { no } = await made.json()
    const change = { headers: { ...headers, "if-match": '"1"' }, data: { header: { vendorInvoiceNo: "F-1" } } }
    expect((await program.patch(`${at}/${no}`, change)).status()).toBe(200)
    expect((await program.delete(`${at}/${no}`, change)).status()).toBe(412)
    const put = await program.put(`${at}/${no}`, change)
    expect([put.status(), put.headers()["content-type"]]).toEqual([405, "application/problem+json"])
    const { rows } = await (await program.get(at, { headers })).json()
    expect(rows).toHaveLength(1)
    expect((await program.get(at)).status()).toBe(401)
    // The session of a browser opens no address of the API, and a token no page.
    expect((await context.request.get(at)).status()).toBe(401)
    const page401 = await program.get(`/${company.slug}/vendors`, { headers, maxRedirects: 0 })
    expect(page401.status()).toBe(307)
    const described = await (await program.get("/api/v1/openapi.json")).json()
    expect(Object.keys(described.paths)).toContain("/purchase-invoices/{no}")

    await page.goto(`/${company.slug}/administration/api`)
    await page.getByRole("button", { name: "Withdraw the token Nightly" }).click()
    await expect(page.getByText("There are no tokens.")).toBeVisible()
    expect((await program.get(at, { headers })).status()).toBe(401)
    await program.dispose()
    await context.close()
  })
}
