/** What a company has that another one must not see; and of what the cases are made. */
import type { Call } from "@/e2e/support/call-action"

/** Stands in the names of all that B has, and so never in an answer to A. */
export const secret = "Zeldzaam"

/** What B has: numbers that A has not. */
export type Foreign = {
  salesInvoice: string
  purchaseInvoice: string
  creditMemo: string
  postedInvoice: string
  postedCreditMemo: string
  vendor: string
  vendorTemplate: string
  vendorRegistration: string
  customer: string
  item: string
  /** The address of a purchase price. */
  price: string
  payment: string
  paymentOrder: string
  entry: string
  request: string
  /** On the purchase invoice. */
  attachment: string
  salesImport: string
  batch: string
  paymentImport: string
  user: string
  token: string
  webhook: string
  delivery: string
  approvalEntry: string
  invitation: string
  paymentTerms: string
  notification: string
  mail: string
  job: string
  /** Of the ledger. */
  transaction: string
}

/** As Foreign, of nobody at all. */
export const unknown: Foreign = {
  salesInvoice: "VF26-98765",
  purchaseInvoice: "IF26-98765",
  creditMemo: "IC26-98765",
  postedInvoice: "GIF26-98765",
  postedCreditMemo: "GIC26-98765",
  vendor: "L98765",
  vendorTemplate: "T98764",
  vendorRegistration: "98765432",
  customer: "D98765",
  item: "98765",
  price: "L98765/98765/EUR/~/0/0001-01-01",
  payment: "BET26-98765",
  paymentOrder: "987654321",
  entry: "98765",
  request: "IA26-98765",
  attachment: "98765432",
  salesImport: "IMP26-98765",
  batch: "98765432",
  paymentImport: "IMP26-98764",
  user: "98765432",
  token: "98765432",
  webhook: "987654321",
  delivery: "98765432",
  approvalEntry: "98765432",
  invitation: "0".repeat(64),
  paymentTerms: "T98765",
  notification: "98765432",
  mail: "000098765432-98765432",
  job: "build-98765432-IA26-98765-1",
  transaction: "98765432",
}

/** A noun's cases: a file of this folder, and a line of every-noun.ts. */
export type Cases = {
  /** Below each company's address: which table of setup and what number stand in it, and queries that carry one. */
  addresses?: Record<string, AddressCase>
  /** What each action is asked, of B's numbers and of unknown ones; several where a number can stand in several places. */
  actions?: Record<string, (of: Foreign) => ActionCase[]>
}

export type AddressCase = {
  table?: string
  list?: string
  kind?: string
  no?: keyof Foreign
  queries?: ((of: Foreign) => string)[]
  /** What those are answered. */
  queried?: 200 | 404
  status?: number
}

export type ActionCase = Omit<Call, "action" | "at" | "bound"> & {
  /** Below A's address. */
  at?: string
  /** After the company. */
  bound?: unknown[]
  /** It names nothing that another company could have, and does its work in one's own: it is asked of the other company alone. */
  namesNothing?: true
}

/** A draft saved as it is. */
export const headerOnly = { version: "1", intent: "save" }
