import { type Copies, madeUpName, padded } from "./copies"

/** A million documents posted in the twelve months that end with this one, a quarter as many in the year before, and what waits. */
const posted = 1_000_000
const before = 250_000
export const waiting = 100_000
const [vendors, items, customers] = [5_000, 20_000, 2_000]
/** Above the numbers of transactions that the models have. */
const above = 1_000
const hundredths = 4_321

const start = "(date_trunc('month', current_date) - interval '11 months')::date"
const date = `case when i <= ${before} then ${start} - 365 + (i::bigint * 365 / ${before})::int
  else ${start} + (i - ${before})::bigint::int / (${posted} / (current_date - ${start} + 1) + 1) end`
/** From 20 seconds of a day on, each another; half of what waits came within a week. */
const postedAt = `(${date} + time '09:00' + i % 28000 * interval '1 second')`
const waitsSince = `(current_date - (case when i % 2 = 0 then i % 7 else i % 60 end) + time '07:00' + i % 3600 * interval '1 second')`
const vendor = `2 + i::bigint * 7919 % ${vendors - 1}`
const vendorNo = `'L' || ${padded(vendor)}`
const itemNo = `'A' || ${padded(`2 + i::bigint * 104729 % ${items - 1}`)}`
const cost = "(100 + i % 37)::numeric / 10"
const amount = "(10 + i::bigint * 7919 % 99991)::numeric / 4"
const amounts = { amount, amount_including_vat: amount }
const [transaction, postedNo] = [`${above} + i`, `'G' || ${padded("i")}`]
const buyFrom = { buy_from_vendor_no: vendorNo, buy_from_vendor_name: madeUpName(vendor), pay_to_vendor_no: vendorNo }
const entry = { transaction_no: transaction, posting_date: date, item_no: itemNo }
const isCreditMemo = "case when i % 100 = 0 then 'credit_memo' else 'invoice' end"

/** The requests of all that is posted and of all that waits; those of what waits are the last. */
const asked = before + posted
const request = { no: `'R' || ${padded("i")}`, lines: `'R' || ${padded("i")}` }
const draftNo = `'F' || ${padded(`i + ${asked}`)}`
const requested = `case when i > ${asked} then now() - interval '61 days'
  else ${postedAt} - i::bigint * 7919 % ${hundredths} * interval '864 seconds' end`

/** The copies, in the order in which the tables refer to each other. */
export const copiesOfAYear: readonly Copies[] = [
  {
    table: "vendor",
    times: vendors - 1,
    columns: {
      no: `'L' || ${padded("i + 1")}`,
      name: madeUpName("i + 1"),
      search_name: `upper(${madeUpName("i + 1")})`,
    },
  },
  { table: "item", times: items - 1, columns: { no: `'A' || ${padded("i + 1")}`, description: "'Article ' || i" } },
  { table: "item_unit_of_measure", times: items - 1, columns: { item_no: `'A' || ${padded("i + 1")}` } },
  {
    table: "purchase_request",
    times: asked + waiting,
    columns: {
      no: request.no,
      purchase_invoice_no: `'F' || ${padded("i")}`,
      form_id: "'form-' || i",
      sales_invoice_no: `'S' || ${padded("i")}`,
      customer_name: madeUpName(`i % ${customers}`),
      vendor_no: vendorNo,
      vendor_name: madeUpName(vendor),
      requested_at: requested,
      queued_at: requested,
      finished_at: requested,
      amount,
    },
  },
  {
    table: "purchase_request_line",
    times: asked + waiting,
    columns: { request_no: request.lines, line_no: "10000", no: itemNo, sales_unit_price: "15" },
  },
  {
    table: "purchase_invoice",
    times: waiting,
    columns: {
      no: draftNo,
      review_state: "'ready_for_review'",
      review_state_at: waitsSince,
      queue_key: `queue_key(model.company_id, ${waitsSince}, ${amount}, model.currency_code, model.posting_date)`,
      vendor_invoice_no: `'VI-' || ${padded("i")}`,
      ...buyFrom,
      ...amounts,
    },
  },
  { table: "purchase_invoice_line", times: waiting, columns: { document_no: draftNo, line_id: "1", no: itemNo } },
  {
    table: "ledger_transaction",
    of: "no = 1",
    times: asked,
    columns: {
      no: transaction,
      document_no: postedNo,
      document_type: isCreditMemo,
      vendor_no: vendorNo,
      posting_date: date,
      document_date: date,
    },
  },
  {
    table: "posted_purchase_document",
    times: asked,
    columns: {
      no: postedNo,
      document_type: isCreditMemo,
      pre_assigned_no: `'F' || ${padded("i")}`,
      transaction_no: transaction,
      vendor_invoice_no: `'VP-' || ${padded("i")}`,
      vendor_invoice_key: `'VP' || ${padded("i")}`,
      posting_date: date,
      document_date: date,
      due_date: `${date} + 30`,
      posted_at: postedAt,
      ...buyFrom,
      ...amounts,
    },
  },
  {
    table: "posted_purchase_line",
    times: asked,
    columns: { document_no: postedNo, line_id: "1", no: itemNo, amount: `${cost} * model.quantity` },
  },
  { table: "item_ledger_entry", of: "transaction_no = 1", times: asked, columns: { ...entry, vendor_no: vendorNo } },
  {
    table: "value_entry",
    of: "transaction_no = 1",
    times: asked,
    columns: { ...entry, cost_amount: `${cost} * 3`, cost_per_unit: cost },
  },
  {
    table: "vendor_ledger_entry",
    of: "transaction_no = 1",
    times: asked,
    columns: {
      transaction_no: transaction,
      vendor_no: vendorNo,
      posting_date: date,
      document_date: date,
      due_date: `${date} + 30`,
      document_no: postedNo,
    },
  },
]

/** Behind which the next transactions and documents are numbered. */
export const lastOfAYear = above + asked + waiting
