/** The label of a control that stands alone, by its name: where the forms that have it take theirs from. */
const labels = {
  name: "users.name",
  email: "users.email",
  roles: "users.roles",
  password: "users.invitation.password",
  language: "settings.language",
  theme: "settings.theme",
  singleKeys: "settings.singleKeys",
  quickPath: "settings.quickPath",
  currentPassword: "settings.currentPassword",
  newPassword: "settings.newPassword",
  ownPassword: "form.yourPassword",
  code: "second_factor.code",
  passkeyName: "passkeys.name",
  issuer: "sign_in.sso.issuer",
  clientId: "sign_in.sso.clientId",
  clientSecretPassword: "sign_in.sso.clientSecret",
  mailDomains: "sign_in.sso.mailDomains",
  emergencyUserId: "sign_in.sso.emergency",
  reason: "purchase_invoices.reason",
  body: "comments.body",
  question: "approvals.ask.question",
  answer: "approvals.ask.answer",
  url: "webhooks.url",
  tokenName: "web_api.name",
  mailTo: "chain.mailTo",
  groupClaim: "sign_in.sso.groupClaim",
  vendorItemNo: "items.field.vendorItemNo",
  leadTime: "items.vendors.leadTime",
  headerRow: "imports.reading.headerRow",
  iban: "bank_accounts.iban",
  accountNo: "bank_accounts.accountNo",
  bic: "bank_accounts.bic",
  accountHolder: "bank_accounts.accountHolder",
  evidence: "bank_accounts.evidence",
  verifiedHow: "bank_accounts.verifiedHow",
  verifiedOn: "bank_accounts.verifiedOn",
  blockedReason: "vendors.block.reason",
  blockedUntil: "vendors.block.until",
  vendorBankAccountId: "payments.vendorBankAccountId",
  paymentMethodCode: "payments.paymentMethodCode",
  bankAccountNo: "payments.bankAccountNo",
  postingDate: "payments.postingDate",
  externalDocumentNo: "payments.externalDocumentNo",
  amount: "payments.amount",
  description: "payments.description",
  slug: "operator.newCompany.slug",
  adminEmail: "operator.newCompany.adminEmail",
  adminName: "operator.newCompany.adminName",
  startDate: "opening.startDate",
  clearingAccountNo: "opening.clearingAccountNo",
  newNo: "merging.number.newNo",
} as const

/** Columns of the parts of an opening, as they are called in its files. */
const openingColumns = {
  opening_vendors: [
    "vendorNo",
    "documentType",
    "vendorInvoiceNo",
    "documentDate",
    "dueDate",
    "paymentTermsCode",
    "paymentDiscountDate",
    "paymentDiscountPercent",
    "currencyCode",
    "amountLcy",
  ],
  opening_accounts: ["glAccountNo", "debit", "credit", "balance", "bankAmount"],
  opening_stock: ["itemNo", "quantity", "unitCost", "costAmount"],
} as const

const openingLabels = new Map<string, string>(
  Object.entries(openingColumns).flatMap(([part, columns]) =>
    columns.map(column => [column, `files.${part}.${column}`] as const),
  ),
)

/** Namespaces of what is made from a definition: each has its labels at `field.<name>`. */
const recordScopes = ["setup", "vendors", "items", "customers"]

/** Fields of a header that go by another name on one kind of document. */
export type FieldNames = Readonly<Record<string, string>>

/** Labels of setup and cards (`setup.code`, `vendors.name`), of starting numbers (`series.IF.lastNumber`), of a document's header (`header.postingDate`) and of the columns of its lines (`lines.12.quantity`). */
function documentLabel(field: string, names: FieldNames): string | undefined {
  const [scope, , column] = field.split(".")
  if (scope === "header") {
    const name = field.slice("header.".length)
    return `documents.header.${names[name] ?? name}`
  }
  if (scope === "series") return `setup.field.${field.slice(field.lastIndexOf(".") + 1)}`
  if (scope === "vatAmount") return "statistics.vatAmount"
  if (scope !== undefined && recordScopes.includes(scope)) return `${scope}.field.${field.slice(scope.length + 1)}`
  if (scope !== "lines" || !column) return undefined
  return column === "cost" ? "create_purchase_invoice.directUnitCost" : `documents.field.${column}`
}

/**
 * Where among the messages the label of a control stands, such as "documents.header.dueDate"; there may be no such
 * message.
 *
 * @param field name of the control
 * @param names of fields of a document's header that go by another name there
 */
export function labelKey(field: string, names: FieldNames = {}): string | undefined {
  return (
    documentLabel(field, names) ??
    (Object.hasOwn(labels, field) ? labels[field as keyof typeof labels] : openingLabels.get(field))
  )
}
