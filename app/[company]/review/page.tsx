import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { documentNo } from "@/app/_lists/document-no"
import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { ReviewActions } from "@/app/[company]/_purchase-documents/review-actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Amount } from "@/components/amount"
import { ArrivalNotice } from "@/components/arrival-notice"
import { countShown } from "@/components/count-shown"
import { Age } from "@/components/date"
import { Empty } from "@/components/empty"
import { FileOutput, TriangleAlert, UserRound } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { State } from "@/components/state"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { listReadyForReview, type ReadyForReviewRow } from "@/domain/purchase-documents/list-ready-for-review"
import { readDraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { type PurchaseDocumentPage, readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { Preview } from "./preview"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") }
}

/** Ready for review: what waits, the oldest first, beside a preview of the one that is chosen. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("purchase_invoice.review", slug)
  const list = await listReadyForReview(actor, { cursor: parameter(search, "cursor") })
  const t = await getTranslations("review")
  const path = `/${slug}/review`
  const wanted = parameter(search, "no") ?? list.invoices.find(invoice => !invoice.own)?.no ?? list.invoices[0]?.no
  const chosen = wanted ? await previewOf(actor, wanted) : null
  const known = chosen && (await readDraftFacts(actor, chosen.header.no))
  const sentBack = documentNo(parameter(search, "sent-back"))
  return (
    <ClientMessages namespaces={["purchase_invoices"]}>
      <PageHead title={t("title")} hint={t("count", { count: countShown(list.count, actor.language) })} />
      {sentBack && <ArrivalNotice>{t("sentBack", { no: sentBack })}</ArrivalNotice>}
      {list.invoices.length === 0 ? (
        <Empty title={t("none")}>{t("noneThen")}</Empty>
      ) : (
        <div className="queue">
          <nav aria-label={t("title")}>
            <ol className="cards">
              {list.invoices.map(invoice => (
                <li key={invoice.no}>
                  <Link
                    className="wide-only"
                    href={addressWith(path, search, { no: invoice.no, "sent-back": undefined })}
                    aria-current={invoice.no === chosen?.header.no ? "true" : undefined}
                    scroll={false}
                  >
                    <Card invoice={invoice} timeZone={company.timeZone} />
                  </Link>
                  {/* Where there is no room for a preview beside the list, the document itself. */}
                  <Link className="narrow-only" href={draftPath(slug, invoice.documentType, invoice.no)}>
                    <Card invoice={invoice} timeZone={company.timeZone} />
                  </Link>
                </li>
              ))}
            </ol>
            <Pager
              previous={list.previous && addressWith(path, search, { cursor: list.previous, no: undefined })}
              next={list.next && addressWith(path, search, { cursor: list.next, no: undefined })}
            />
          </nav>
          {chosen && known && (
            <Preview
              page={chosen}
              known={known}
              company={slug}
              actor={actor}
              path={draftPath(slug, chosen.header.documentType, chosen.header.no)}
              actions={
                chosen.review === "may" && (
                  <ReviewActions
                    company={slug}
                    documentType={chosen.header.documentType}
                    no={chosen.header.no}
                    version={chosen.header.version}
                    then="review"
                  />
                )
              }
            />
          )}
        </div>
      )}
    </ClientMessages>
  )
}

/** One that was settled or deleted meanwhile has no preview. */
async function previewOf(actor: Actor, no: string): Promise<PurchaseDocumentPage | null> {
  try {
    return await readPurchaseDocument(actor, no)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function Card({ invoice, timeZone }: { invoice: ReadyForReviewRow; timeZone: string }) {
  const t = await getTranslations("review")
  return (
    <>
      <strong>{invoice.buyFromVendorName}</strong> {invoice.vendorUnproven && <State name="unproven" />}
      <strong className="num">
        <Amount value={invoice.amount} decimals={invoice.amountDecimals} currency={invoice.currencyCode} />
      </strong>
      <span className="soft">
        <span className="no">{invoice.no}</span>, {invoice.requestedByName}
      </span>
      <span className="hint num">
        <Age at={invoice.since} timeZone={timeZone} beyond="days" />
      </span>
      {invoice.documentType === "credit_memo" && (
        <span className="says">
          <FileOutput className="icon" aria-hidden="true" />
          {t("credit_memo")}
        </span>
      )}
      {invoice.costChanged && (
        <span className="says warn">
          <TriangleAlert className="icon" aria-hidden="true" />
          {t("costChanged")}
        </span>
      )}
      {invoice.own && (
        <span className="says">
          <UserRound className="icon" aria-hidden="true" />
          {t("own")}
        </span>
      )}
    </>
  )
}
