import { type Decimal, ZERO } from "@/domain/money/decimal"
import { netDiscounts } from "./net-discounts"
import type { PostingDocument, PostingLine } from "./posting-document"
import type { GeneralSetup, PostingSetup } from "./read-posting-setup"

/** A discount of a line that is posted on an account of its own; null: that is not set up. */
export type PostedDiscount = { accountNo: string | null; amount: Decimal }

/**
 * The discounts of a line that are posted, by the company's Discount Posting: excluding VAT, in the document's currency. The
 * accounts are those of the line's general posting setup; a line of an account without a general product posting group has
 * none, and its discounts lessen what stands on its own account.
 */
export function postedDiscounts(
  line: PostingLine,
  { header }: Pick<PostingDocument, "header">,
  { purchases, currency, generalSetups }: PostingSetup,
): PostedDiscount[] {
  const { discountPosting } = purchases
  if (discountPosting === "none" || line.genProdPostingGroup === null) return []
  const general = generalSetups.get(line.genProdPostingGroup)
  const discounts = netDiscounts(line, {
    pricesIncludingVat: header.pricesIncludingVat,
    vatBaseDiscountPercent: header.vatBaseDiscountPercent,
    decimals: currency.amountDecimals,
  })
  const posted = {
    line: ["line", "all"].includes(discountPosting),
    invoice: ["invoice", "all"].includes(discountPosting),
  }
  return (["line", "invoice"] as const)
    .map(kind => ({ accountNo: accountOf(general, kind), amount: posted[kind] ? discounts[kind] : ZERO }))
    .filter(({ amount }) => !amount.isZero())
}

function accountOf(general: GeneralSetup | undefined, kind: "line" | "invoice"): string | null {
  if (!general) return null
  return kind === "line" ? general.purchaseLineDiscountAccountNo : general.purchaseInvoiceDiscountAccountNo
}
