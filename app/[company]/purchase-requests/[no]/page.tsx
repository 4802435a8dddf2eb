import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { thisMoment } from "@/app/_live/moment"
import { commentsOf } from "@/app/[company]/_papers/comments"
import { WithPapers } from "@/app/[company]/_papers/papers"
import { papersOf } from "@/app/[company]/_papers/papers-at"
import { cancelRequest } from "@/app/[company]/purchase-requests/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Amount, Count } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { EventLog } from "@/components/event-log"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { Live } from "@/components/live/live"
import { PageHead } from "@/components/page-head"
import { ReloadByHand } from "@/components/reload-by-hand"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { type PurchaseRequestRead, readPurchaseRequest } from "@/domain/purchase-requests/read-purchase-request"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { inProcess } from "@/jobs/in-process"
import { Arrival } from "./arrival"
import { RequestOutcome } from "./outcome"
import { CostChanges, RequestLines } from "./request-lines"
import { RequestSteps } from "./request-steps"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<Search>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("purchase_requests")
  return { title: t("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** One request: where it is, what came of it, what was asked for and what happened to it. */
export default async function RequestPage({ params, searchParams }: Props) {
  const asOf = thisMoment()
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("purchase_request.see_own", slug)
  const no = decodeURIComponent(encoded)
  const search = await searchParams
  const [page, already, late] = ["page", "already", "late"].map(name => parameter(search, name))
  const [read, running] = await Promise.all([
    found(readPurchaseRequest(actor, no, { page: Number.parseInt(page ?? "1", 10) || 1 })),
    inProcess(actor.companyId, purchaseRequestWork),
  ])
  const own = read.request.requestedBy === actor.userId
  const active = read.request.state === "queued" && running.has(no)
  const t = await getTranslations("purchase_requests")
  const path = `/${company.slug}/purchase-requests`
  const papers = papersOf("purchase-requests", no)
  const comments = await commentsOf(actor, company.slug, papers)
  const state = active ? "in_process" : read.request.state
  return (
    <>
      <Live company={company.slug} topics={topicsOf(read)} asOf={asOf} unfinished={read.request.state === "queued"} />
      <Crumbs trail={[{ label: t("title"), href: path }, { label: no }]} />
      <PageHead
        title={t("titleOf", { no })}
        state={<State name={state} />}
        subject={<Subject read={read} company={company.slug} />}
        actions={read.mayCancel && <CancelForm company={company.slug} no={no} />}
      />
      <Arrival read={read} company={company.slug} already={already === "1" && own} late={late} />
      <WithPapers actor={actor} company={company.slug} at={papers} search={search}>
        <RequestFacts read={read} company={company.slug} />
        <RequestSteps request={read.request} active={active} own={own} />
        {read.request.state === "queued" && <Reload address={`${path}/${encoded}`} />}
        <RequestOutcome read={read} company={company.slug} own={own} />
        <CostChanges read={read} />
        <RequestLines read={read} path={`${path}/${encoded}`} own={own} />
        <Section title={t("history")}>
          {comments.form}
          <EventLog events={read.history} among={comments.entries} />
        </Section>
      </WithPapers>
    </>
  )
}

function topicsOf({ request: { no, purchaseInvoiceNo } }: PurchaseRequestRead) {
  const topics = [{ type: "purchase_request", no }]
  if (purchaseInvoiceNo) topics.push({ type: "purchase_invoice", no: purchaseInvoiceNo })
  return topics
}

async function Subject({ read, company }: { read: PurchaseRequestRead; company: string }) {
  const t = await getTranslations("purchase_requests")
  const { vendorName, lineCount, salesInvoiceNo } = read.request
  return (
    <>
      {t("subject", { vendor: vendorName, count: lineCount })}{" "}
      {read.salesInvoiceExists ? (
        <Link className="link no" href={`/${company}/sales-invoices/${encodeURIComponent(salesInvoiceNo)}`}>
          {salesInvoiceNo}
        </Link>
      ) : (
        <span className="no">{salesInvoiceNo}</span>
      )}
    </>
  )
}

async function CancelForm({ company, no }: { company: string; no: string }) {
  const t = await getTranslations("purchase_requests.action")
  return (
    <Form action={cancelRequest.bind(null, company, no)} label={t("cancelLabel")}>
      <SubmitButton className="btn" pendingLabel={t("cancelling")}>
        {t("cancel")}
      </SubmitButton>
    </Form>
  )
}

async function RequestFacts({ read, company }: { read: PurchaseRequestRead; company: string }) {
  const t = await getTranslations("purchase_requests.facts")
  const { request, amountDecimals } = read
  return (
    <Facts
      facts={[
        {
          term: t("vendorNo"),
          value: (
            <Link className="link no" href={`/${company}/vendors/${encodeURIComponent(request.vendorNo)}`}>
              {request.vendorNo}
            </Link>
          ),
        },
        { term: t("lines"), value: t("linesOf", { count: request.lineCount, total: request.salesInvoiceLineCount }) },
        {
          term: t("total"),
          value: <Amount value={request.amount} decimals={amountDecimals} currency={request.currencyCode} />,
        },
        { term: t("requestedBy"), value: request.requestedByName },
        { term: t("requested"), value: <Instant at={request.requestedAt} /> },
        { term: t("attempts"), value: <Count value={request.attempts} /> },
      ]}
    />
  )
}

/** Without a script the page says how to see the progress. */
async function Reload({ address }: { address: string }) {
  const t = await getTranslations("background_work")
  return <ReloadByHand address={address} text={t("reload")} link={t("reloadLink")} />
}
