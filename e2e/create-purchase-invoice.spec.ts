import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { inCompany } from "./support/database"
import { expect, test } from "./support/portal"
import {
  copySalesInvoice,
  createPurchaseInvoicePath,
  linesNumbered,
  okAndReady,
  openCreatePurchaseInvoice,
  requestedLines,
  requestsOf,
  salesLines,
  storedInvoice,
  vendorsNamed,
} from "./support/purchases"

const { salesInvoices, vendors } = kolkwijk
/** What a form says is to be corrected; Next.js has an alert of its own for the names of pages. */
const complaint = (page: Page) => page.locator(".notice[role=alert]")
const invoicePath = (no: string) => `/${kolkwijk.slug}/sales-invoices/${no}`

test("tile, invoice, Create Purchase Invoice, OK: all lines, and without reloading it is ready @postgres-queue", async ({
  as,
}) => {
  const page = await as("processor")
  await page.goto(`/${kolkwijk.slug}`)
  await page
    .getByRole("link", { name: /Ongoing Sales Invoices/ })
    .first()
    .click()
  await page.getByRole("searchbox").fill(salesInvoices.sharedVendor)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toContainText(salesInvoices.sharedVendor)
  await page.getByRole("button", { name: "Create Purchase Invoice" }).click()
  await expect(page.getByRole("radio", { name: "All Lines" })).toBeChecked()
  await expect(page.getByRole("radio", { name: /Lindetak Verlichting/ })).toBeChecked()
  const { invoiceNo } = await okAndReady(page)
  const sold = await salesLines(salesInvoices.sharedVendor)
  const { header, lines } = await storedInvoice(invoiceNo)
  expect(
    lines.map(({ type, no, description, quantity, unit_of_measure_code }) => ({
      type,
      no,
      description,
      quantity,
      unit_of_measure_code,
    })),
  ).toEqual(
    sold.map(({ type, no, description, quantity, unit_of_measure_code }) => ({
      type,
      no,
      description,
      quantity,
      unit_of_measure_code,
    })),
  )
  expect(lines.map(line => line.line_no)).toEqual(lines.map((_, index) => (index + 1) * 10_000))
  expect(header).toMatchObject({
    buy_from_vendor_no: "L20019",
    review_state: "ready_for_review",
    vendor_invoice_no: "",
  })
})

test("selected lines: the checked ones are preselected, and only they are bought", async ({ as }) => {
  const page = await as("processor")
  await page.goto(invoicePath(salesInvoices.mixedVendors))
  const boxes = page.getByRole("checkbox", { name: /^Line / })
  await boxes.nth(1).check()
  await boxes.nth(3).check()
  await page.getByRole("button", { name: "Create Purchase Invoice" }).click()
  await expect(page.getByRole("radio", { name: "Selected Lines" })).toBeChecked()
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
  const { invoiceNo } = await okAndReady(page)
  const sold = await salesLines(salesInvoices.mixedVendors)
  expect((await storedInvoice(invoiceNo)).lines.map(line => line.no)).toEqual([sold[1]!.no, sold[3]!.no])
})

test("a range with Shift, and the box for all", async ({ as }) => {
  const page = await as("processor")
  await page.goto(invoicePath(salesInvoices.sharedSanitary))
  const boxes = page.getByRole("checkbox", { name: /^Line / })
  await boxes.nth(2).click()
  await boxes.nth(6).click({ modifiers: ["Shift"] })
  await expect(page.getByText("5 of 22 lines selected")).toBeVisible()
  await page.getByRole("checkbox", { name: "All Lines" }).check()
  await expect(page.getByText("22 of 22 lines selected")).toBeVisible()
})

const createAndOpen = (page: Page) => page.getByRole("button", { name: "Create Purchase Invoice" }).click()
const lineBox = (page: Page, line: number) => page.getByRole("checkbox", { name: `Line ${line * 10_000}`, exact: true })

