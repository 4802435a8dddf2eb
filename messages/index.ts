/** Every message, by language and namespace: a file each, imported here so that web and worker bundle them alike. */
import enAuth from "./en/auth.json"
import enCommon from "./en/common.json"
import enCreatePurchaseInvoice from "./en/create_purchase_invoice.json"
import enErrors from "./en/errors.json"
import enEvents from "./en/events.json"
import enFailure from "./en/failure.json"
import enForm from "./en/form.json"
import enFrame from "./en/frame.json"
import enHome from "./en/home.json"
import enJobs from "./en/jobs.json"
import enMail from "./en/mail.json"
import enNotifications from "./en/notifications.json"
import enRequests from "./en/requests.json"
import enSalesImport from "./en/sales_import.json"
import enSettings from "./en/settings.json"
import enUsers from "./en/users.json"
import enVendors from "./en/vendors.json"
import nlAuth from "./nl/auth.json"
import nlCommon from "./nl/common.json"
import nlCreatePurchaseInvoice from "./nl/create_purchase_invoice.json"
import nlErrors from "./nl/errors.json"
import nlEvents from "./nl/events.json"
import nlFailure from "./nl/failure.json"
import nlForm from "./nl/form.json"
import nlFrame from "./nl/frame.json"
import nlHome from "./nl/home.json"
import nlJobs from "./nl/jobs.json"
import nlMail from "./nl/mail.json"
import nlNotifications from "./nl/notifications.json"
import nlRequests from "./nl/requests.json"
import nlSalesImport from "./nl/sales_import.json"
import nlSettings from "./nl/settings.json"
import nlUsers from "./nl/users.json"
import nlVendors from "./nl/vendors.json"

const en = {
  auth: enAuth,
  common: enCommon,
  create_purchase_invoice: enCreatePurchaseInvoice,
  errors: enErrors,
  events: enEvents,
  failure: enFailure,
  form: enForm,
  frame: enFrame,
  home: enHome,
  jobs: enJobs,
  mail: enMail,
  notifications: enNotifications,
  requests: enRequests,
  sales_import: enSalesImport,
  settings: enSettings,
  users: enUsers,
  vendors: enVendors,
}

/** The names of the files; both languages have the same. */
export type Namespace = keyof typeof en

const nl: Record<Namespace, object> = {
  auth: nlAuth,
  common: nlCommon,
  create_purchase_invoice: nlCreatePurchaseInvoice,
  errors: nlErrors,
  events: nlEvents,
  failure: nlFailure,
  form: nlForm,
  frame: nlFrame,
  home: nlHome,
  jobs: nlJobs,
  mail: nlMail,
  notifications: nlNotifications,
  requests: nlRequests,
  sales_import: nlSalesImport,
  settings: nlSettings,
  users: nlUsers,
  vendors: nlVendors,
}

export const languages = ["en", "nl"] as const
export type Language = (typeof languages)[number]

export const messages = { en, nl } satisfies Record<Language, Record<Namespace, object>>

/** Whether a word from outside names a language we speak. */
export function isLanguage(word: unknown): word is Language {
  return languages.some(language => language === word)
}
