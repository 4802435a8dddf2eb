/** Pages that are not there, or not for the reader, without JavaScript: Next.js itself sends them empty. */
import { MAX_FORM_SIZE } from "@/components/form/form-limits"
import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"

const missing = `/${kolkwijk.slug}/purchase-invoices/no-such-number`
const administration = `/${kolkwijk.slug}/administration/users`

for (const { language, notFound, forbidden, home } of [
  {
    language: "en",
    notFound: "This page is not here",
    forbidden: "You may not see this page",
    home: "To the start page",
  },
  {
    language: "nl",
    notFound: "Deze pagina is er niet",
    forbidden: "Deze pagina is niet voor u",
    home: "Naar de startpagina",
  },
] as const) {
  test(`a page that is not there, or not for the reader, says so without JavaScript, ${language}`, async ({ as }) => {
    const page = await as("processor", { language, javaScriptEnabled: false })
    for (const [address, status, heading] of [
      [missing, 404, notFound],
      ["/nowhere", 404, notFound],
      [administration, 403, forbidden],
    ] as const) {
      const answer = await page.goto(address)
      expect(answer?.status()).toBe(status)
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading)
      // In the style of the portal.
      await expect(page.locator(".panel")).toHaveCSS("display", "grid")
    }
    await page.getByRole("link", { name: home }).click()
    await expect(page).toHaveURL(new RegExp(`/${kolkwijk.slug}$`))
  })
}

test("a form that another site sent is answered in words without JavaScript", async ({ as }) => {
  const { request } = await as("processor", { javaScriptEnabled: false })
  const answer = await request.post(`/${kolkwijk.slug}/settings`, {
    headers: { origin: "https://elsewhere.example", accept: "text/html" },
    multipart: { $ACTION_REF_1: "" },
  })
  expect(answer.headers()["content-type"]).toContain("text/html")
  expect(await answer.text()).toContain("This form was not sent from the portal itself")
})

test("a form that is too long is not sent, keeps what was typed, and is answered in words without JavaScript", async ({
  as,
}) => {
  const long = "x".repeat(MAX_FORM_SIZE)
  const page = await as("manager", { language: "nl" })
  await page.goto(`/${kolkwijk.slug}/vendors/new`)
  const name = page.getByRole("textbox", { name: "Naam", exact: true })
  await name.fill("Veel Tekst")
  // A hidden one: a browser takes minutes to draw so much.
  await name.evaluate((input: HTMLInputElement, value) => {
    input.form!.append(Object.assign(document.createElement("input"), { type: "hidden", name: "address2", value }))
  }, long)
  await page.getByRole("button", { name: "Maken", exact: true }).click()
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Dit formulier is groter dan 4 MB")
  await expect(name).toHaveValue("Veel Tekst")

  const { request } = await as("manager", { javaScriptEnabled: false })
  const address = `/${kolkwijk.slug}/vendors/new`
  const headers = { origin: new URL(page.url()).origin, accept: "text/html" }
  const answer = await request.post(address, { headers, multipart: { $ACTION_REF_1: "", name: long } })
  expect(answer.status()).toBe(413)
  expect(await answer.text()).toContain("This form is larger than 4 MB")
})
