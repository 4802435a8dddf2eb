import type { Corruption } from "./corrupt"

/** One wrong value for each rule of credit memos that credit posted invoices, in the books of `verify-credits.test.ts`. */
export const creditCorruptions: Corruption[] = [
  ...[
    "credits_no = 'GIC26-00002'",
    "buy_from_vendor_no = 'L2'",
    "currency_code = 'USD'",
    "relational_exchange_rate_amount = 2",
  ].map(
    (set): Corruption => [
      "a credit memo that credits an invoice is of its vendor, its currency and its rate",
      "posted_purchase_document",
      "document GIC26-00001",
      `update posted_purchase_document set ${set} where no = 'GIC26-00001'`,
    ],
  ),
  [
    "a credit memo that credits an invoice is of its vendor, its currency and its rate",
    "posted_purchase_document",
    "document GIC26-00001",
    "update posted_purchase_document set corrects_no = 'GIF26-00001', credits_no = null where no = 'GIC26-00002'",
  ],
  ...["credits_line_no = 70000", "no = 'OTHER'"].map(
    (set): Corruption => [
      "a line that credits one is of its type and number",
      "posted_purchase_line",
      "document GIC26-00001, line 10000",
      `update posted_purchase_line set ${set} where document_no = 'GIC26-00001' and line_no = 10000`,
    ],
  ),
  ...["quantity", "line_amount"].map(
    (figure): Corruption => [
      "no more is credited of a line than was posted",
      "posted_purchase_line",
      "document GIF26-00001, line 10000",
      `update posted_purchase_line set ${figure} = ${figure} + 1 where document_no = 'GIC26-00002' and line_no = 10000`,
    ],
  ),
  [
    "no more is credited of a line than was posted",
    "posted_purchase_line",
    "document GIF26-00001, line 20000",
    "update posted_purchase_line set line_amount = -100 where document_no = 'GIC26-00001' and line_no = 20000",
  ],
  [
    "no more is credited of an invoice than it came to after its invoice discount",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_document set invoice_discount_amount = 0 where no = 'GIC26-00001'",
  ],
]
