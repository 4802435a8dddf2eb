import { asks, names } from "./row"

const noEdit = { version: 0, header: {}, lines: [], loaded: [], deleted: [], choices: {} }

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
  createVendor: asks("–✓✓–", { ...blankVendor(), name: "" }),
  setVendorBlocked: names("–✓✓–", of => [of.vendorNo, { blocked: "", privacyBlocked: false }]),

  listSalesInvoices: asks("✓✓✓–", {}),
  readSalesInvoice: names("✓✓✓–", of => [of.salesInvoiceNo]),
  createSalesInvoice: asks("✓✓✓–", { formId: "rights", customerNo: "" }),
  readSalesEditContext: names("✓✓✓–", of => [of.salesInvoiceNo]),
  previewSalesEdit: names("✓✓✓–", of => [of.salesInvoiceNo, noEdit]),
  saveSalesInvoice: names("✓✓✓–", of => [of.salesInvoiceNo, noEdit]),
  deleteSalesInvoice: names("✓✓✓–", of => [of.salesInvoiceNo, 0]),

  readImport: names("✓✓✓–", of => [of.salesImportNo]),
  readImportRows: names("✓✓✓–", of => [of.salesImportNo, { outcome: "refused" }]),
  askForImport: names("✓✓✓–", of => [of.salesImportNo, { goodRows: true }]),
  askForUndoing: names("✓✓✓–", of => [of.salesImportNo]),
  retryImport: names("✓✓✓–", of => [of.salesImportNo]),
  readImportAgain: names("✓✓✓–", of => [of.salesImportNo, {}]),
  mendImportRows: names("✓✓✓–", of => [of.salesImportNo, []]),
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

  readRoleCenter: asks("✓✓✓✓"),
  frameCounts: asks("✓✓✓✓"),
  listNotifications: asks("✓✓✓✓", { limit: 10 }),
  findNotification: asks("✓✓✓✓", 1),
  countUnread: asks("✓✓✓✓"),
  markRead: asks("✓✓✓✓", []),
  markAllRead: asks("✓✓✓✓", 0),
}

function blankVendor() {
  const fields = ["address", "address2", "postCode", "city", "countryRegionCode", "contact", "phone", "email"] as const
  const more = ["vatRegistrationNo", "sharedVatReason", "currencyCode", "paymentTermsCode"] as const
  return Object.fromEntries([...fields, ...more].map(field => [field, ""]))
}