for (const javaScriptEnabled of [true, false]) {
  test(`lines picked on several pages are what is asked for, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    as,
  }) => {
    const no = await copySalesInvoice(salesInvoices.thousandLines)
    const page = await as("processor", { javaScriptEnabled })
    await page.goto(invoicePath(no))
    const turn = async (button: string, to: number) => {
      await page.getByRole("button", { name: button }).click()
      await expect(page.getByText(`Page ${to} of 5`)).toBeVisible()
      expect(new URL(page.url()).search).toBe(`?page=${to}`)
    }
    await lineBox(page, 2).check()
    await lineBox(page, 7).check()
    await lineBox(page, 9).check()
    await turn("Next lines", 2)
    await turn("Next lines", 3)
    await lineBox(page, 401).check()
    await lineBox(page, 600).check()
    await turn("Previous lines", 2)
    await turn("Previous lines", 1)
    await expect(lineBox(page, 7)).toBeChecked()
    await lineBox(page, 7).uncheck()
    await turn("Next lines", 2)
    await expect(page.getByText("4 of 1,000 lines selected, 4 of them on other pages")).toBeVisible()
    await createAndOpen(page)
    await expect(page.getByRole("radio", { name: "Selected Lines" })).toBeChecked()
    await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Update" }).click()
    const { requestNo } = await okAndReady(page, !javaScriptEnabled)
    expect(await requestedLines(requestNo)).toEqual(await linesNumbered(no, [2, 9, 401, 600]))
  })

  test(`all lines of all pages can be picked and thinned out, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    as,
  }) => {
    const no = await copySalesInvoice(salesInvoices.thousandLines)
    const page = await as("processor", { javaScriptEnabled })
    await page.goto(invoicePath(no))
    await page.getByRole("button", { name: "Select all 1,000 lines" }).click()
    await expect(page.getByText("1,000 of 1,000 lines selected, 800 of them on other pages")).toBeVisible()
    await lineBox(page, 1).uncheck()
    await createAndOpen(page)
    await expect(page.getByRole("radio", { name: "Selected Lines 999" })).toBeChecked()
  })
}

test("what is picked outlives a reload, another page and Cancel, until it is cleared", async ({ as }) => {
  const no = await copySalesInvoice(salesInvoices.thousandLines)
  const page = await as("processor")
  await page.goto(`${invoicePath(no)}?page=5`)
  await page.getByRole("checkbox", { name: "All lines of this page" }).check()
  await expect(page.getByText("200 of 1,000 lines selected")).toBeVisible()
  await page.reload()
  await expect(lineBox(page, 801)).toBeChecked()
  await createAndOpen(page)
  await expect(page.getByRole("radio", { name: "Selected Lines" })).toBeChecked()
  await page.keyboard.press("Escape")
  await expect(lineBox(page, 1_000)).toBeChecked()
  await page.getByRole("button", { name: "Previous lines" }).click()
  await expect(page.getByText("200 of 1,000 lines selected, 200 of them on other pages")).toBeVisible()
  await page.getByRole("button", { name: "Clear" }).click()
  await expect(page.getByText("No lines selected")).toBeVisible()
})

test("what is picked survives Cancel and is used up by OK", async ({ as }) => {
  const no = await copySalesInvoice(salesInvoices.sharedVendor)
  const page = await as("processor")
  await page.goto(invoicePath(no))
  await lineBox(page, 3).check()
  await createAndOpen(page)
  await page.getByRole("link", { name: "Cancel" }).click()
  await expect(lineBox(page, 3)).toBeChecked()
  await createAndOpen(page)
  const { requestNo } = await okAndReady(page)
  expect(await requestedLines(requestNo)).toEqual(await linesNumbered(no, [3]))
  await page.goto(invoicePath(no))
  await expect(page.getByText("No lines selected")).toBeVisible()
  await expect(lineBox(page, 3)).not.toBeChecked()
})

