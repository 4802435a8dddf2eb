/** The walk that README.md invites to, as it is written there. */
import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"
import { okAndReady } from "./support/purchases"

test("bought by the processor; reviewed, numbered, posted and paid by the manager, who is asked nothing", async ({
  as,
}) => {
  test.slow()
  const processor = await as("processor")
  const no = kolkwijk.salesInvoices.example
  expect(no).toBe("VF26-01387")
  await processor.goto(`/${kolkwijk.slug}/sales-invoices/${no}`)
  await processor
    .getByRole("link", { name: "Create Purchase Invoice" })
    .or(processor.getByRole("button", { name: "Create Purchase Invoice" }))
    .click()
  const { invoiceNo } = await okAndReady(processor)

  const page = await as("manager")
  await page.goto(`/${kolkwijk.slug}/purchase-invoices/${invoiceNo}`)
  await page.getByRole("button", { name: "Mark as Reviewed" }).click()
  await expect(page.locator(".head .state")).toHaveText("Reviewed")
  await page.getByRole("textbox", { name: "Vendor Invoice No." }).fill(`WALK-${invoiceNo}`)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible()
  await expect(page.locator(".head .state")).toHaveText("Reviewed")
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await page.waitForURL(/\/posted-purchase-invoices\//)
  await page.getByRole("link", { name: "Register Payment" }).click()
  await page.getByRole("button", { name: "Register Payment" }).click()
  await expect(page.getByText(/^Payment BET26-\d+ has been registered\.$/)).toBeVisible()
})
