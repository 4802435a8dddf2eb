import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { type Actor, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"

/** Lists that a vendor's documents and entries stand in: name of the list, its page, who sees it, what it is asked by. */
const lists = [
  ["purchaseRequests", "purchase-requests", "purchase_request.see_own", "search"],
  ["purchaseInvoices", "purchase-invoices", "purchase_invoice.edit_own", "vendor"],
  ["purchaseCreditMemos", "purchase-credit-memos", "purchase_invoice.edit_all", "vendor"],
  ["postedPurchaseInvoices", "posted-purchase-invoices", "books.see", "vendor"],
  ["postedPurchaseCreditMemos", "posted-purchase-credit-memos", "books.see", "vendor"],
  ["payments", "payments", "books.see", "vendor"],
  ["vendorLedgerEntries", "books/vendor-ledger-entries", "books.see", "vendor"],
  ["itemLedgerEntries", "books/item-ledger-entries", "books.see", "vendor"],
] as const satisfies readonly (readonly [name: string, page: string, right: Right, asked: string])[]

/** The way to each list of a vendor's documents and entries that the actor may see. */
export async function VendorDocuments({ actor, company, no }: { actor: Actor; company: string; no: string }) {
  const [t, name] = [await getTranslations("vendors"), await getTranslations("frame.entry")]
  return (
    <Section title={t("documents")}>
      <ul className="directory">
        {lists
          .filter(([, , right]) => may(actor, right))
          .map(([list, page, , asked]) => (
            <li key={list}>
              <Link className="link" href={`/${company}/${page}?${asked}=${encodeURIComponent(no)}`}>
                {name(list)}
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  )
}
