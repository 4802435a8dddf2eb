import { getTranslations } from "next-intl/server"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { Link } from "@/components/link"
import type { BlockedNoun, FailingDocument, FailingGroup } from "@/domain/documents/what-fails"

type Props = {
  noun: BlockedNoun
  groups: readonly FailingGroup[]
  /** Which of them fail as the card is now; the others would, once it is blocked. */
  fails: (of: FailingGroup["of"]) => boolean
  company: string
}

/** The documents that a block keeps from being posted, built, sold from or registered: before it is saved, and as long as it lasts. */
export async function WhatFails({ noun, groups, fails, company }: Props) {
  const t = await getTranslations("blocking")
  return groups.map(({ of, documents, more }) => (
    <p key={of} className={fails(of) ? "bad" : "hint"}>
      {t(sentenceOf(noun, of, fails(of)))}{" "}
      {documents.map(document => (
        <span key={`${document.type} ${document.no}`}>
          <Link className="link no" href={pathOf(document, company)}>
            {document.no}
          </Link>{" "}
        </span>
      ))}
      {more && t("andMore")}
    </p>
  ))
}

function sentenceOf(noun: BlockedNoun, of: FailingGroup["of"], isSo: boolean) {
  const told = isSo ? "fails" : "wouldFail"
  if (noun === "vendor") return `vendor.${of === "paying" ? of : "buying"}.${told}` as const
  if (noun === "customer") return `customer.${told}` as const
  return `item.${of === "paying" ? "buying" : of}.${told}` as const
}

function pathOf({ type, no }: FailingDocument, company: string): string {
  if (type === "sales_invoice") return `/${company}/sales-invoices/${encodeURIComponent(no)}`
  if (type === "purchase_request") return `/${company}/purchase-requests/${encodeURIComponent(no)}`
  if (type === "payment_order") return `/${company}/payment-orders/${encodeURIComponent(no)}`
  return draftPath(company, type, no)
}
