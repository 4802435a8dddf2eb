/** The cards of an item and of a customer: by keyboard, without JavaScript, by two people at once, and what a block of them stops. */
import { closeDatabase } from "@/db/client"
import { itemLine, makeCustomer, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Kaarten")
})

type Card = {
  list: "items" | "customers"
  form: string
  name: string
  make: (name: string) => Promise<{ no: string }>
  /** What is typed wrongly in a folded part, and what is said of it. */
  fold: { topic: string; label: string; wrong: string; said: string; right: string }
  /** Two fields that two people change. */
  open: string
  other: string
}

const cards: Card[] = [
  {
    list: "items",
    form: "Item Card",
    name: "Description",
    make: description => makeItem(company.id, { description }),
    fold: {
      topic: "Blocked",
      label: "Sales Blocked",
      wrong: "tick",
      said: "Say why it is blocked.",
      right: "Being replaced",
    },
    open: "GTIN",
    other: "Description",
  },
  {
    list: "customers",
    form: "Customer Card",
    name: "Name",
    make: name => makeCustomer(company.id, { name }),
    fold: {
      topic: "Contact and language",
      label: "Phone No.",
      wrong: "ask Jan",
      said: "A phone number has no letters.",
      right: "075 123 45 67",
    },
    open: "City",
    other: "Address",
  },
]

for (const card of cards) {
  const { list, form, fold } = card
  test(`the ${form} is changed by keyboard, wrong in a folded part; without JavaScript too`, async ({ browser }) => {
    const purchaser = await ownUser(company, `Pien ${list}`, "purchaser")
    for (const javaScriptEnabled of [true, false]) {
      // Nothing like what is there: of a like one the form would ask.
      const [was, is] = javaScriptEnabled
        ? ["Wekker eiken", "Tafelbel koper"]
        : ["Regenmeter glas", "Schaduwdoek groen"]
      const { no } = await card.make(was)
      const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
      await signIn(context, purchaser.email)
      const page = await context.newPage()
      await page.goto(`/${company.slug}/${list}/${no}`)
      const fields = page.getByRole("form", { name: form })
      const save = () =>
        javaScriptEnabled ? page.keyboard.press("Control+s") : fields.getByRole("button", { name: "Save" }).click()
      await fields.getByLabel(card.name, { exact: true }).fill(is)
      const topic = fields.getByText(fold.topic, { exact: true }).first()
      if (javaScriptEnabled) {
        await topic.focus()
        await page.keyboard.press("Enter")
      } else await topic.click()
      const field = fields.getByLabel(fold.label, { exact: true })
      if (fold.wrong !== "tick") await field.fill(fold.wrong)
      else if (javaScriptEnabled) {
        await field.focus()
        await page.keyboard.press("Space")
      } else await field.check()
      await save()
      await expect(fields.getByText(fold.said).last()).toBeVisible()
      await expect(fields.getByLabel(card.name, { exact: true })).toHaveValue(is)
      await fields.getByLabel(fold.wrong === "tick" ? "Reason for Block" : fold.label, { exact: true }).fill(fold.right)
      await save()
      await expect(page.getByText(`${is} (${no}) is saved.`)).toBeVisible()
      await expect(page.getByText(`${card.name} from ${was} to ${is}`).first()).toBeVisible()
      if (javaScriptEnabled) {
        await page.keyboard.press("Alt+n")
        await expect(page).toHaveURL(new RegExp(`${list}/new$`))
      }
      await context.close()
    }
  })

  test(`two people on one ${form} lose nothing: the later is told, and keeps both`, async ({ browser }) => {
    const first = await ownUser(company, `Anna ${list}`, "purchaser")
    const second = await ownUser(company, `Bert ${list}`, "purchaser")
    const { no } = await card.make("Van twee")
    const pageOf = async (email: typeof first.email) => {
      const context = await browser.newContext({ locale: "en-GB" })
      await signIn(context, email)
      const page = await context.newPage()
      await page.goto(`/${company.slug}/${list}/${no}`)
      return { page, fields: page.getByRole("form", { name: form }), context }
    }
    const [early, late] = [await pageOf(first.email), await pageOf(second.email)]
    const typed = list === "items" ? "8712345678906" : "Wormerveer"
    await late.fields.getByLabel(card.open, { exact: true }).fill(typed)
    await early.fields.getByLabel(card.other, { exact: true }).fill("Van de eerste")
    await early.page.keyboard.press("Control+s")
    await expect(early.page.getByText("is saved.")).toBeVisible()
    await late.page.keyboard.press("Control+s")
    await expect(late.page.getByText("Somebody saved this in the meantime.").first()).toBeVisible()
    await expect(late.page.getByText(`You had not changed ${card.other}`).first()).toBeVisible()
    await expect(late.fields.getByLabel(card.open, { exact: true })).toHaveValue(typed)
    await expect(late.fields.getByLabel(card.other, { exact: true })).toHaveValue("Van de eerste")
    await late.page.keyboard.press("Control+s")
    await expect(late.page.getByText("is saved.")).toBeVisible()
    await expect(late.fields.getByLabel(card.open, { exact: true })).toHaveValue(typed)
    await expect(late.fields.getByLabel(card.other, { exact: true })).toHaveValue("Van de eerste")
    for (const { context } of [early, late]) await context.close()
  })
}

