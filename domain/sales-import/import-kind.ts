import { labelOf } from "@/domain/import-kinds/column-names"
import type { ImportKind } from "@/domain/import-kinds/import-kind"
import { readUserPostingRange } from "@/domain/posting/posting-dates"
import { salesFileColumns } from "./columns"
import { checkCurrency, importCurrencies, ownCurrency } from "./import-currencies"
import { judgeInvoices, type SalesMemory, type SalesPlan } from "./judge-invoices"
import { MAX_INVOICE_LINES, MAX_SALES_FILE_SIZE } from "./limits"
import { undoInvoices } from "./undo-invoices"
import { usualDescriptions } from "./usual-descriptions"
import { writePlan } from "./write-plan"

/** Files of sales invoices: the rows of an invoice, however far apart they lie, are taken as a whole or not at all. */
export const salesImportKind: ImportKind<SalesPlan, SalesMemory> = {
  name: "sales-invoices",
  words: "sales_import",
  right: "sales_invoice.import",
  fileColumns: salesFileColumns,
  label: (column, language) => labelOf("sales_invoices", column, language),
  example: () => ({
    invoiceNo: "536370",
    stockCode: "22728",
    description: "ALARM CLOCK BAKELIKE PINK",
    quantity: "24",
    invoiceDate: "2026-11-02",
    unitPrice: "3.75",
    customerId: "12583",
    country: "France",
  }),
  treatments: ["whole", "refused", "taken", "charges", "made", "twice"],
  option: {
    name: "currency",
    choices: async actor => {
      const choices = (await importCurrencies(actor)).map(({ code, description }) => ({
        value: code,
        label: description ? `${code} – ${description}` : code,
      }))
      return { choices, usual: await ownCurrency(actor.companyId) }
    },
    check: (tx, actor, chosen) => checkCurrency(tx, actor.companyId, chosen),
  },
  limits: { bytes: MAX_SALES_FILE_SIZE, rows: 2_000_000 },
  group: { column: "invoiceNo", mostRows: MAX_INVOICE_LINES },
  batch: { judged: 6_000, written: 6_000 },
  begin: async (tx, run) => ({
    descriptions: await usualDescriptions(tx, run),
    userRange: await readUserPostingRange(tx, run.actor),
    credit: new Map(),
  }),
  lay: memory => {
    const credit = new Map(memory.credit)
    return {
      memory: { ...memory, credit },
      keep: () => {
        for (const [no, amount] of credit) memory.credit.set(no, amount)
      },
    }
  },
  judge: judgeInvoices,
  write: writePlan,
  undo: { batch: Number.POSITIVE_INFINITY, keeps: false, take: undoInvoices },
  page: no => `sales-invoices/${encodeURIComponent(no)}`,
  listPage: "sales-invoices",
}
