import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DocumentHistory } from "@/app/_document-form/document-history"
import { LinesPager } from "@/app/_document-form/lines-pager"
import { printedFacts } from "@/app/_document-form/printed-facts"
import { printedFields } from "@/app/_document-form/printed-fields"
import { createPurchaseInvoice } from "@/app/[company]/sales-invoices/[no]/create-purchase-invoice/actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { DocumentSums } from "@/components/document-form/document-sums"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { ChevronDown, ChevronUp, History, Pencil } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { State } from "@/components/state"
import { may } from "@/domain/access/actor"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readSalesInvoice, type SalesInvoicePage } from "@/domain/sales-invoices/read-sales-invoice"
import { salesDefinition, salesHeader } from "@/domain/sales-invoices/sales-header"
import { createPurchaseInvoicePath } from "./create-purchase-invoice/create-purchase-invoice-path"
import { CreditNotice } from "./credit-notice"
import { PickLines } from "./pick-lines"
import { pickedLines } from "./picked-lines"
import { TurnPage } from "./turn-page"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ page?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("sales_invoices")
  return { title: t("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** An ongoing sales invoice: its lines with check boxes, from which Create Purchase Invoice goes on. */
export default async function SalesInvoicePageView({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor, company } = await requireActorWith("sales_invoice.see", slug)
  const page = await found(readSalesInvoice(actor, no, { page: Number((await searchParams).page ?? 1) }))
  const [t, documents] = await Promise.all([getTranslations("sales_invoices"), getTranslations("documents")])
  const { header } = page
  const printed = printedFields(salesHeader, header)
  const prices = header.pricesIncludingVat ? "incl" : "excl"
  const list = `/${slug}/sales-invoices`
  const path = `${list}/${encoded}`
  const mayCreate = may(actor, "purchase_request.create")
  const pages = { path, page: page.page, pageCount: page.pageCount }
  const neighbour = (to: string | null, label: string, Icon: typeof ChevronUp) =>
    to && (
      <Link className="btn plain square" href={`${list}/${encodeURIComponent(to)}`} aria-label={label} title={label}>
        <Icon className="icon" aria-hidden="true" />
      </Link>
    )
  const pick = (
    <>
      <Crumbs trail={[{ label: t("ongoing"), href: list }, { label: no }]} />
      <PageHead
        title={t("titleOf", { no })}
        state={<State name="open" />}
        actions={
          <>
            {may(actor, "sales_invoice.edit") && (
              <Link className="btn" href={`${path}/edit`}>
                <Pencil className="icon" aria-hidden="true" />
                {t("edit")}
              </Link>
            )}
            {neighbour(page.previousNo, t("previousInvoice"), ChevronUp)}
            {neighbour(page.nextNo, t("nextInvoice"), ChevronDown)}
          </>
        }
        subject={[header.customerName, header.city].filter(Boolean).join(", ")}
      />
      <Facts
        facts={[
          { term: t("customerNo"), value: <span className="no">{header.customerNo}</span> },
          ...(await printedFacts(printed.filter(({ kind }) => kind === "date"))),
          ...(page.paymentTerms ? [{ term: t("paymentTerms"), value: page.paymentTerms }] : []),
          ...(page.salesperson ? [{ term: t("salesperson"), value: page.salesperson }] : []),
          { term: t("currencyCode"), value: header.currencyCode },
          ...(await printedFacts(printed.filter(({ kind }) => kind !== "date"))),
        ]}
      />
      <CreditNotice credit={page.credit} customerNo={header.customerNo} company={slug} />
      <AskedBefore page={page} slug={slug} />
      <PickLines
        invoice={{ company: slug, no, version: header.version }}
        lines={pickedLines(page, actor.language)}
        lineCount={header.lineCount}
        mayCreate={mayCreate}
        path={path}
        page={page.page}
        pager={mayCreate ? <TurnPage {...pages} /> : <LinesPager {...pages} all={`${path}/lines`} />}
        decimals={page.amountDecimals}
        heads={{
          unitPrice: documents("head.unitPrice", { prices }),
          lineAmount: documents("head.lineAmount", { prices }),
        }}
        sums={
          <DocumentSums
            groups={page.vatGroups}
            amount={header.amount}
            vat={toPlain(new Decimal(header.amountIncludingVat).minus(header.amount))}
            amountIncludingVat={header.amountIncludingVat}
            currencyCode={header.currencyCode}
            decimals={page.amountDecimals}
          />
        }
        history={
          <DocumentHistory no={no} entries={page.history} definition={salesDefinition} timeZone={company.timeZone} />
        }
      />
    </>
  )
  return (
    <ClientMessages namespaces={["documents", "sales_invoices"]}>
      {mayCreate ? (
        <Form
          action={createPurchaseInvoice.bind(null, slug, no)}
          className="page-form"
          postTo={createPurchaseInvoicePath(path)}
          holdsWork={false}
        >
          {pick}
        </Form>
      ) : (
        pick
      )}
    </ClientMessages>
  )
}

async function AskedBefore({ page, slug }: { page: SalesInvoicePage; slug: string }) {
  const t = await getTranslations("sales_invoices")
  if (page.askedBefore.length === 0) return null
  return (
    <Notice icon={History} title={t("askedBefore")}>
      <ul className="soft">
        {page.askedBefore.slice(0, 5).map(request => (
          <li key={request.requestNo}>
            {t.rich("askedBeforeIn", {
              request: () => (
                <Link className="link no" href={`/${slug}/purchase-requests/${encodeURIComponent(request.requestNo)}`}>
                  {request.requestNo}
                </Link>
              ),
              at: () => <Instant at={request.requestedAt} timeZone={page.timeZone} />,
              name: request.requestedByName,
              vendor: request.vendorName,
              count: request.lineCount,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