test("what a block stops is listed before it is saved and after, of an item and of a customer", async ({ browser }) => {
  const purchaser = await ownUser(company, "Bep Blokkeert", "purchaser", "purchasing_manager")
  const [item, vendor] = [await makeItem(company.id), await makeVendor(company.id)]
  const customer = await makeCustomer(company.id, { name: "Koper" })
  const draft = await makePurchaseInvoice(purchaser.actor, vendor.no, [{ no: item.no, quantity: "1" }])
  const sale = await makeSalesInvoice(company.id, [itemLine(item)], { customerNo: customer.no })
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
  await signIn(context, purchaser.email)
  const page = await context.newPage()

  await page.goto(`/${company.slug}/items/${item.no}`)
  await page.getByRole("link", { name: "What would blocking stop?" }).click()
  const listed = page.getByRole("region", { name: "Blocked" })
  await expect(listed.getByText("Blocked or purchasing blocked, these could not be posted or built:")).toBeVisible()
  await expect(listed.getByRole("link", { name: draft })).toBeVisible()
  await expect(listed.getByRole("link", { name: sale.no })).toBeVisible()
  const card = page.getByRole("form", { name: "Item Card" })
  await card.getByText("Blocked", { exact: true }).first().click()
  await card.getByLabel("Blocked", { exact: true }).check()
  await card.getByLabel("Reason for Block").fill("Recalled")
  await card.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("is saved.")).toBeVisible()
  await expect(
    listed.getByText("While it is blocked or purchasing blocked these cannot be posted or built:"),
  ).toBeVisible()
  await listed.getByRole("link", { name: draft }).click()
  await expect(page.getByRole("heading", { name: draft })).toBeVisible()

  await page.goto(`/${company.slug}/customers/${customer.no}`)
  await expect(listed.getByText("and would be once it is blocked:")).toBeVisible()
  const fields = page.getByRole("form", { name: "Customer Card" })
  await fields.getByText("Blocked", { exact: true }).first().click()
  await fields.getByLabel("Privacy Blocked").check()
  await fields.getByLabel("Reason for Block").fill("Asked to be forgotten")
  await fields.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("is saved.")).toBeVisible()
  await expect(listed.getByText("though it is blocked:")).toBeVisible()
  await expect(listed.getByRole("link", { name: sale.no })).toBeVisible()
  // Changing Blocked alone does not lift it.
  await fields.getByText("Blocked", { exact: true }).first().click()
  await fields.getByLabel("Blocked", { exact: true }).selectOption({ label: "Ship" })
  await fields.getByRole("button", { name: "Save" }).click()
  await expect(fields.getByText("Privacy Blocked stays").last()).toBeVisible()
  await context.close()
})
