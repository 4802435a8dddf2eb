import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DocumentHistory } from "@/app/_document-form/document-history"
import { withFocusOnArrival } from "@/app/_document-form/focus-on-arrival"
import { fieldsOf, readOnlyFieldsOf } from "@/app/_document-form/header-specs"
import { lineColumns } from "@/app/_document-form/line-columns"
import { LinesPager } from "@/app/_document-form/lines-pager"
import { formOf, linesElsewhere } from "@/app/_document-form/stored-form"
import { editSalesInvoice } from "@/app/[company]/sales-invoices/[no]/actions"
import { CreditNotice } from "@/app/[company]/sales-invoices/[no]/credit-notice"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { DocumentForm } from "@/components/document-form/document-form"
import { DocumentSums } from "@/components/document-form/document-sums"
import { RenewVat } from "@/components/document-form/renew-vat"
import { Trash2 } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { State } from "@/components/state"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { salesDefinition, salesHeader } from "@/domain/sales-invoices/sales-header"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ page?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("sales_invoices")
  return { title: t("editTitle", { no: decodeURIComponent((await params).no) }) }
}

/** An ongoing sales invoice to change, by the form that purchase invoices use too. */
export default async function EditSalesInvoicePage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor, company } = await requireActorWith("sales_invoice.edit", slug)
  const page = await found(readSalesInvoice(actor, no, { page: Number((await searchParams).page ?? 1) }))
  const t = await getTranslations("sales_invoices")
  const { header } = page
  const { view, facts, basis } = formOf(actor, salesDefinition, page)
  const invoice = `/${slug}/sales-invoices/${encoded}`
  const path = `${invoice}/edit`
  const api = `/api/${slug}/lookup`
  return (
    <ClientMessages namespaces={["documents"]}>
      <Crumbs
        trail={[
          { label: t("ongoing"), href: `/${slug}/sales-invoices` },
          { label: no, href: invoice },
          { label: t("edit") },
        ]}
      />
      <PageHead
        title={t("titleOf", { no })}
        state={<State name="open" />}
        actions={
          <>
            <Link className="btn plain danger" href={`${invoice}/delete`}>
              <Trash2 className="icon" aria-hidden="true" />
              {t("delete")}
            </Link>
            <Link className="btn" href={invoice}>
              {t("close")}
            </Link>
          </>
        }
        subject={[header.customerName, header.city].filter(Boolean).join(", ")}
      />
      <CreditNotice credit={page.credit} customerNo={header.customerNo} company={slug} />
      <DocumentForm
        key={page.page}
        action={editSalesInvoice.bind(null, slug, no, page.page)}
        path={path}
        view={withFocusOnArrival(view)}
        facts={facts}
        basis={basis}
        vatGroups={page.choices.vatProdPostingGroups}
        fields={await fieldsOf(salesHeader, header, page.choices, { more: { externalDocumentNo: { width: "wide" } } })}
        readOnlyFields={await readOnlyFieldsOf(salesHeader, header)}
        columns={lineColumns(salesDefinition, {})}
        priceField="unitPrice"
        pricesIncludingVat={header.pricesIncludingVat}
        lookups={{
          party: `${api}/customers`,
          items: `${api}/items`,
          numbers: `${api}/numbers`,
          lines: `/api/${slug}/draft-lines/sales/${encoded}`,
        }}
        elsewhere={linesElsewhere(page)}
        pager={<LinesPager path={path} page={page.page} pageCount={page.pageCount} all={`${invoice}/lines`} />}
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
        buttons={page.isVatOutdated && <RenewVat />}
        aside={
          <DocumentHistory no={no} entries={page.history} definition={salesDefinition} timeZone={company.timeZone} />
        }
      />
    </ClientMessages>
  )
}
