import { getTranslations } from "next-intl/server"
import { DocumentHistory } from "@/app/_document-form/document-history"
import { type Search as Asked, parameter } from "@/app/_lists/list-address"
import { ApprovalRounds } from "@/app/[company]/_approvals/approval-rounds"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type PostedKind, postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { commentsOf } from "@/app/[company]/_papers/comments"
import { WithPapers } from "@/app/[company]/_papers/papers"
import { papersOf } from "@/app/[company]/_papers/papers-at"
import { payAddress } from "@/app/[company]/_payments/pay-address"
import { RegisteredNotice } from "@/app/[company]/_payments/registered-notice"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { DocumentSums } from "@/components/document-form/document-sums"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { may } from "@/domain/access/actor"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { readPostedApprovals } from "@/domain/purchase-approvals/read-approvals"
import { purchaseDefinition } from "@/domain/purchase-documents/purchase-header"
import { CreditMemoEntries } from "./credit-memo-entries"
import { DocumentActions } from "./document-actions"
import { HeaderFacts, VendorFacts } from "./document-facts"
import { PostedLines } from "./posted-lines"

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
          <DocumentActions
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