for (const javaScriptEnabled of [true, false]) {
  test(`it has an address and a title of its own, and Back leads to the invoice with its ticks, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    as,
  }) => {
    const no = salesInvoices.mixedVendors
    const page = await as("processor", { javaScriptEnabled })
    await page.goto(`/${kolkwijk.slug}/sales-invoices`)
    await page.goto(invoicePath(no))
    await lineBox(page, 2).check()
    await createAndOpen(page)
    await expect(page.getByRole("radio", { name: "Selected Lines 1" })).toBeChecked()
    expect(new URL(page.url()).pathname).toBe(createPurchaseInvoicePath(no))
    expect(new URL(page.url()).search).toBe("")
    await expect(page).toHaveTitle(/^Create Purchase Invoice – /)
    await page.goBack()
    await expect(page).toHaveURL(invoicePath(no))
    await expect(lineBox(page, 2)).toBeChecked()
    await expect(page).toHaveTitle(new RegExp(`^Sales Invoice ${no} – `))
    if (!javaScriptEnabled) return
    await page.goForward()
    await expect(page.getByRole("radio", { name: "Selected Lines 1" })).toBeChecked()
    await page.getByRole("link", { name: "Cancel" }).click()
    await expect(lineBox(page, 2)).toBeChecked()
    await page.goBack()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ongoing Sales Invoices")
  })
}

test("Reload keeps selection, vendor and quantities; Esc takes back what was typed in a field, and only then cancels", async ({
  as,
}) => {
  const no = await copySalesInvoice(salesInvoices.mixedVendors)
  const page = await as("processor")
  await page.goto(invoicePath(no))
  await lineBox(page, 2).check()
  await lineBox(page, 4).check()
  await createAndOpen(page)
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
  const [first, second] = [0, 1].map(index => page.getByRole("textbox", { name: /^Quantity/ }).nth(index))
  await first!.fill("2.75")
  await expect(page.getByText(/^Noordkade Elektro B.V., 2 lines/)).toBeVisible()
  page.on("dialog", dialog => dialog.accept())
  await page.reload()
  await expect(page.getByRole("radio", { name: "Selected Lines 2" })).toBeChecked()
  await expect(page.getByRole("radio", { name: /Noordkade Elektro/ })).toBeChecked()
  await expect(first!).toHaveValue("2.75")

  const before = await second!.inputValue()
  await second!.fill("777")
  await second!.press("Escape")
  await expect(second!).toHaveValue(before)
  await expect(page).toHaveURL(createPurchaseInvoicePath(no))
  await expect(first!).toHaveValue("2.75")
  const { requestNo } = await okAndReady(page)
  expect(await requestedLines(requestNo)).toEqual(await linesNumbered(no, [2, 4]))
  // Used up: asked for again, it begins anew.
  await page.goto(createPurchaseInvoicePath(no))
  await expect(page.getByRole("radio", { name: "All Lines" })).toBeChecked()
})

test("a sales invoice without lines becomes a header alone", async ({ as }) => {
  const page = await as("processor")
  await openCreatePurchaseInvoice(page, salesInvoices.withoutLines)
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
  const { invoiceNo } = await okAndReady(page)
  expect(await storedInvoice(invoiceNo)).toMatchObject({ header: { buy_from_vendor_no: vendors.plain }, lines: [] })
})

test("cancelling at each step leaves nothing behind", async ({ as }) => {
  const no = await copySalesInvoice(salesInvoices.noDefaultVendor)
  const page = await as("purchaser")
  await openCreatePurchaseInvoice(page, no)
  await page.getByRole("link", { name: "Cancel" }).click()
  await expect(page).toHaveURL(invoicePath(no))
  await openCreatePurchaseInvoice(page, no)
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
  await page
    .getByRole("textbox", { name: /^Quantity/ })
    .first()
    .fill("7")
  await page.getByRole("button", { name: "New vendor" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Half getypt")
  await page.getByRole("button", { name: "Close without creating" }).click()
  await expect(page.getByRole("textbox", { name: "Name" })).toBeHidden()
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").getByRole("button", { name: "Leave without saving" }).click()
  await expect(page).toHaveURL(invoicePath(no))
  expect(await requestsOf(no)).toBe(0)
  expect(await vendorsNamed("Half getypt")).toBe(0)
})

test("comment lines and typed texts survive; an item line without a number is text alone", async ({ as }) => {
  const page = await as("processor")
  for (const from of [salesInvoices.comments, salesInvoices.typedTexts]) {
    await openCreatePurchaseInvoice(page, from)
    await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
    const { invoiceNo } = await okAndReady(page)
    const sold = await salesLines(from)
    const { lines } = await storedInvoice(invoiceNo)
    expect(lines.map(line => line.description)).toEqual(sold.map(line => line.description))
    expect(lines.filter(line => line.no === null).every(line => line.quantity === "0")).toBe(true)
  }
})

test("lines whose type is not supported are named, and it goes on without them", async ({ as }) => {
  const page = await as("processor")
  await openCreatePurchaseInvoice(page, salesInvoices.unsupportedTypes)
  await expect(page.getByText("4 lines are left out")).toBeVisible()
  for (const type of ["G/L Account", "Resource", "Charge (Item)", "Fixed Asset"]) {
    await expect(page.getByRole("listitem").filter({ hasText: type })).toBeVisible()
  }
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
  const { invoiceNo } = await okAndReady(page)
  expect((await storedInvoice(invoiceNo)).lines.map(line => line.type)).toEqual(["item", "item"])
})

test("default vendor: shared is first and preselected; mixed and none preselect nobody", async ({ as }) => {
  const page = await as("processor")
  await openCreatePurchaseInvoice(page, salesInvoices.example)
  const first = page.getByRole("radio", { name: /L\d{5}/ }).first()
  await expect(first).toBeChecked()
  await expect(first).toBeFocused()
  await expect(page.getByText("Default vendor of all 10 items")).toBeVisible()
  for (const from of [salesInvoices.mixedVendors, salesInvoices.noDefaultVendor]) {
    await openCreatePurchaseInvoice(page, from)
    await expect(page.locator('input[name="vendorNo"]:checked')).toHaveCount(0)
  }
  await page.getByRole("button", { name: "OK" }).click()
  await expect(complaint(page)).toContainText("No vendor is chosen")
})

test("a blocked vendor is shown as blocked and cannot be chosen; search forgives typing errors", async ({ as }) => {
  const page = await as("processor")
  await openCreatePurchaseInvoice(page, salesInvoices.example)
  await expect(page.getByRole("radio", { name: /Brugzicht IJzerwaren Blocked/ })).toBeDisabled()
  await page.getByRole("searchbox", { name: "Search vendors" }).fill("osterbak kabel")
  await expect(page.getByRole("radio", { name: /Oosterbaak Kabel/ })).toBeVisible()
  await expect(page.getByRole("radio", { name: /Lindetak/ })).toBeHidden()
  // What is not named exactly is offered, and taken by nobody but who looks at it.
  await page.keyboard.press("Enter")
  await expect(page.getByRole("radio", { name: /Oosterbaak Kabel/ })).toBeFocused()
  await expect(page.getByRole("radio", { name: /Oosterbaak Kabel/ })).not.toBeChecked()
  const search = page.getByRole("searchbox", { name: "Search vendors" })
  await search.fill("oosterbaak kabel & draad")
  await search.press("Enter")
  await expect(page.getByRole("radio", { name: /Oosterbaak Kabel/ })).toBeChecked()
  await expect(page.getByText(/^Oosterbaak Kabel & Draad, 11 lines/)).toBeVisible()
})

test("quantities and costs changed here are what is asked for; a zero leaves its line out", async ({ as }) => {
  const page = await as("processor")
  await openCreatePurchaseInvoice(page, salesInvoices.example)
  await page.getByRole("textbox", { name: "Quantity, 10240" }).fill("2.5")
  await page.getByRole("textbox", { name: "Quantity, 10244" }).fill("0")
  await page.getByRole("textbox", { name: "Direct Unit Cost, 60502" }).fill("8.90")
  await expect(page.getByText("instead of 9.15")).toBeVisible()
  await expect(page.getByText(/Noordkade Elektro B.V., 10 lines/)).toBeVisible()
  const { invoiceNo } = await okAndReady(page)
  const { lines } = await storedInvoice(invoiceNo)
  expect(lines.find(line => line.no === "10240")).toMatchObject({ quantity: "2.5", unit_of_measure_code: "RING" })
  expect(lines.find(line => line.no === "10244")).toBeUndefined()
  expect(lines.find(line => line.no === "60502")).toMatchObject({ direct_unit_cost: "8.9" })
})

test("wholly by keyboard", async ({ as }) => {
  const page = await as("processor")
  await page.goto(invoicePath(await copySalesInvoice(salesInvoices.sharedVendor)))
  await page.keyboard.press("Alt+c")
  await expect(page.locator('input[name="vendorNo"]:checked')).toBeFocused()
  await page.keyboard.press("Enter")
  await page.waitForURL(/\/purchase-requests\/IA/)
  const open = page.getByRole("link", { name: /^Open IF/ })
  await expect(open).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name: /Purchase Invoice IF/ })).toBeVisible()
})

test("a new vendor made on the way is chosen, and nothing typed is lost", async ({ as }) => {
  const page = await as("purchaser")
  await openCreatePurchaseInvoice(page, salesInvoices.noDefaultVendor)
  await page
    .getByRole("textbox", { name: /^Quantity/ })
    .first()
    .fill("9")
  await page.getByRole("button", { name: "New vendor" }).click()
  await page.getByRole("button", { name: "Create vendor" }).click()
  await expect(complaint(page)).toBeVisible()
  await page.getByRole("textbox", { name: "Name" }).fill("Kaapstander Gereedschap B.V.")
  await page.getByRole("textbox", { name: "City" }).fill("Hoorn")
  await page.getByRole("button", { name: "Create vendor" }).click()
  await expect(page.getByRole("radio", { name: /Kaapstander Gereedschap/ })).toBeChecked()
  await expect(page.getByRole("textbox", { name: /^Quantity/ }).first()).toHaveValue("9")
  const { invoiceNo } = await okAndReady(page)
  const { header, lines } = await storedInvoice(invoiceNo)
  expect(header).toMatchObject({ buy_from_vendor_name: "Kaapstander Gereedschap B.V.", buy_from_city: "Hoorn" })
  expect(lines[0]).toMatchObject({ quantity: "9" })
})

test("in Dutch: terms, figures and what is typed", async ({ as }) => {
  const page = await as("processor", { language: "nl" })
  await page.goto(invoicePath(salesInvoices.example))
  await page.getByRole("button", { name: "Inkoopfactuur maken" }).click()
  await expect(page.getByRole("radio", { name: "Alle regels" })).toBeChecked()
  await page.getByRole("textbox", { name: "Directe kostprijs, 41007" }).fill("1.234,56")
  await expect(page.getByText("in plaats van 298,65")).toBeVisible()
  await page.getByRole("textbox", { name: "Aantal, 10240" }).fill("1.5")
  await page.getByRole("button", { name: "OK" }).click()
  await expect(complaint(page)).toContainText("“1.5” is niet met zekerheid te lezen")
  await expect(page.getByRole("textbox", { name: "Aantal, 10240" })).toHaveValue("1.5")
  await page.getByRole("textbox", { name: "Aantal, 10240" }).fill("1,5")
  const { invoiceNo } = await okAndReady(page)
  const { lines } = await storedInvoice(invoiceNo)
  expect(lines.find(line => line.no === "41007")).toMatchObject({ direct_unit_cost: "1234.56" })
  expect(lines.find(line => line.no === "10240")).toMatchObject({ quantity: "1.5" })
})

test.describe("bad input", () => {
  const cases: { name: string; field: string; typed: string; says: string }[] = [
    { name: "text for a number", field: "Quantity, 10240", typed: "six", says: "“six” is not a number" },
    { name: "a negative quantity", field: "Quantity, 10240", typed: "-3", says: "the quantity is negative" },
    {
      name: "a comma for a point",
      field: "Direct Unit Cost, 10244",
      typed: "103,40",
      says: "cannot be read for certain",
    },
    { name: "a negative cost", field: "Direct Unit Cost, 10244", typed: "-1", says: "cannot be negative" },
  ]
  for (const javaScriptEnabled of [true, false]) {
    test(`each with its own message beside its field, nothing lost, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
      as,
    }) => {
      const no = await copySalesInvoice(salesInvoices.example)
      const page = await as("processor", { javaScriptEnabled })
      await openCreatePurchaseInvoice(page, no)
      await page.getByRole("textbox", { name: "Quantity, 52018" }).fill("48")
      for (const { field, typed, says } of cases) {
        const control = page.getByRole("textbox", { name: field })
        const fine = await control.inputValue()
        await control.fill(typed)
        await page.getByRole("button", { name: "OK" }).click()
        await expect(control).toHaveAttribute("aria-invalid", "true")
        await expect(control).toHaveAccessibleDescription(new RegExp(says.replace(/[“”]/g, ".")))
        await expect(control).toHaveValue(typed)
        await expect(page.getByRole("textbox", { name: "Quantity, 52018" })).toHaveValue("48")
        await control.fill(fine)
      }
      expect(await requestsOf(no)).toBe(0)
    })
  }

  test("zero on every line", async ({ as }) => {
    const page = await as("processor")
    await openCreatePurchaseInvoice(page, salesInvoices.noDefaultVendor)
    await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
    await expect(page.getByText(/^Noordkade Elektro B.V., \d+ lines?/)).toBeVisible()
    for (const quantity of await page.getByRole("textbox", { name: /^Quantity/ }).all()) await quantity.fill("0")
    await page.getByRole("button", { name: "OK" }).click()
    await expect(complaint(page)).toContainText("Every quantity is zero")
  })

  test("a vendor of another company answers as one that does not exist", async ({ as }) => {
    const page = await as("processor", { javaScriptEnabled: false })
    const says: string[] = []
    const theirs = await inCompany("waterlanden", async sql => {
      const ours = await inCompany(kolkwijk.slug, async own => (await own`select no from vendor`).map(row => row.no))
      return (await sql`select no from vendor`).map(row => row.no as string).find(no => !ours.includes(no))
    })
    for (const no of [theirs ?? "", "L99999"]) {
      await openCreatePurchaseInvoice(page, salesInvoices.example)
      await page
        .locator('input[name="vendorNo"]')
        .first()
        .evaluate((input, value) => input.setAttribute("value", value), no)
      await page
        .locator('input[name="shownVendorNo"]')
        .evaluate((input, value) => input.setAttribute("value", value), no)
      await page.getByRole("button", { name: "OK" }).click()
      says.push((await complaint(page).innerText()).replace(no, "NO"))
    }
    expect(says[0]).toContain("There is no vendor")
    expect(says[0]).toBe(says[1])
  })

  test("a stale page says so and keeps what was typed", async ({ as }) => {
    const no = await copySalesInvoice(salesInvoices.sharedVendor)
    const page = await as("processor", { javaScriptEnabled: false })
    await openCreatePurchaseInvoice(page, no)
    await page
      .getByRole("textbox", { name: /^Quantity/ })
      .first()
      .fill("77")
    await inCompany(kolkwijk.slug, async sql => {
      await sql`update sales_invoice set version = version + 1 where no = ${no}`
    })
    await page.getByRole("button", { name: "OK" }).click()
    await expect(complaint(page)).toContainText(`Somebody changed sales invoice ${no}`)
    await expect(page.getByRole("textbox", { name: /^Quantity/ }).first()).toHaveValue("77")
    const { invoiceNo } = await okAndReady(page, true)
    expect((await storedInvoice(invoiceNo)).lines[0]).toMatchObject({ quantity: "77" })
  })

  test("a double click asks once; the form replayed goes to the first request; other content comes back with a link", async ({
    as,
  }) => {
    const no = await copySalesInvoice(salesInvoices.sharedVendor)
    const page = await as("processor")
    await openCreatePurchaseInvoice(page, no)
    const formId = await page.locator('input[name="formId"]').inputValue()
    await page.getByRole("button", { name: "OK" }).dblclick()
    await page.waitForURL(/\/purchase-requests\/IA/)
    const first = new URL(page.url()).pathname
    const requests = () => requestsOf(no)
    expect(await requests()).toBe(1)

    // Without a script, which would give a form that it has yet to take over its own id back.
    const plain = await as("processor", { javaScriptEnabled: false })
    const quantities = plain.getByRole("textbox", { name: /^Quantity/ })
    const replay = async (quantity?: string) => {
      await openCreatePurchaseInvoice(plain, no)
      await plain.locator('input[name="formId"]').evaluate((input, id) => input.setAttribute("value", id), formId)
      if (quantity) await quantities.first().fill(quantity)
      await plain.getByRole("button", { name: "OK" }).click()
    }
    await replay()
    await plain.waitForURL(/already=1/)
    expect(new URL(plain.url()).pathname).toBe(first)
    await expect(plain.getByText(/already/i).first()).toBeVisible()
    expect(await requests()).toBe(1)

    await replay("55")
    await expect(plain.getByText("Something else was already asked for with this form.")).toBeVisible()
    await expect(quantities.first()).toHaveValue("55")
    await okAndReady(plain, true)
    expect(await requests()).toBe(2)
  })
})

