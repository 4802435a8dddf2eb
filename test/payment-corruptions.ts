import type { Corruption } from "./corrupt"

const line = (transaction: number, type: string) => `transaction_no = ${transaction} and entry_type = '${type}'`

/** One wrong value for each rule of payments, in the books of `verify-payments.test.ts`. */
export const paymentCorruptions: Corruption[] = [
  [
    "a payment discount is its percent of the document, as was set up",
    "vendor_ledger_entry",
    "transaction 3",
    "update vendor_ledger_entry set payment_discount_possible = payment_discount_possible - 1 where transaction_no = 3",
  ],
  [
    "what VAT is worked out from is lessened by at most what was set up",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_document set vat_base_discount_percent = 3 where no = 'GIF26-00001'",
  ],
  [
    "a payment discount is taken whole, in time, and with what settles its entry",
    "detailed_vendor_ledger_entry",
    "transaction 2, line 4",
    `update detailed_vendor_ledger_entry set amount = amount - 1 where ${line(2, "payment_discount")}`,
  ],
  [
    "a payment discount is taken whole, in time, and with what settles its entry",
    "detailed_vendor_ledger_entry",
    "transaction 2, line 4",
    `update detailed_vendor_ledger_entry set amount_lcy = amount_lcy - 1 where ${line(2, "payment_discount")}`,
  ],
  [
    "a payment discount is taken whole, in time, and with what settles its entry",
    "detailed_vendor_ledger_entry",
    "transaction 2, line 4",
    "update vendor_ledger_entry set payment_discount_date = '2026-05-06' where transaction_no = 1",
  ],
  [
    "a payment discount is taken whole, in time, and with what settles its entry",
    "detailed_vendor_ledger_entry",
    "transaction 2, line 4",
    "update detailed_vendor_ledger_entry set amount = amount - 1 where transaction_no = 2 and line_no = 3",
  ],
  [
    "a payment discount lessens the VAT of its document as was set up",
    "vat_entry",
    "transaction 2, HOOG of 1",
    "update vat_entry set amount = amount + 0.01 where transaction_no = 2 and line_no = 1",
  ],
  [
    "a payment discount lessens the VAT of its document as was set up",
    "vat_entry",
    "transaction 2, LAAG of 1",
    "delete from vat_entry where transaction_no = 2 and line_no = 2",
  ],
  [
    "a payment discount lessens the VAT of its document as was set up",
    "vat_entry",
    "transaction 2, HOOG of 1",
    "update vat_entry set country_region_code = 'BE' where transaction_no = 2 and line_no = 1",
  ],
  [
    "a payment discount that is taken back leaves nothing of its VAT",
    "vat_entry",
    "transaction 5, HOOG of 3",
    "update vat_entry set base = base + 1 where transaction_no = 5",
  ],
  [
    "the non-deductible part of a payment discount's VAT lessens what each account bears",
    "vat_entry",
    "transaction 13, HOOG of 12",
    "update vat_entry set non_ded_vat_account_no = '4310' where transaction_no = 13",
  ],
  [
    "a payment discount's VAT names the accounts that were set up",
    "vat_entry",
    "transaction 2, line 1",
    "update vat_entry set purchase_vat_account_no = '1510' where transaction_no = 2 and line_no = 1",
  ],
  [
    "a posted line names the account that bears its non-deductible VAT",
    "posted_purchase_line",
    "document GIF26-00005, line 10000",
    "update posted_purchase_line set non_ded_vat_account_no = '4310' where document_no = 'GIF26-00005'",
  ],
  [
    "what is taken off names the account that was set up",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 4",
    `update detailed_vendor_ledger_entry set gl_account_no = '7600' where ${line(7, "payment_tolerance")}`,
  ],
  [
    "what is taken off comes back from the account that it went to",
    "detailed_vendor_ledger_entry",
    "transaction 4, payment_discount of 3",
    `update detailed_vendor_ledger_entry set gl_account_no = '7600' where ${line(5, "payment_discount")}`,
  ],
  [
    "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    "gl_entry",
    "transaction 2, account 7600",
    "update gl_entry set gl_account_no = '7600' where transaction_no = 2 and gl_account_no = '7700'",
  ],
  [
    "a difference is closed within the limit that was in force, for its reason",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 4",
    `update detailed_vendor_ledger_entry set reason_code = 'AFBOEKING' where ${line(7, "payment_tolerance")}`,
  ],
  [
    "a difference is closed within the limit that was in force, for its reason",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 4",
    `update detailed_vendor_ledger_entry set amount = 9, amount_lcy = 9 where ${line(7, "payment_tolerance")}`,
  ],
  [
    "a difference is closed within the limit that was in force, for its reason",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 4",
    "update setup_in_force set content = content || '{\"max_payment_tolerance_amount\": 0.005}' where table_name = 'purchases_setup'",
  ],
  [
    "a difference is closed within the limit that was in force, for its reason",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 4",
    "update detailed_vendor_ledger_entry set amount = amount - 1 where transaction_no = 7 and line_no = 3",
  ],
  [
    "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    "gl_entry",
    "transaction 7, account 4980",
    `update detailed_vendor_ledger_entry set entry_type = 'write_off' where ${line(7, "payment_tolerance")}`,
  ],
  [
    "what takes a transaction back is of the same document, and corrects what it takes back",
    "ledger_transaction",
    "transaction 9",
    "update ledger_transaction set document_type = 'payment' where no = 9",
  ],
  [
    "a payment has its bank entry",
    "ledger_transaction",
    "transaction 9",
    "delete from bank_account_ledger_entry where transaction_no = 9",
  ],
  ...["amount = amount - 1", "charges = charges + 1", "charges_lcy = 0", "charges_account_no = null"].map(
    (change): Corruption => [
      "a bank entry is the payment's amount, in the bank account's currency",
      "bank_account_ledger_entry",
      "transaction 11",
      `update bank_account_ledger_entry set ${change} where transaction_no = 11`,
    ],
  ),
  [
    "an entry is worth its amount at its rate, which was in force",
    "vendor_ledger_entry",
    "transaction 11",
    "update bank_account_ledger_entry set amount_typed = false where transaction_no = 11",
  ],
  [
    "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    "gl_entry",
    "transaction 11, account 4520",
    "update gl_entry set gl_account_no = '4520' where transaction_no = 11 and gl_account_no = '4530'",
  ],
]
