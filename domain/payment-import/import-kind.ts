import { labelOf } from "@/domain/import-kinds/column-names"
import type { ImportKind } from "@/domain/import-kinds/import-kind"
import { formatNumber } from "@/language/number-format"
import { messages } from "@/messages"
import { checkBankAccount, payingBankAccounts } from "./bank-accounts"
import { limitedPaymentColumns, paymentColumns, writtenPaymentDecimals } from "./file-columns"
import { judgePayments, type PaymentPlan } from "./judge-payments"
import { layOver, type PaymentMemory, rememberRows } from "./payment-memory"
import { registerPlan } from "./register-plan"
import { undoPayments } from "./undo-payments"

/** Files of payments: each row is registered or refused on its own, in the file's order. */
export const paymentImportKind: ImportKind<PaymentPlan, PaymentMemory> = {
  name: "payments",
  words: "payment_import",
  right: "purchase_invoice.post",
  fileColumns: paymentColumns,
  limitedColumns: limitedPaymentColumns,
  writtenDecimals: writtenPaymentDecimals,
  label: (column, language) => labelOf("payments", column, language),
  example: language => ({
    vendorNo: "L00010",
    amount: formatNumber("1250", language, { min: 2, grouping: false }),
    currencyCode: "EUR",
    bankAccountNo: "BANK",
    documents: "GIF26-00012 | GIF26-00015",
    externalDocumentNo: "2026-11-A",
    ...messages[language].files.examplePayment,
  }),
  treatments: ["whole", "order", "numbers", "once"],
  option: {
    name: "bankAccountNo",
    choices: async actor => {
      const accounts = await payingBankAccounts(actor)
      const choices = accounts.map(({ no, name }) => ({ value: no, label: `${no} ${name}` }))
      return { choices, usual: choices[0]?.value ?? "" }
    },
    check: (tx, actor, chosen) => checkBankAccount(tx, actor.companyId, chosen),
  },
  limits: { bytes: 8 * 1024 * 1024, rows: 20_000 },
  // Few at a time, as the vendors of a batch are held; each is registered in a transaction of its own.
  batch: { judged: 20, written: 1 },
  inOrder: true,
  begin: rememberRows,
  lay: layOver,
  judge: judgePayments,
  write: registerPlan,
  undo: { batch: 1, keeps: true, take: undoPayments },
  page: no => `payments/${encodeURIComponent(no)}`,
  listPage: "payments",
}