test("works without JavaScript, from the check boxes to the purchase invoice", async ({ as }) => {
  const page = await as("processor", { javaScriptEnabled: false })
  await page.goto(invoicePath(salesInvoices.mixedVendors))
  await page
    .getByRole("checkbox", { name: /^Line / })
    .nth(0)
    .check()
  await page
    .getByRole("checkbox", { name: /^Line / })
    .nth(2)
    .check()
  await page.getByRole("button", { name: "Create Purchase Invoice" }).click()
  await expect(page.getByRole("radio", { name: "Selected Lines" })).toBeChecked()
  await page.getByRole("searchbox", { name: "Search vendors" }).fill("osterbak")
  await page.getByRole("button", { name: "Search" }).click()
  await page.getByRole("radio", { name: /Oosterbaak Kabel/ }).check()
  await page.getByRole("button", { name: "OK" }).click()
  await expect(page.getByText("The lines now show what Oosterbaak Kabel & Draad charges.")).toBeVisible()
  await page.getByRole("button", { name: "OK" }).click()
  await page.waitForURL(/\/purchase-requests\/IA/)
  const ready = page.getByRole("link", { name: /^Open IF/ })
  await expect(async () => {
    await page.reload()
    await expect(ready).toBeVisible({ timeout: 200 })
  }).toPass()
  await ready.click()
  await expect(page.getByRole("heading", { level: 1, name: /Purchase Invoice IF/ })).toBeVisible()
})

