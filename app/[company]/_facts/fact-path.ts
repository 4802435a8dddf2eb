import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { bankAccountsPath } from "@/app/[company]/_vendors/bank-accounts-path"
import { type Actor, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { DocumentFact, FactPlace } from "@/domain/facts/fact"

const places: Record<FactPlace, { right: Right; path: (company: string, no: string) => string }> = {
  vendor: { right: "master_data.see", path: below("vendors") },
  vendor_bank_accounts: { right: "vendor_bank_account.see", path: bankAccountsPath },
  item: { right: "master_data.see", path: below("items") },
  purchase_prices: { right: "master_data.see", path: below("items") },
  purchase_request: { right: "purchase_request.see_own", path: below("purchase-requests") },
  purchase_invoice: { right: "purchase_invoice.edit_all", path: (company, no) => draftPath(company, "invoice", no) },
  purchase_credit_memo: {
    right: "purchase_invoice.edit_all",
    path: (company, no) => draftPath(company, "credit_memo", no),
  },
  posted_purchase_invoice: { right: "books.see", path: (company, no) => postedPath(company, "invoice", no) },
  posted_purchase_credit_memo: { right: "books.see", path: (company, no) => postedPath(company, "credit_memo", no) },
}

function below(folder: string) {
  return (company: string, no: string) => `/${company}/${folder}/${encodeURIComponent(no)}`
}

/** Where a fact leads to; undefined for who may not go there. @param company slug of the address */
export function factPath(actor: Actor, company: string, { link }: DocumentFact): string | undefined {
  if (!link) return undefined
  const { right, path } = places[link.to]
  return may(actor, right) ? path(company, link.no) : undefined
}
