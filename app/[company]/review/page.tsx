import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { documentNo } from "@/app/_lists/document-no"
import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { approvedAccountPath } from "@/app/[company]/_vendors/bank-accounts-path"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { ArrivalNotice } from "@/components/arrival-notice"
import { countShown } from "@/components/count-shown"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import type { QueueFilter } from "@/domain/review-queue/queue-part"
import { type QueueRow, readQueue } from "@/domain/review-queue/read-queue"
import { type QueueKind, queueKinds } from "@/domain/review-queue/waiting"
import { ApproveMany } from "./approve-many"
import { ChosenPreview, readChosen } from "./chosen"
import { manyForm } from "./many-form"
import { QueueCard } from "./queue-card"
import { QueueKeys } from "./queue-keys"
import { tickOf } from "./tick"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queue"))("title") }
}

/** What waits for the reader, the oldest day first and of a day the dearest, beside a preview of the one that is chosen. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("purchase_invoice.review", slug)
  const filter = filterOf(search)
  const queue = await readQueue(actor, { ...filter, cursor: parameter(search, "cursor") })
  const [t, review] = await Promise.all([getTranslations("queue"), getTranslations("review")])
  const path = `/${slug}/review`
  const wanted = parameter(search, "no") ?? queue.rows.find(({ documentType }) => documentType)?.no
  const chosen = wanted ? await readChosen(actor, wanted, queue.byRules) : null
  const sentBack = documentNo(parameter(search, "sent-back"))
  const kindName = (kind: QueueKind) => t(kind === "review" && queue.byRules ? "kind.approve" : `kind.${kind}`)
  const ofReview = queue.byRules ? t("toApprove") : review("title")
  const title = filter.kind === "review" ? ofReview : t("title")
  const all = queueKinds.reduce((sum, kind) => sum + queue.counts[kind], 0)
  const offered = { payments: queue.byOrder, accounts: queue.byAccount || queue.counts.accounts > 0 }
  const kinds = queueKinds.filter(kind => offered[kind as keyof typeof offered] !== false || filter.kind === kind)
  const pathOf = ({ kind, no, documentType, vendorNo }: QueueRow) => {
    if (documentType) return draftPath(slug, documentType, no)
    if (kind === "accounts") return approvedAccountPath(slug, vendorNo, no)
    return `/${slug}/${kind === "payments" ? "payment-orders" : "purchase-requests"}/${encodeURIComponent(no)}`
  }
  const data = (row: QueueRow) => ({
    "data-no": row.no,
    "data-kind": row.kind,
    "data-version": row.version,
    "data-vendor": row.vendorName,
    "data-requester": row.requesterId,
    "data-requester-name": row.requesterName,
    "data-path": pathOf(row),
  })
  const here = { no: undefined, cursor: undefined, "sent-back": undefined }
  return (
    <ClientMessages namespaces={["purchase_invoices", "queue"]}>
      <Live
        company={slug}
        topics={[
          { type: "purchase_invoice" },
          { type: "purchase_request" },
          { type: "payment_order" },
          { type: "vendor" },
        ]}
      />
      <PageHead title={title} hint={countShown(filter.kind ? queue.counts[filter.kind] : all, actor.language)} />
      {sentBack && <ArrivalNotice>{review("sentBack", { no: sentBack })}</ArrivalNotice>}
      <nav className="queue-kinds" aria-label={t("kinds")}>
        {[undefined, ...kinds].map(kind => (
          <Link
            key={kind ?? "all"}
            className="btn plain"
            href={addressWith(path, search, { ...here, kind })}
            aria-current={filter.kind === kind ? "page" : undefined}
          >
            {kind ? kindName(kind) : t("kind.all")}{" "}
            <span className="hint">{countShown(kind ? queue.counts[kind] : all, actor.language)}</span>
          </Link>
        ))}
        {narrowedBy(filter).map(name => (
          <Link key={name} className="btn plain" href={addressWith(path, search, { ...here, [name]: undefined })}>
            {t(`without.${name}`)}
          </Link>
        ))}
      </nav>
      <ApproveMany
        company={slug}
        byRules={queue.byRules}
        boxes={queue.rows.filter(({ kind }) => kind === "review").length}
      />
      {queue.rows.length === 0 ? (
        <Empty title={t("none")}>{t("noneThen")}</Empty>
      ) : (
        <div className="queue">
          <QueueKeys
            label={title}
            company={slug}
            byRules={queue.byRules}
            reach={chosen && { no: chosen.page.header.no, ask: chosen.askable, delegate: chosen.delegates }}
            beside={chosen && <ChosenPreview chosen={chosen} actor={actor} slug={slug} timeZone={company.timeZone} />}
          >
            <ol className="cards">
              {queue.rows.map(row => {
                const card = <QueueCard row={row} currency={queue} timeZone={company.timeZone} />
                return (
                  <li key={`${row.kind} ${row.no}`}>
                    {row.kind === "review" && (
                      <label className="queue-tick">
                        <input
                          type="checkbox"
                          form={manyForm}
                          name="draft"
                          value={tickOf({ ...row, digest: row.asked?.digest ?? "" })}
                          aria-label={t("many.one", { no: row.no })}
                        />
                      </label>
                    )}
                    {row.documentType ? (
                      <>
                        <Link
                          className="wide-only"
                          href={addressWith(path, search, { no: row.no, "sent-back": undefined })}
                          aria-current={row.no === chosen?.page.header.no ? "true" : undefined}
                          scroll={false}
                          {...data(row)}
                        >
                          {card}
                        </Link>
                        {/* Where there is no room for a preview beside the list, the document itself. */}
                        <Link className="narrow-only" href={pathOf(row)} {...data(row)}>
                          {card}
                        </Link>
                      </>
                    ) : (
                      <Link href={pathOf(row)} {...data(row)}>
                        {card}
                      </Link>
                    )}
                  </li>
                )
              })}
            </ol>
            <Pager
              previous={queue.previous && addressWith(path, search, { cursor: queue.previous, no: undefined })}
              next={queue.next && addressWith(path, search, { cursor: queue.next, no: undefined })}
            />
          </QueueKeys>
        </div>
      )}
    </ClientMessages>
  )
}

const narrowing = ["vendor", "requester", "from"] as const

function narrowedBy({ vendorNo, requesterId, from }: QueueFilter) {
  const given = { vendor: vendorNo, requester: requesterId, from }
  return narrowing.filter(name => given[name] !== undefined)
}

/** What the address narrows the list to; what it cannot mean is passed over. */
function filterOf(search: Search): QueueFilter {
  const [requester, from] = [parameter(search, "requester") ?? "", parameter(search, "from") ?? ""]
  return {
    kind: queueKinds.find(kind => kind === parameter(search, "kind")),
    vendorNo: parameter(search, "vendor"),
    requesterId: /^\d{1,9}$/u.test(requester) ? Number(requester) : undefined,
    from: /^\d{1,15}(\.\d{1,4})?$/u.test(from) ? from : undefined,
  }
}
