import { getTranslations } from "next-intl/server"
import { printedFacts } from "@/app/_document-form/printed-facts"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type PostedKind, postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { paidToFact } from "@/app/[company]/_vendors/paid-to"
import { Amount } from "@/components/amount"
import { type Fact, Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import type { PostedDocumentPage } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { printedOf } from "./printed"

type Shown = { shown: PostedDocumentPage; slug: string }

/** What stands on a posted document, and what became of it. */
export async function HeaderFacts({ shown, kind, slug }: Shown & { kind: PostedKind }) {
  const t = await getTranslations("posted_purchase_invoices")
  const { header, correctiveNo, amountDecimals } = shown
  const documentLink = (type: PostedKind["documentType"], no: string) => (
    <Link className="link no" href={postedPath(slug, type, no)}>
      {no}
    </Link>
  )
  const facts: (Fact | false)[] = [
    ...(await printedFacts(printedOf(header), purchaseKinds[kind.documentType].names)),
    {
      term: t("remaining"),
      value: <Amount value={shown.remaining} decimals={amountDecimals} currency={header.currencyCode} />,
    },
    header.preAssignedNo !== "" && {
      term: t("preAssignedNo"),
      value: <span className="no">{header.preAssignedNo}</span>,
    },
    header.currencyCode !== shown.companyCurrencyCode && { term: t("exchangeRate"), value: rateOf(shown) },
    header.correctsNo !== null && { term: t("corrects"), value: documentLink("invoice", header.correctsNo) },
    header.creditsNo !== null && { term: t("credits"), value: documentLink("invoice", header.creditsNo) },
    correctiveNo !== null && { term: t("correctiveCreditMemo"), value: documentLink("credit_memo", correctiveNo) },
    { term: t("postedBy"), value: header.postedByName },
    header.duplicateReason !== "" && { term: t("duplicateReason"), value: header.duplicateReason },
  ]
  return <Facts facts={facts.filter(fact => fact !== false)} />
}

/** "EUR 0.92 for USD 1": as the rate stood on the posting date. */
function rateOf({ header, companyCurrencyCode }: PostedDocumentPage) {
  return (
    <>
      <Amount value={header.exchangeRateAmount} decimals={2} currency={header.currencyCode} />
      {" = "}
      <Amount value={header.relationalExchangeRateAmount} decimals={4} currency={companyCurrencyCode} />
    </>
  )
}

/** Whom it was bought from, and who is paid. */
export async function VendorFacts({ shown: { header, requestedByName }, slug, actor }: Shown & { actor: Actor }) {
  const t = await getTranslations("posted_purchase_invoices")
  const place = `${header.buyFromPostCode} ${header.buyFromCity}`.trim()
  const address = [header.buyFromAddress, header.buyFromAddress2, place].filter(Boolean).join(", ")
  const facts: (Fact | false)[] = [
    { term: t("vendorNo"), value: <span className="no">{header.buyFromVendorNo}</span> },
    address !== "" && { term: t("address"), value: address },
    header.payToVendorNo !== header.buyFromVendorNo && { term: t("payTo"), value: header.payToVendorName },
    ...(await paidToFact(actor, slug, header.payToVendorNo, t("paidTo"))),
    header.vatRegistrationNo !== "" && { term: t("vatRegistrationNo"), value: header.vatRegistrationNo },
    { term: t("requestedBy"), value: requestedByName },
    {
      term: t("ofVendor"),
      value: (
        <Link
          className="link"
          href={`/${slug}/posted-purchase-invoices?vendor=${encodeURIComponent(header.buyFromVendorNo)}`}
        >
          {header.buyFromVendorName}
        </Link>
      ),
    },
  ]
  return (
    <Section title={t("vendor")}>
      <Facts stacked facts={facts.filter(fact => fact !== false)} />
    </Section>
  )
}
