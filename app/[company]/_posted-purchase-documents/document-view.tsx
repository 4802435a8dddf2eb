import { getTranslations } from "next-intl/server"
import { DocumentHistory } from "@/app/_document-form/document-history"
import { printedFacts } from "@/app/_document-form/printed-facts"
import { type Search as Asked, parameter } from "@/app/_lists/list-address"
import { ApprovalRounds } from "@/app/[company]/_approvals/approval-rounds"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type PostedKind, postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { commentsOf } from "@/app/[company]/_papers/comments"
import { WithPapers } from "@/app/[company]/_papers/papers"
import { papersOf } from "@/app/[company]/_papers/papers-at"
import { payAddress } from "@/app/[company]/_payments/pay-address"
import { RegisteredNotice } from "@/app/[company]/_payments/registered-notice"
import { paidToFact } from "@/app/[company]/_vendors/paid-to"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Amount } from "@/components/amount"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { DocumentSums } from "@/components/document-form/document-sums"
import { type Fact, Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { type Actor, may } from "@/domain/access/actor"
import { Decimal, toPlain } from "@/domain/money/decimal"
import {
  type PostedDocumentPage,
  readPostedPurchaseDocument,
} from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { readPostedApprovals } from "@/domain/purchase-approvals/read-approvals"
import { purchaseDefinition } from "@/domain/purchase-documents/purchase-header"
import { CreditMemoEntries } from "./credit-memo-entries"
import { PostedLines } from "./posted-lines"
import { printedOf } from "./printed"

export type DocumentProps = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<Asked>
}

/** A posted purchase invoice or credit memo: nothing on it changes any more. */
export async function PostedDocumentView({ kind, params, searchParams }: DocumentProps & { kind: PostedKind }) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor, company } = await requireActorWith("books.see", slug)
  const search = await searchParams
  const wanted = Number(search.page ?? 1)
  const shown = await found(readPostedPurchaseDocument(actor, kind.documentType, no, { page: wanted }))
  const { header, page, pageCount } = shown
  const [t, approvalWords, approvals] = await Promise.all([
    getTranslations("posted_purchase_invoices"),
    getTranslations("approvals"),
    readPostedApprovals(actor, header.preAssignedNo),
  ])
  const list = `/${slug}/${kind.folder}`
  const papers = papersOf(kind.folder, no)
  const path = postedPath(slug, kind.documentType, no)
  const turn = (to: number) => (to < 1 || to > pageCount ? undefined : `${path}?page=${to}`)
  return (
    <>
      <Crumbs trail={[{ label: t(`${kind.documentType}.list`), href: list }, { label: no }]} />
      <PageHead
        title={t(`${kind.documentType}.titleOf`, { no })}
        state={<State name={shown.state} />}
        actions={
          <Actions
            path={path}
            pay={
              kind.documentType === "invoice" &&
              (shown.state === "open" || shown.state === "overdue") &&
              may(actor, "purchase_invoice.post")
                ? payAddress(slug, { entryNo: header.transactionNo }, path)
                : undefined
            }
            mayCredit={
              kind.documentType === "invoice" && shown.correctiveNo === null && may(actor, "purchase_invoice.edit_all")
            }
            mayCancel={
              kind.documentType === "invoice" &&
              shown.correctiveNo === null &&
              may(actor, "posted_purchase_invoice.correct")
            }
          />
        }
        subject={[header.buyFromVendorName, header.buyFromCity].filter(Boolean).join(", ")}
      />
      {header.preAssignedNo !== "" && parameter(search, "posted") === header.preAssignedNo && (
        <ArrivalNotice>{t("postedAs", { draftNo: header.preAssignedNo, no })}</ArrivalNotice>
      )}
      <RegisteredNotice actor={actor} slug={slug} search={search} />
      <WithPapers actor={actor} company={slug} at={papers} search={search}>
        <HeaderFacts shown={shown} kind={kind} slug={slug} />
        <div className="split below">
          <div>
            <Section title={t("lines")}>
              <PostedLines
                lines={shown.lines}
                decimals={shown.amountDecimals}
                pricesIncludingVat={shown.header.pricesIncludingVat}
                credited={shown.credited}
                company={slug}
              />
              <Pager
                previous={turn(page - 1)}
                next={turn(page + 1)}
                shown={pageCount > 1 ? t("pageOf", { page, pages: pageCount }) : undefined}
              />
            </Section>
            <DocumentSums
              groups={shown.vatGroups.map(group =>
                group.vatIdentifier === "" ? { ...group, description: t("invoiceRounding") } : group,
              )}
              amount={header.amount}
              vat={toPlain(new Decimal(header.amountIncludingVat).minus(header.amount))}
              amountIncludingVat={header.amountIncludingVat}
              invoiceDiscount={header.invoiceDiscountAmount}
              currencyCode={header.currencyCode}
              decimals={shown.amountDecimals}
            />
            {kind.documentType === "credit_memo" && (
              <CreditMemoEntries
                actor={actor}
                header={header}
                slug={slug}
                page={`/${slug}/posted-purchase-credit-memos/${encodeURIComponent(header.no)}`}
              />
            )}
          </div>
          <aside>
            {approvals.length > 0 && (
              <Section title={approvalWords("title")}>
                <ApprovalRounds rounds={approvals} timeZone={company.timeZone} language={actor.language} />
              </Section>
            )}
            <VendorFacts shown={shown} slug={slug} actor={actor} />
          </aside>
        </div>
        <DocumentHistory
          no={no}
          entries={shown.history}
          definition={purchaseDefinition}
          names={purchaseKinds[kind.documentType].names}
          timeZone={company.timeZone}
          comments={await commentsOf(actor, slug, papers)}
        />
      </WithPapers>
    </>
  )
}

type ActionsProps = {
  path: string
  /** Where it is paid; undefined: it cannot be, or not by the reader. */
  pay: string | undefined
  mayCredit: boolean
  mayCancel: boolean
}

async function Actions({ path, pay, mayCredit, mayCancel }: ActionsProps) {
  const [t, statistics] = await Promise.all([
    getTranslations("posted_purchase_invoices"),
    getTranslations("statistics"),
  ])
  return (
    <>
      {mayCancel && (
        <Link className="btn plain danger" href={`${path}/cancel`}>
          {t("cancel")}
        </Link>
      )}
      <Link className="btn" href={`${path}/statistics`}>
        {statistics("statistics")}
      </Link>
      <Link className="btn" href={`${path}/entries`}>
        {t("findEntries")}
      </Link>
      {/* Not a page: the browser opens it itself. */}
      <a className="btn" href={`${path}/pdf`}>
        {t("pdf")}
      </a>
      <a className="btn" href={`${path}/dossier`}>
        {t("dossier")}
      </a>
      {pay && (
        <Link className="btn" href={pay}>
          {t("registerPayment")}
        </Link>
      )}
      {mayCredit && (
        <Link className="btn" href={`${path}/credit-memo`}>
          {t("credit.title")}
        </Link>
      )}
      {mayCancel && (
        <Link className="btn" href={`${path}/correct`}>
          {t("correct")}
        </Link>
      )}
    </>
  )
}

type Shown = { shown: PostedDocumentPage; slug: string }

async function HeaderFacts({ shown, kind, slug }: Shown & { kind: PostedKind }) {
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

async function VendorFacts({ shown: { header, requestedByName }, slug, actor }: Shown & { actor: Actor }) {
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