test("no link: the sale changed, then deleted, leaves the purchase as it was, and the other way round", async ({
  as,
}) => {
  const no = await copySalesInvoice(salesInvoices.sharedVendor)
  const page = await as("purchaser")
  await openCreatePurchaseInvoice(page, no)
  const { invoiceNo, requestNo } = await okAndReady(page)
  const made = await storedInvoice(invoiceNo)
  await inCompany(kolkwijk.slug, async sql => {
    await sql`update sales_invoice_line set quantity = 999, description = 'changed' where document_no = ${no}`
  })
  expect(await storedInvoice(invoiceNo)).toEqual(made)
  await inCompany(kolkwijk.slug, async sql => {
    await sql`delete from sales_invoice where no = ${no}`
  })
  expect(await storedInvoice(invoiceNo)).toEqual(made)
  expect(JSON.stringify(made)).not.toContain(no)

  const other = await copySalesInvoice(salesInvoices.sharedVendor)
  const before = await salesLines(other)
  await openCreatePurchaseInvoice(page, other)
  const second = await okAndReady(page)
  await page.goto(`/${kolkwijk.slug}/purchase-invoices/${second.invoiceNo}`)
  await page.getByRole("link", { name: "Delete", exact: true }).click()
  await page.waitForURL(/\/delete$/)
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  await expect(async () => expect((await storedInvoice(second.invoiceNo)).header).toBeNull()).toPass()
  expect(await salesLines(other)).toEqual(before)
  await page.goto(`/${kolkwijk.slug}/purchase-requests/${requestNo}`)
  await expect(page.getByText(no).first()).toBeVisible()
})

