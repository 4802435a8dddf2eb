import postgres from "postgres"
import { verifyBooks } from "@/bin/verify-books/verify"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { report, rounded } from "./report"

const lines = 10
/** Of one posting of ten lines, each some forty rows: a million together. */
const copies = 25_000

/** Tables of a posting, with the columns that carry its number; a document's number follows from it. */
const tables: Record<string, string[]> = {
  ledger_transaction: ["no"],
  posted_purchase_document: ["transaction_no"],
  posted_purchase_line: [],
  gl_entry: ["transaction_no"],
  vat_entry: ["transaction_no"],
  vendor_ledger_entry: ["transaction_no"],
  detailed_vendor_ledger_entry: ["transaction_no", "vendor_ledger_entry_no"],
  item_ledger_entry: ["transaction_no"],
  value_entry: ["transaction_no"],
}

/** How long verify-books takes over a company's million rows. */
export async function benchVerify(): Promise<void> {
  const { id: companyId } = await makeCompany()
  const actor = await makeActor(companyId, "purchasing_manager")
  const { no: vendorNo } = await makeVendor(companyId)
  const bought = []
  while (bought.length < lines) bought.push({ no: (await makeItem(companyId)).no, quantity: "3", price: "12.34" })
  await postPurchaseDocument(actor, await makePurchaseInvoice(actor, vendorNo, bought), { unreviewed: true })

  const sql = postgres(env().DATABASE_URL, { max: 1 })
  await sql.begin(async tx => {
    await tx`select set_config('app.company_id', ${String(companyId)}, true), set_config('statement_timeout', '0', true)`
    for (const [table, numbers] of Object.entries(tables)) await copy(tx, table, numbers)
    await tx`update ledger_counter set last_transaction_no = ${copies + 1}`
    await tx`update no_series set last_number = ${copies + 1} where code = 'GIF'`
  })
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
  await owner`analyze`
  await owner.end()
  const since = performance.now()
  const { rows, wrong } = await verifyBooks(sql, companyId)
  const seconds = (performance.now() - since) / 1_000
  await sql.end()
  if (wrong.length > 0) throw new Error(`the bench's books are wrong: ${JSON.stringify(wrong[0])}`)
  report({ system: "inkoop", job: "verify_books", rows, runs: 1, s: rounded(seconds) })
}

/** Copies the first posting's rows of a table under the numbers that follow. */
async function copy(tx: postgres.TransactionSql, table: string, numbers: readonly string[]): Promise<void> {
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`
  const documentNo = "'GIF26-' || lpad(copy::text, 5, '0')"
  const value = (name: string) => {
    if (numbers.includes(name)) return "copy"
    if (name === "document_no" || (name === "no" && table === "posted_purchase_document")) return documentNo
    return `model."${name}"`
  }
  await tx.unsafe(`
    insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(", ")})
    select ${columns.map(({ name }) => value(name)).join(", ")}
    from (select * from ${table}) as model cross join generate_series(2, ${copies + 1}) as copy`)
}
