import type { Corruption } from "./corrupt"

/** One wrong value for each rule of opening balances, in the books of `verify-openings.test.ts`. */
export const openingCorruptions: Corruption[] = [
  ...["first_transaction_no = 10", "last_transaction_no = 13"].map(
    (set): Corruption => [
      "an opening's transactions are those that it names",
      "opening_balance",
      "opening 2",
      `update opening_balance set ${set} where no = 2`,
    ],
  ),
  [
    "an opening's transactions are those that it names",
    "opening_balance",
    "opening 2",
    "delete from opening_balance where no = 2",
  ],
  [
    "an opening is taken back as a whole, and one at most stands",
    "opening_balance",
    "opening 1",
    "update ledger_transaction set opening_no = 2 where no = 6",
  ],
  ...["posting_date - 1", "posting_date + 1"].map(
    (date): Corruption => [
      "an opening is posted on the day before the start, and taken back no earlier",
      "ledger_transaction",
      "transaction 9",
      `update ledger_transaction set posting_date = ${date} where no = 9`,
    ],
  ),
  [
    "an opening is posted on the day before the start, and taken back no earlier",
    "ledger_transaction",
    "transaction 6",
    "update ledger_transaction set posting_date = '2025-12-30' where no = 6",
  ],
  [
    "an opening leaves nothing on its clearing account",
    "gl_entry",
    "opening 2",
    "update gl_entry set gl_account_no = '0520' where transaction_no = 12 and gl_account_no = '1190'",
  ],
  [
    "an opened document or bank balance stands on its account against the clearing account",
    "gl_entry",
    "transaction 9, account 1600",
    "update gl_entry set gl_account_no = '1610' where transaction_no = 9 and gl_account_no = '1600'",
  ],
  [
    "an opened document or bank balance stands on its account against the clearing account",
    "gl_entry",
    "transaction 11, account 0510",
    "update gl_entry set gl_account_no = '0510' where transaction_no = 11 and gl_account_no = '1190'",
  ],
  [
    "an opening makes no VAT entries",
    "vat_entry",
    "transaction 12, line 1",
    `insert into vat_entry (company_id, transaction_no, line_no, posting_date, vendor_no, country_region_code, vat_registration_no,
       vat_bus_posting_group, vat_prod_posting_group, vat_identifier, vat_calculation_type, vat_percent, base, amount)
     select company_id, 12, 1, posting_date, 'L1', 'NL', '', 'BINNENL', 'HOOG', 'HOOG', 'normal', 21, 100, 21
     from ledger_transaction where no = 12`,
  ],
  ...[
    "update vendor_ledger_entry set opening_no = null where transaction_no = 9",
    "update opened_vendor_entry set opening_no = 1 where transaction_no = 9",
    "update opened_vendor_entry set vendor_no = 'L2' where transaction_no = 9",
    "update opened_vendor_entry set document_type = 'credit_memo' where transaction_no = 9",
    "update opened_vendor_entry set vendor_invoice_no = 'F-2' where transaction_no = 9",
    "update opened_vendor_entry set vendor_invoice_key = 'F2' where transaction_no = 9",
    "update vendor_ledger_entry set document_type = 'credit_memo' where transaction_no = 9",
    "delete from opened_vendor_entry where transaction_no = 9",
  ].map(
    (statement): Corruption => [
      "an opened entry is of its opening, and its vendor invoice number counts as used",
      "opened_vendor_entry",
      "transaction 9",
      statement,
    ],
  ),
  ...["currency_code = 'USD'", "amount = amount + 1", "amount = -amount", "charges = 5"].map(
    (set): Corruption => [
      "an opened bank balance is in the bank account's currency",
      "bank_account_ledger_entry",
      "transaction 11",
      `update bank_account_ledger_entry set ${set} where transaction_no = 11`,
    ],
  ),
  ...["vendor_no = 'L1'", "qty_per_unit_of_measure = 2", "quantity = -quantity"].map(
    (set): Corruption => [
      "opened stock is of pieces in the base unit, and what takes it back turns it",
      "item_ledger_entry",
      "transaction 12, line 1",
      `update item_ledger_entry set ${set} where transaction_no = 12`,
    ],
  ),
  [
    "opened stock is of pieces in the base unit, and what takes it back turns it",
    "item_ledger_entry",
    "transaction 8, line 1",
    "update item_ledger_entry set quantity = -5 where transaction_no = 8",
  ],
  [
    "a payment discount is its percent of the document, as was set up",
    "vendor_ledger_entry",
    "transaction 9",
    "update vendor_ledger_entry set payment_discount_possible = -3 where transaction_no = 9",
  ],
  [
    "an entry is worth its amount at its rate, which was in force",
    "vendor_ledger_entry",
    "transaction 9",
    "update vendor_ledger_entry set relational_exchange_rate_amount = 2 where transaction_no = 9",
  ],
  [
    "payables accounts are the vendor ledger",
    "gl_entry",
    "transaction 9, account 1600",
    "update gl_entry set amount = amount - 1 where transaction_no = 9 and gl_account_no = '1600'",
  ],
]
