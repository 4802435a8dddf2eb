import { itemMaster } from "@/domain/master-import/items"
import { ONE } from "@/domain/money/decimal"
import { paymentImportKind } from "@/domain/payment-import/import-kind"
import { salesImportKind } from "@/domain/sales-import/import-kind"
import { asks, looksFor, misses, names } from "./row"

const noEdit = { version: 0, header: {}, lines: [], loaded: [], deleted: [], choices: {} }

/** One that would become one with itself: refused. */
const merged = (no: string) => ({ fromNo: no, intoNo: no, fromVersion: 0, intoVersion: 0, taken: [] })

/** Master data, sales invoices, purchase requests and what belongs to everybody. */
export const tradeRows = {
  findAccounts: asks("✓✓✓–", "8"),
  findCharges: asks("✓✓✓–", "V"),
  findAccountsOfEach: asks("✓✓✓–", ["8"]),
  findCustomers: asks("✓✓✓–", "a"),
  findItems: asks("✓✓✓–", "a"),
  findItemsOfEach: asks("✓✓✓–", ["a"]),
  findNamedItems: asks("✓✓✓–", ["a"]),
  listVendors: asks("✓✓✓–", {}),
  listVendorChoice: asks("✓✓✓–", {}),
  readVendor: names("✓✓✓–", of => [of.vendorNo]),
  readVendorFormChoices: asks("–✓✓–"),
  readNewVendor: asks("–✓✓–"),
  listVendorTemplates: asks("✓✓✓–"),
  readVendorTemplate: misses("✓✓✓–", "NONE"),
  readNewVendorTemplate: names("–✓✓–", of => [of.vendorNo]),
  saveVendorTemplate: asks("–✓✓–", { key: null, version: 0, typed: {} }),
  deleteVendorTemplate: misses("–✓✓–", "NONE"),
  readTemplateApplication: misses("–✓✓–", "NONE", "NONE"),
  readTemplateApplications: misses("–✓✓–", ["NONE"], "NONE"),
  applyVendorTemplateToAll: misses("–✓✓–", [{ no: "NONE", version: 0 }], { code: "NONE", version: 0 }, "fill"),
  applyVendorTemplate: misses("–✓✓–", "NONE", "NONE", "fill", { vendor: 0, template: 0 }),
  saveVendor: asks("–✓✓–", { key: null, version: 0, typed: {} }),
  readBankAccounts: looksFor("✓✓✓–", of => [of.vendorNo]),
  readPayableAccounts: looksFor("✓✓✓–", of => [of.vendorNo]),
  proposeBankAccount: names("–✓✓–", of => [
    of.vendorNo,
    { iban: "", accountNo: "", bic: "", accountHolder: "", evidence: "", verifiedHow: "", verifiedOn: "" },
  ]),
  confirmBankAccount: misses("––✓–", "NONE", 0),
  rejectBankAccount: misses("––✓–", "NONE", 0, "why"),
  withdrawBankAccount: misses("–✓✓–", "NONE", 0, "why"),
  readVendorStatistics: looksFor("–✓✓✓", of => [of.vendorNo]),
  readWhatFails: looksFor("–✓✓–", of => ["vendor", of.vendorNo]),
  readVendorDeletion: names("–✓✓–", of => [of.vendorNo]),
  deleteVendor: names("–✓✓–", of => [of.vendorNo, -1]),
  readMerge: [
    names("––✓–", of => ["vendor", of.vendorNo, of.vendorNo]),
    names("–✓✓–", of => ["item", of.itemNo, of.itemNo]),
  ],
  findMergedCard: [names("––✓–", of => ["vendor", of.vendorNo]), names("–✓✓–", of => ["item", of.itemNo])],
  mergeCards: [names("––✓–", of => ["vendor", merged(of.vendorNo)]), names("–✓✓–", of => ["item", merged(of.itemNo)])],
  undoMerge: [names("––✓–", of => ["vendor", of.vendorNo]), names("–✓✓–", of => ["item", of.itemNo])],
  readMerged: looksFor("✓✓✓–", of => ["vendor", of.vendorNo]),
  wasVendorDeleted: looksFor("✓✓✓–", of => [of.vendorNo]),
  askForVendor: misses("✓✓✓–", { name: "X", documentType: "sales_invoice", documentNo: "NONE" }),
  listVendorRegistrations: asks("–✓✓–"),
  readVendorRegistration: misses("–✓✓–", 0),
  takeRegisteredVendor: misses("–✓✓–", 0),
  answerVendorRegistration: misses("–✓✓–", 0, { reason: "x" }),
  registerVendor: asks("–✓✓–", {}),
  proveVendor: names("–✓✓–", of => [of.vendorNo]),
  setVendorBlocked: names("–✓✓–", of => [of.vendorNo, { blocked: "", privacyBlocked: false }]),

  listSalesInvoices: asks("✓✓✓–", {}),
  readSalesInvoice: names("✓✓✓–", of => [of.salesInvoiceNo]),
  createSalesInvoice: asks("✓✓✓–", { formId: "rights", customerNo: "" }),
  readSalesLines: names("✓✓✓–", of => [of.salesInvoiceNo]),
  readSalesEditContext: names("✓✓✓–", of => [of.salesInvoiceNo]),
  previewSalesEdit: names("✓✓✓–", of => [of.salesInvoiceNo, noEdit]),
  saveSalesInvoice: names("✓✓✓–", of => [of.salesInvoiceNo, noEdit]),
  deleteSalesInvoice: names("✓✓✓–", of => [of.salesInvoiceNo, 0]),

  receiveImport: [
    asks("✓✓✓–", salesImportKind, { name: "", option: "" }, []),
    asks("––✓–", paymentImportKind, { name: "", option: "BANK" }, []),
  ],
  listImports: [asks("✓✓✓–", salesImportKind), asks("––✓–", paymentImportKind)],
  readImport: ofEachImport(),
  readImportRows: ofEachImport({ outcome: "refused" }),
  askForImport: ofEachImport({ goodRows: true }),
  askForUndoing: ofEachImport(),
  retryImport: ofEachImport(),
  readImportAgain: ofEachImport({}),
  mendImportRows: ofEachImport([]),
  listItems: asks("✓✓✓–", {}),
  readItem: names("✓✓✓–", of => [of.itemNo]),
  readNewItem: asks("–✓✓–"),
  saveItem: asks("–✓✓–", { key: null, version: 0, typed: {} }),
  deleteItem: names("–✓✓–", of => [of.itemNo]),
  saveItemUnit: names("–✓✓–", of => [of.itemNo, { unitCode: "", qtyPerUnit: "" }]),
  deleteItemUnit: names("–✓✓–", of => [of.itemNo, "STUK"]),
  saveItemVendor: names("–✓✓–", of => [of.itemNo, { ofVendorNo: "", vendorItemNo: "", leadTime: "" }]),
  deleteItemVendor: names("–✓✓–", of => [of.itemNo, ""]),
  readComparable: names("✓✓✓–", of => [of.itemNo]),
  compareCosts: names("✓✓✓–", of => [
    { itemNo: of.itemNo, quantity: ONE, unitOfMeasureCode: "", date: "2026-05-04", currencyCode: null },
  ]),
  listPrices: asks("✓✓✓–", "purchase-prices", {}),
  readPrice: names("✓✓✓–", of => ["purchase-prices", of.priceKey]),
  readNewPrice: asks("–✓✓–", "sales-prices", {}),
  savePrice: names("–✓✓–", of => ["purchase-prices", { key: of.priceKey, version: 0, typed: {} }]),
  deletePrice: names("–✓✓–", of => ["purchase-prices", of.priceKey, 0]),
  listCustomers: asks("✓✓✓–", {}),
  readCustomer: names("✓✓✓–", of => [of.customerNo]),
  readNewCustomer: asks("–✓✓–"),
  saveCustomer: asks("–✓✓–", { key: null, version: 0, typed: {} }),
  deleteCustomer: names("–✓✓–", of => [of.customerNo]),
  readCustomerCredit: asks("✓✓✓–", "NONE"),
  listVendorItems: asks("✓✓✓–", "NONE"),
  exportSalesLines: asks("✓✓✓–", {}),
  exportRows: asks("✓✓✓–", itemMaster),
  undoMaster: asks("–✓✓–", itemMaster, [], ""),
  undoInvoices: asks("✓✓✓–", []),
  importCurrencies: asks("✓✓✓–"),

  readLineAmounts: names("✓✓✓–", of => [of.salesInvoiceNo, { kind: "all_lines" }]),
  preparePurchase: names("✓✓✓–", of => [
    { salesInvoiceNo: of.salesInvoiceNo, scope: { kind: "all_lines" }, vendorNo: null, edits: new Map(), page: 1 },
  ]),
  requestPurchaseInvoice: names("✓✓✓–", of => [
    {
      formId: "11111111-1111-4111-8111-111111111111",
      salesInvoiceNo: of.salesInvoiceNo,
      salesInvoiceVersion: 0,
      scope: { kind: "all_lines" },
      vendorNo: of.vendorNo,
      edits: new Map(),
    },
  ]),
  listPurchaseRequests: asks("✓✓✓–", {}),
  readPurchaseRequest: names("o✓✓–", of => [of.requestNo]),
  retryPurchaseRequests: [names("o✓✓–", of => [[of.requestNo]]), asks("✓✓✓–", [])],
  cancelPurchaseRequests: [names("o✓✓–", of => [[of.requestNo]]), asks("✓✓✓–", [])],
  requestsSeenBy: asks("✓✓✓–"),
  requestsManagedBy: asks("✓✓✓–"),

  readInsight: asks("––✓–", { from: "2026-01-01", to: "2026-12-31" }),
  listFigureDocuments: asks("––✓–", { name: "purchasesByMonth", period: { from: "2026-01-01", to: "2026-12-31" } }),
  figureKindsOf: asks("––✓–"),
  figureKindNamed: asks("––✓–", "purchasesByMonth"),

  readRoleCenter: asks("✓✓✓✓"),
  frameCounts: asks("✓✓✓✓"),
  listNotifications: asks("✓✓✓✓", { limit: 10 }),
  findNotification: asks("✓✓✓✓", 1),
  countUnread: asks("✓✓✓✓"),
  markRead: asks("✓✓✓✓", []),
  markAllRead: asks("✓✓✓✓", 0),
  readOwnNotificationSettings: asks("✓✓✓✓"),
  saveOwnNotificationSettings: asks("✓✓✓✓", { ways: {}, digestHour: 8, version: -1 }),
}

/** Asks for an import of sales invoices, and for one of payments: which kind an import is of is known once it is found. */
function ofEachImport(...more: unknown[]) {
  return [names("✓✓✓–", of => [of.salesImportNo, ...more]), names("××✓–", of => [of.paymentImportNo, ...more])]
}
