import { expect, type Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { inCompany } from "./database"

const home = `/${kolkwijk.slug}`

/** Address of Create Purchase Invoice for all lines of a sales invoice. */
export const createPurchaseInvoicePath = (salesInvoiceNo: string) =>
  `${home}/sales-invoices/${salesInvoiceNo}/create-purchase-invoice`

/** Opens Create Purchase Invoice for all lines. */
export async function openCreatePurchaseInvoice(page: Page, salesInvoiceNo: string): Promise<void> {
  await page.goto(createPurchaseInvoicePath(salesInvoiceNo))
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
}

/**
 * Chooses OK, again where it asks whether to buy what another test has bought, and waits on the request's page until the
 * purchase invoice is ready.
 * @param reloading without a script, reloading shows the progress
 * @returns the two numbers
 */
export async function okAndReady(page: Page, reloading = false): Promise<{ requestNo: string; invoiceNo: string }> {
  const ok = page.getByRole("button", { name: "OK" })
  const consent = page.locator('input[name="buyAgain"]')
  let answered: string | null = null
  await ok.click()
  // Other tests buy the same sale meanwhile: each time something else is asked about.
  await expect(async () => {
    // Asked of what stands there now: a page that has gone on meanwhile has no such box to wait for.
    const [asked] = await consent.evaluateAll(boxes => boxes.map(box => box.getAttribute("value")))
    if (asked && asked !== answered) {
      await ok.click({ timeout: 5_000 })
      answered = asked
    }
    expect(page.url()).toMatch(/\/purchase-requests\/IA/)
  }).toPass({ timeout: 30_000 })
  const requestNo = new URL(page.url()).pathname.split("/").at(-1)!
  const open = page.getByRole("link", { name: /^Open(en)? IF|IF\S+ openen$/ })
  await expect(async () => {
    if (reloading) await page.reload()
    await expect(open).toBeVisible(reloading ? { timeout: 500 } : undefined)
  }).toPass()
  const invoiceNo = /IF\d+-\d+/.exec((await open.textContent()) ?? "")![0]
  return { requestNo, invoiceNo }
}

export type StoredLine = {
  line_no: number
  type: string
  no: string | null
  description: string
  quantity: string
  unit_of_measure_code: string
  direct_unit_cost: string
  line_amount: string
}

/** A purchase invoice as it is stored. */
export async function storedInvoice(no: string) {
  return inCompany(kolkwijk.slug, async sql => {
    const [header] = await sql`select * from purchase_invoice where no = ${no}`
    const lines = await sql<StoredLine[]>`
      select line_no, type, no, description, quantity::text, unit_of_measure_code, direct_unit_cost::text, line_amount::text
      from purchase_invoice_line where document_no = ${no} order by line_no`
    return { header: header ?? null, lines: [...lines] }
  })
}

/** A sales invoice's lines as they are stored. */
export async function salesLines(no: string) {
  return inCompany(kolkwijk.slug, async sql => [
    ...(await sql<Omit<StoredLine, "direct_unit_cost">[]>`
      select line_no, type, no, description, quantity::text, unit_of_measure_code
      from sales_invoice_line where document_no = ${no} order by line_no`),
  ])
}

/** Line ids that a request asked for, in order. */
export async function requestedLines(requestNo: string): Promise<number[]> {
  return inCompany(kolkwijk.slug, async sql => {
    const lines = await sql<{ id: number }[]>`
      select source_line_id as id from purchase_request_line where request_no = ${requestNo} order by line_no`
    return lines.map(line => line.id)
  })
}

/** Line ids of a sales invoice's first, second, … lines, counted from 1. */
export async function linesNumbered(salesInvoiceNo: string, which: number[]): Promise<number[]> {
  return inCompany(kolkwijk.slug, async sql => {
    const lines = await sql<{ id: number }[]>`
      select line_id as id from sales_invoice_line where document_no = ${salesInvoiceNo} order by line_no`
    return which.map(number => lines[number - 1]!.id)
  })
}

/** How many requests were made from a sales invoice. */
export async function requestsOf(salesInvoiceNo: string): Promise<number> {
  return inCompany(kolkwijk.slug, async sql => {
    const found = await sql`select no from purchase_request where sales_invoice_no = ${salesInvoiceNo}`
    return found.length
  })
}

/** How many vendors have that name. */
export async function vendorsNamed(name: string): Promise<number> {
  return inCompany(kolkwijk.slug, async sql => (await sql`select no from vendor where name = ${name}`).length)
}

/**
 * A sales invoice of this test's own, copied from one of the demo's, so that tests that change or delete one do not
 * meet. @returns its number
 */
export async function copySalesInvoice(from: string): Promise<string> {
  return inCompany(kolkwijk.slug, async sql => {
    const [series] = await sql<{ no: string }[]>`
      update no_series set last_number = last_number + 1 where code = (select sales_invoice_nos from purchases_setup)
      returning prefix || lpad(last_number::text, digits, '0') as no`
    const { no } = series!
    await sql`
      insert into sales_invoice select (jsonb_populate_record(null::sales_invoice,
        to_jsonb(s) || jsonb_build_object('no', ${no}::text, 'imported_no', null))).* from sales_invoice s where s.no = ${from}`
    await sql`
      insert into sales_invoice_line select (jsonb_populate_record(null::sales_invoice_line,
        to_jsonb(l) || jsonb_build_object('document_no', ${no}::text))).* from sales_invoice_line l
      where l.document_no = ${from}`
    return no
  })
}
