import type { Locator, Page } from "@playwright/test"
import type { Role } from "@/domain/access/rights"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { attach } from "@/test/attachments"
import { itemLine, makeActor, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { expect } from "./portal"
import type { Typist } from "./typist"
import { unfold } from "./unfold"

export type FormWithWork = {
  name: string
  /** Makes what it is about. @returns its address below the company's */
  at: (who: Typist) => Promise<string>
  /** Label of a field of it, and what is typed into it. */
  field: string | RegExp
  typed: string
  /** Name of the form, where the page has another field of that label. */
  form?: string
  /** Unfolds what it stands in. */
  unfold?: (page: Page) => Promise<void>
  /** Chooses what it cannot be sent without, and waits until the page shows it. */
  choose?: (page: Page, javaScriptEnabled: boolean) => Promise<void>
  /** The button that sends it. */
  send: string | RegExp
  /** A role that does not do for it. */
  forbiddenTo: Role
  /** Table that sending it writes, where what is typed here is all that it takes. */
  writes?: string
}

/** Its field, on the page that it stands on. */
export function fieldOf(page: Page, { form, field }: FormWithWork): Locator {
  const within = form === undefined ? page : page.getByRole("form", { name: form })
  return within.getByLabel(field, { exact: typeof field === "string" }).first()
}

/** A sales invoice of two lines. @returns its number */
export async function sold({ company }: Typist): Promise<string> {
  const item = await makeItem(company.id)
  return (await makeSalesInvoice(company.id, [itemLine(item), itemLine(item)])).no
}

/** A draft purchase invoice of one line. @returns its number */
export async function draft({ company, actor }: Typist): Promise<string> {
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  return makePurchaseInvoice(actor, vendor.no, [{ no: item.no, quantity: "1", price: "10" }])
}

/** As `draft`, of somebody else, so that the typist may review it. */
async function othersDraft({ company }: Typist): Promise<string> {
  return draft({ company, actor: await makeActor(company.id, "purchaser") } as Typist)
}

/** A posted purchase invoice of one line. @returns its number */
async function posted(who: Typist): Promise<string> {
  return (await postPurchaseDocument(who.actor, await draft(who), { unreviewed: true })).no
}

/** Every form that can hold work somebody typed. */
export const formsWithWork: FormWithWork[] = [
  {
    name: "the VAT on a vendor's paper",
    at: async who => `purchase-invoices/${await draft(who)}/statistics`,
    field: /^VAT Amount, HOOG/,
    typed: "2.11",
    send: "Save",
    forbiddenTo: "administrator",
    writes: "purchase_invoice",
  },
  {
    name: "a purchase invoice",
    at: async who => `purchase-invoices/${await draft(who)}`,
    field: "Quantity, line 10000",
    typed: "7",
    send: /^Save(?! with)/,
    forbiddenTo: "administrator",
    writes: "purchase_invoice",
  },
  {
    name: "a part to credit",
    at: async who => `posted-purchase-invoices/${await posted(who)}/credit-memo`,
    field: "Quantity to credit, line 10000",
    typed: "1",
    send: "Create Credit Memo",
    forbiddenTo: "administrator",
    writes: "purchase_invoice",
  },
  {
    name: "a sales invoice",
    at: async who => `sales-invoices/${await sold(who)}/edit`,
    field: "Quantity, line 10000",
    typed: "7",
    send: /^Save(?! with)/,
    forbiddenTo: "administrator",
    writes: "sales_invoice",
  },
  {
    name: "a new purchase invoice",
    at: async () => "purchase-invoices/new",
    field: "Vendor",
    typed: "Noord",
    send: "Create",
    forbiddenTo: "administrator",
  },
  {
    name: "a new vendor",
    at: async () => "vendors/new",
    field: "Name",
    typed: "Half getypt",
    send: "Create",
    forbiddenTo: "order_processor",
    writes: "vendor",
  },
  {
    name: "a payment",
    at: async ({ company }) => `payments/new?vendor=${(await makeVendor(company.id)).no}`,
    field: "Amount in EUR",
    typed: "12.50",
    send: "Register Payment",
    forbiddenTo: "purchaser",
    writes: "ledger_transaction",
  },
  {
    name: "a row of setup",
    at: async () => "administration/setup/currencies/new",
    field: "Code",
    typed: "XTS",
    send: "Save",
    forbiddenTo: "purchaser",
  },
  {
    name: "an absence",
    at: async () => "settings/absences",
    field: "Reason",
    typed: "Holiday",
    send: "Save Absence",
    forbiddenTo: "purchaser",
  },
  {
    name: "starting numbers",
    at: async () => "administration/starting-numbers",
    field: /^Last number used/,
    typed: "77",
    send: "Save",
    forbiddenTo: "purchaser",
  },
  {
    name: "Create Purchase Invoice",
    at: async who => {
      await makeVendor(who.company.id)
      return `sales-invoices/${await sold(who)}/create-purchase-invoice`
    },
    field: /^Quantity/,
    typed: "7",
    choose: async (page, javaScriptEnabled) => {
      await page.locator('input[name="vendorNo"]:enabled').first().check()
      // Without a script, costs are shown for the vendor before OK is taken.
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Update", exact: true }).click()
      await expect(page.locator(".bar").getByText(/, 2 lines/)).toBeVisible()
    },
    send: /^OK/,
    forbiddenTo: "administrator",
    writes: "purchase_request",
  },
  {
    name: "a comment on a draft",
    at: async who => `purchase-invoices/${await draft(who)}`,
    form: "Write a comment",
    field: "Comment",
    typed: "Ask the vendor",
    send: "Write a comment",
    forbiddenTo: "administrator",
    writes: "document_comment",
  },
  {
    name: "a comment on what is posted",
    at: async who => `posted-purchase-invoices/${await posted(who)}`,
    form: "Write a comment",
    field: "Comment",
    typed: "Ask the vendor",
    send: "Write a comment",
    forbiddenTo: "order_processor",
    writes: "document_comment",
  },
  {
    name: "why a draft is sent back",
    at: async who => `purchase-invoices/${await othersDraft(who)}/send-back`,
    field: "Reason",
    typed: "Another price was agreed",
    send: "Send Back",
    forbiddenTo: "purchaser",
    writes: "purchase_invoice",
  },
  {
    // Its form goes with the right, and the page stays.
    name: "why a file of what is posted is withdrawn",
    at: async who => {
      const no = await posted(who)
      await attach(who.actor, { type: "posted_purchase_document", no }, "paper.pdf")
      return `posted-purchase-invoices/${no}`
    },
    field: "Reason",
    typed: "Of another invoice",
    unfold: async page => {
      await unfold(page.locator("details.papers"))
      await unfold(page.locator("details.ask").filter({ hasText: "Withdraw" }))
    },
    send: "Withdraw",
    forbiddenTo: "purchaser",
    writes: "attachment",
  },
]
