import type { Corruption } from "./corrupt"

/** One wrong value for each rule of what Insight's figures are summed of, in the books of `insight-rules.test.ts`. */
export const insightCorruptions: Corruption[] = [
  ...["documents = documents + 1", "amount = amount + 0.01"].map(
    (set): Corruption => [
      "purchase_vendor_month adds up the posted documents",
      "purchase_vendor_month",
      "2026-05-01, L1",
      `update purchase_vendor_month set ${set} where month = '2026-05-01'`,
    ],
  ),
  ...["lines = lines + 1", "quantity = quantity - 1", "cost = cost + 0.01"].map(
    (set): Corruption => [
      "purchase_item_period adds up the posted documents",
      "purchase_item_period",
      "1, 2026-05-01, STOCK",
      `update purchase_item_period set ${set} where begins = '2026-05-01'`,
    ],
  ),
  [
    "purchase_item_period adds up the posted documents",
    "purchase_item_period",
    "12, 2026-01-01, STOCK",
    "update purchase_item_period set quantity = quantity - 1 where months = 12",
  ],
  [
    "request_days_month adds up the posted documents",
    "request_days_month",
    "2026-05-01, 200",
    "update request_days_month set hundredths = 201 where hundredths = 200",
  ],
  ...["documents = documents + 1", "sales = sales + 0.01", "cost = cost - 0.01"].map(
    (set): Corruption => [
      "customer_margin_month adds up the posted documents",
      "customer_margin_month",
      "2026-05-01, Customer",
      `update customer_margin_month set ${set} where month = '2026-05-01'`,
    ],
  ),
  [
    "customer_margin_month adds up the posted documents",
    "customer_margin_month",
    "2026-05-01, Customer",
    "delete from customer_margin_month where month = '2026-05-01'",
  ],
]
