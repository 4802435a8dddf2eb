/** Every message, by language and namespace: a file each, imported here so that web and worker bundle them alike. */
import enAuth from "./en/auth.json"
import enBackgroundWork from "./en/background_work.json"
import enBatchPosting from "./en/batch_posting.json"
import enBooks from "./en/books.json"
import enCommon from "./en/common.json"
import enCreatePurchaseInvoice from "./en/create_purchase_invoice.json"
import enDocuments from "./en/documents.json"
import enErrors from "./en/errors.json"
import enEvents from "./en/events.json"
import enFailure from "./en/failure.json"
import enForm from "./en/form.json"
import enFrame from "./en/frame.json"
import enJobs from "./en/jobs.json"
import enMail from "./en/mail.json"
import enNotifications from "./en/notifications.json"
import enPaymentImport from "./en/payment_import.json"
import enPayments from "./en/payments.json"
import enPostedPurchaseInvoices from "./en/posted_purchase_invoices.json"
import enPosting from "./en/posting.json"
import enPurchaseInvoices from "./en/purchase_invoices.json"
import enPurchaseRequests from "./en/purchase_requests.json"
import enReview from "./en/review.json"
import enRoleCenter from "./en/role_center.json"
import enSalesImport from "./en/sales_import.json"
import enSalesInvoices from "./en/sales_invoices.json"
import enSettings from "./en/settings.json"
import enSetup from "./en/setup.json"
import enStatistics from "./en/statistics.json"
import enUsers from "./en/users.json"
import enVendors from "./en/vendors.json"
import nlAuth from "./nl/auth.json"
import nlBackgroundWork from "./nl/background_work.json"
import nlBatchPosting from "./nl/batch_posting.json"
import nlBooks from "./nl/books.json"
import nlCommon from "./nl/common.json"
import nlCreatePurchaseInvoice from "./nl/create_purchase_invoice.json"
import nlDocuments from "./nl/documents.json"
import nlErrors from "./nl/errors.json"
import nlEvents from "./nl/events.json"
import nlFailure from "./nl/failure.json"
import nlForm from "./nl/form.json"
import nlFrame from "./nl/frame.json"
import nlJobs from "./nl/jobs.json"
import nlMail from "./nl/mail.json"
import nlNotifications from "./nl/notifications.json"
import nlPaymentImport from "./nl/payment_import.json"
import nlPayments from "./nl/payments.json"
import nlPostedPurchaseInvoices from "./nl/posted_purchase_invoices.json"
import nlPosting from "./nl/posting.json"
import nlPurchaseInvoices from "./nl/purchase_invoices.json"
import nlPurchaseRequests from "./nl/purchase_requests.json"
import nlReview from "./nl/review.json"
import nlRoleCenter from "./nl/role_center.json"
import nlSalesImport from "./nl/sales_import.json"
import nlSalesInvoices from "./nl/sales_invoices.json"
import nlSettings from "./nl/settings.json"
import nlSetup from "./nl/setup.json"
import nlStatistics from "./nl/statistics.json"
import nlUsers from "./nl/users.json"
import nlVendors from "./nl/vendors.json"

const en = {
  auth: enAuth,
  background_work: enBackgroundWork,
  batch_posting: enBatchPosting,
  books: enBooks,
  common: enCommon,
  create_purchase_invoice: enCreatePurchaseInvoice,
  documents: enDocuments,
  errors: enErrors,
  events: enEvents,
  failure: enFailure,
  form: enForm,
  frame: enFrame,
  role_center: enRoleCenter,
  jobs: enJobs,
  mail: enMail,
  notifications: enNotifications,
  payment_import: enPaymentImport,
  payments: enPayments,
  posted_purchase_invoices: enPostedPurchaseInvoices,
  posting: enPosting,
  purchase_invoices: enPurchaseInvoices,
  purchase_requests: enPurchaseRequests,
  review: enReview,
  sales_import: enSalesImport,
  sales_invoices: enSalesInvoices,
  settings: enSettings,
  setup: enSetup,
  statistics: enStatistics,
  users: enUsers,
  vendors: enVendors,
}

/** The names of the files; both languages have the same. */
export type Namespace = keyof typeof en

const nl = {
  auth: nlAuth,
  background_work: nlBackgroundWork,
  batch_posting: nlBatchPosting,
  books: nlBooks,
  common: nlCommon,
  create_purchase_invoice: nlCreatePurchaseInvoice,
  documents: nlDocuments,
  errors: nlErrors,
  events: nlEvents,
  failure: nlFailure,
  form: nlForm,
  frame: nlFrame,
  role_center: nlRoleCenter,
  jobs: nlJobs,
  mail: nlMail,
  notifications: nlNotifications,
  payment_import: nlPaymentImport,
  payments: nlPayments,
  posted_purchase_invoices: nlPostedPurchaseInvoices,
  posting: nlPosting,
  purchase_invoices: nlPurchaseInvoices,
  purchase_requests: nlPurchaseRequests,
  review: nlReview,
  sales_import: nlSalesImport,
  sales_invoices: nlSalesInvoices,
  settings: nlSettings,
  setup: nlSetup,
  statistics: nlStatistics,
  users: nlUsers,
  vendors: nlVendors,
} satisfies Record<Namespace, object>

export const languages = ["en", "nl"] as const
export type Language = (typeof languages)[number]

export const messages = { en, nl } satisfies Record<Language, Record<Namespace, object>>

/** Whether a word from outside names a language we speak. */
export function isLanguage(word: unknown): word is Language {
  return languages.some(language => language === word)
}
