import { getTranslations } from "next-intl/server"
import { DocumentHistory } from "@/app/_document-form/document-history"
import { withFocusOnArrival } from "@/app/_document-form/focus-on-arrival"
import { fieldsOf, readOnlyFieldsOf } from "@/app/_document-form/header-specs"
import { lineColumns } from "@/app/_document-form/line-columns"
import { LinesPager } from "@/app/_document-form/lines-pager"
import { formOf, linesElsewhere } from "@/app/_document-form/stored-form"
import type { Search } from "@/app/_lists/list-address"
import { AlreadyPosted } from "@/app/_posting/already-posted"
import { duplicateLinks } from "@/app/_posting/duplicate-links"
import { draftPath, type PurchaseKind, purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { WorthKnowing } from "@/app/[company]/_facts/worth-knowing"
import { commentsOf } from "@/app/[company]/_papers/comments"
import { WithPapers } from "@/app/[company]/_papers/papers"
import { papersOf } from "@/app/[company]/_papers/papers-at"
import { paidToFact } from "@/app/[company]/_vendors/paid-to"
import { UnknownVendor } from "@/app/[company]/_vendors/unknown-vendor"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { countShown } from "@/components/count-shown"
import { Crumbs } from "@/components/crumbs"
import { DocumentForm } from "@/components/document-form/document-form"
import { DocumentSums } from "@/components/document-form/document-sums"
import { RenewVat } from "@/components/document-form/renew-vat"
import { Facts } from "@/components/facts"
import { Trash2 } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { type Actor, may } from "@/domain/access/actor"
import { shownState } from "@/domain/approvals/shown-state"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { checkDraft, type PostingCheck } from "@/domain/purchase-documents/preview-posting"
import { purchaseDefinition, purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { readDraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { type PurchaseDocumentPage, readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { editPurchaseDocument } from "./actions"
import { ApprovalSection } from "./approval-section"
import { besideNames } from "./beside-names"
import { CheckPanel } from "./check-panel"
import { CreditsNotice } from "./credits-notice"
import { draftOrPosted } from "./draft-or-posted"
import { MadeOf } from "./made-of"
import { reviewId } from "./reasons"
import { ReviewActions } from "./review-actions"
import { TurnNotice } from "./turn-notice"
import { voidedReview } from "./voided-review"

export type DraftProps = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<Search>
}

/** An ongoing purchase invoice or credit memo: everything on it can be changed. */
export async function PurchaseDocumentView({ kind, params, searchParams }: DraftProps & { kind: PurchaseKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor, company } = await requireActorWith(kind.right, slug)
  const { documentType } = kind
  const search = await searchParams
  const wanted = Number(search.page ?? 1)
  const read = await draftOrPosted(
    actor,
    no,
    documentType,
    Promise.all([
      readPurchaseDocument(actor, no, { page: wanted, documentType }),
      checkDraft(actor, no, documentType),
      readDraftFacts(actor, no),
      readDraftApprovals(actor, no),
    ]),
  )
  const [t, posting, statistics, documents, vendors] = await Promise.all([
    getTranslations("purchase_invoices"),
    getTranslations("posting"),
    getTranslations("statistics"),
    getTranslations("documents"),
    getTranslations("vendors"),
  ])
  const ongoing = { label: t(`${documentType}.ongoing`), href: `/${slug}/${kind.folder}` }
  if (read.posted) {
    return <AlreadyPosted actor={actor} slug={slug} draftNo={no} list={ongoing} posted={read.posted} />
  }
  const [page, preview, known, approvals] = read.draft
  const { header } = page
  const { orderAddresses } = page.vendor
  const { view, facts, basis } = formOf(actor, purchaseDefinition, page)
  const path = draftPath(slug, documentType, no)
  const papers = papersOf(kind.folder, no)
  const api = `/api/${slug}/lookup`
  const duplicates = {
    check: `${api}/vendor-invoice-no?draft=${encoded}`,
    known: duplicateLinks(actor, slug, {
      documentType,
      posted: preview.postedDuplicates,
      drafts: preview.draftDuplicates,
    }),
  }
  const mayDiscountVatBase = preview.vatTolerancePercent !== "0" || view.header.vatBaseDiscountPercent !== ""
  const choices = { ...page.choices, ...(orderAddresses.length > 0 && { orderAddresses }) }
  const all = await fieldsOf(purchaseHeader, header, choices, {
    names: kind.names,
    more: {
      vendorInvoiceNo: { width: "wide", duplicates },
      controlAmountIncludingVat: { hint: documents(kind.names.controlHint ?? "controlHint") },
    },
  })
  // Where VAT knows no discounted base there is nothing to type.
  const fields = all.filter(({ name }) => name !== "vatBaseDiscountPercent" || mayDiscountVatBase)
  return (
    <ClientMessages namespaces={["documents", "purchase_invoices", "vendors", "vendor_registrations"]}>
      <Crumbs trail={[ongoing, { label: no }]} />
      <PageHead
        title={t(`${documentType}.titleOf`, { no })}
        state={
          <>
            <State name={shownState(page.approval, header.reviewState)} />
            {page.vendor.unproven && (
              <Link href={`/${slug}/vendors/${encodeURIComponent(header.buyFromVendorNo)}`}>
                <State name="unproven">{vendors("unproven.ofVendor")}</State>
              </Link>
            )}
          </>
        }
        actions={
          <>
            <Link className="btn plain danger" href={`${path}/delete`}>
              <Trash2 className="icon" aria-hidden="true" />
              {t("delete")}
            </Link>
            <Link className="btn" href={`${path}/copy-document`}>
              {t("copy.title")}
            </Link>
            <Link className="btn" href={`${path}/statistics`}>
              {statistics("statistics")}
            </Link>
            <Link className="btn" href={`${path}/preview-posting`}>
              {posting("preview")}
            </Link>
            {page.review === "may" && (
              <ReviewActions company={slug} documentType={documentType} no={no} version={header.version} />
            )}
          </>
        }
        subject={[header.buyFromVendorName, header.buyFromCity].filter(Boolean).join(", ")}
      />
      <Notices page={page} preview={preview} slug={slug} />
      <MadeOf page={page} search={search} />
      <TurnNotice actor={actor} company={slug} header={header} />
      {(page.approval === "rules" || approvals.rounds.length > 0) && (
        <ApprovalSection
          actor={actor}
          slug={slug}
          of={no}
          version={header.version}
          beside={await besideNames(approvals, header.documentType)}
          approvals={approvals}
          timeZone={company.timeZone}
        />
      )}
      <CheckPanel actor={actor} preview={preview} slug={slug} path={path} />
      <WithPapers actor={actor} company={slug} at={papers} search={search}>
        <DocumentForm
          key={page.page}
          action={editPurchaseDocument.bind(null, slug, no, page.page)}
          path={path}
          view={withFocusOnArrival(view, "vendorInvoiceNo")}
          facts={facts}
          basis={basis}
          vatGroups={page.choices.vatProdPostingGroups}
          fields={fields}
          readOnlyFields={await readOnlyFieldsOf(purchaseHeader, header)}
          columns={lineColumns(purchaseDefinition, {
            accounts: true,
            hasInvoiceDiscount: header.invoiceDiscountCalculation !== "none",
          })}
          priceField="directUnitCost"
          pricesIncludingVat={header.pricesIncludingVat}
          lookups={{
            party: `${api}/vendors`,
            items: `${api}/items?draft=${encoded}`,
            accounts: `${api}/accounts`,
            charges: `${api}/charges`,
            numbers: `${api}/numbers?for=purchase`,
            register: { intent: may(actor, "master_data.edit") ? "open_new_vendor" : "ask_vendor" },
            lines: `/api/${slug}/draft-lines/purchase/${encoded}`,
          }}
          besideParty={<UnknownVendor />}
          elsewhere={linesElsewhere(page)}
          pager={<LinesPager path={path} page={page.page} pageCount={page.pageCount} all={`${path}/lines`} />}
          sums={
            <DocumentSums
              groups={page.vatGroups}
              amount={header.amount}
              vat={toPlain(new Decimal(header.amountIncludingVat).minus(header.amount))}
              amountIncludingVat={header.amountIncludingVat}
              invoiceDiscount={header.invoiceDiscountAmount}
              currencyCode={header.currencyCode}
              decimals={page.amountDecimals}
            >
              {!preview.currency.maxVatDifferenceAllowed.isZero() && page.vatGroups.length > 0 && (
                <p className="hint">
                  <Link className="link" href={`${path}/statistics#vat-amounts`}>
                    {statistics("paper.link")}
                  </Link>
                </p>
              )}
            </DocumentSums>
          }
          buttons={
            <>
              {page.isVatOutdated && <RenewVat />}
              {may(actor, "purchase_invoice.post") && (
                <>
                  <SubmitButton className="btn" name="intent" value="post" pendingLabel={posting("posting")}>
                    {posting("post")}
                  </SubmitButton>
                  <SubmitButton className="btn" name="intent" value="post_and_new" pendingLabel={posting("posting")}>
                    {posting("postAndNew")}
                  </SubmitButton>
                </>
              )}
            </>
          }
          aside={
            <>
              <WorthKnowing known={known} lines={page.lines} actor={actor} company={slug} />
              <VendorFacts page={page} slug={slug} actor={actor} />
            </>
          }
        />
        <DocumentHistory
          no={no}
          entries={page.history}
          definition={purchaseDefinition}
          names={kind.names}
          timeZone={company.timeZone}
          comments={await commentsOf(actor, slug, papers)}
        />
      </WithPapers>
    </ClientMessages>
  )
}

type NoticesProps = { page: PurchaseDocumentPage; preview: PostingCheck; slug: string }

async function Notices({ page: { header, review, approval }, preview, slug }: NoticesProps) {
  const [t, rejected] = await Promise.all([getTranslations("purchase_invoices"), getTranslations("common.state")])
  const voided = await voidedReview(preview)
  return (
    <>
      {header.reviewState === "sent_back" && (
        <Notice
          tone="warning"
          title={approval === "rules" ? rejected("rejected") : t("sentBack")}
          actions={
            header.lineCount > 1 && (
              <Link className="btn" href={`${draftPath(slug, header.documentType, header.no)}/split`}>
                {t("split.title")}
              </Link>
            )
          }
        >
          {header.sentBackReason}
        </Notice>
      )}
      {voided && <Notice tone="warning">{t("reviewVoided", voided)}</Notice>}
      {header.creditsNo !== null && <CreditsNotice slug={slug} no={header.creditsNo} />}
      {header.costChanged && review !== null && <Notice tone="warning">{t("costChanged")}</Notice>}
      {review === "own" && <Notice id={reviewId}>{t(`${header.documentType}.ownReview`)}</Notice>}
    </>
  )
}

async function VendorFacts({ page, slug, actor }: { page: PurchaseDocumentPage; slug: string; actor: Actor }) {
  const { language } = actor
  const t = await getTranslations("purchase_invoices")
  const { header, vendor, requestNo, requestedByName } = page
  const address = [header.buyFromAddress, `${header.buyFromPostCode} ${header.buyFromCity}`.trim()].filter(Boolean)
  /** "3D" is three days; other formulas stand as they are. */
  const leadTime = (formula: string) => {
    const [, days] = /^(\d+)D$/u.exec(formula) ?? []
    return days ? t("days", { count: Number(days) }) : formula
  }
  const vendorList = `/${slug}/${purchaseKinds[header.documentType].folder}?vendor=${encodeURIComponent(header.buyFromVendorNo)}`
  return (
    <Section title={t("vendor")}>
      <Facts
        stacked
        facts={[
          { term: t("vendorNo"), value: <span className="no">{header.buyFromVendorNo}</span> },
          ...(address.length > 0 ? [{ term: t("address"), value: address.join(", ") }] : []),
          ...(header.payToVendorNo === header.buyFromVendorNo
            ? []
            : [{ term: t("payTo"), value: header.payToVendorName }]),
          ...(await paidToFact(actor, slug, header.payToVendorNo, t("paidTo"))),
          ...(vendor.leadTimeCalculation ? [{ term: t("leadTime"), value: leadTime(vendor.leadTimeCalculation) }] : []),
          {
            term: t("ongoingShort"),
            value: (
              <Link className="link" href={vendorList}>
                {countShown(vendor.ongoingInvoices, language)}
              </Link>
            ),
          },
          { term: t("requestedBy"), value: requestedByName },
          ...(requestNo
            ? [
                {
                  term: t("request"),
                  value: (
                    <Link className="link no" href={`/${slug}/purchase-requests/${encodeURIComponent(requestNo)}`}>
                      {requestNo}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