test("a sales invoice of 1,000 lines is chosen from page by page, and what was typed on the first page counts", async ({
  as,
}) => {
  const page = await as("processor")
  await page.goto(createPurchaseInvoicePath(salesInvoices.thousandLines))
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).check()
  await page
    .getByRole("textbox", { name: /^Quantity/ })
    .first()
    .fill("123")
  await page.getByRole("button", { name: "Next lines" }).click()
  await expect(page.getByText("Page 2 of 5")).toBeVisible()
  const { invoiceNo } = await okAndReady(page)
  const { lines } = await storedInvoice(invoiceNo)
  expect(lines).toHaveLength(1_000)
  expect(lines[0]).toMatchObject({ quantity: "123" })
})

test("a button pressed in the moment in which the page sends itself is heard", async ({ as }) => {
  const page = await as("processor")
  await page.goto(createPurchaseInvoicePath(salesInvoices.thousandLines))
  const next = await page.getByRole("button", { name: "Next lines" }).elementHandle()
  await page.getByRole("radio", { name: /Noordkade Elektro/ }).evaluate((vendor, button) => {
    ;(vendor as HTMLInputElement).click()
    ;(button as HTMLButtonElement).click()
  }, next)
  await expect(page.getByText("Page 2 of 5")).toBeVisible()
})
