import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { MergedNotices } from "@/app/[company]/_merging/merged-notices"
import { PriceSection } from "@/app/[company]/_prices/price-section"
import { Blocking } from "@/app/[company]/_records/blocking"
import { CardFacts } from "@/app/[company]/_records/card-facts"
import { CardForm } from "@/app/[company]/_records/card-form"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { saveCustomerCard } from "@/app/[company]/customers/actions"
import { CreditSection } from "@/app/[company]/customers/credit-section"
import { CustomerState } from "@/app/[company]/customers/customer-state"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { may } from "@/domain/access/actor"
import { isInvoicingBlocked } from "@/domain/customers/blocked-customer"
import { readCustomer, readCustomerCredit } from "@/domain/customers/read-customer"
import { readMerged } from "@/domain/merging/read-merged"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ created?: string; saved?: string; merged?: string; unmerged?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) }
}

/** The Customer Card: what is known of a customer, for who may to change. */
export default async function CustomerPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readCustomer(actor, no))
  const search = await searchParams
  const { created, saved } = search
  const merged = await readMerged(actor, "customer", no)
  const credit = may(actor, "sales_invoice.see") ? await readCustomerCredit(actor, no) : undefined
  const merging = await getTranslations("merging")
  const t = await getTranslations("customers")
  const path = `/${company.slug}/customers`
  const name = read.values.name!
  const mayEdit = may(actor, "master_data.edit")
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: no }]} />
      <PageHead
        title={name}
        state={<CustomerState blocked={read.values.blocked!} isPrivate={read.values.privacyBlocked === "true"} />}
        subject={no}
        actions={
          mayEdit && (
            <>
              {!merged.into && (
                <Link className="btn" href={`${path}/${encoded}/merge`}>
                  {merging("action")}
                </Link>
              )}
              <Link className="btn" href={`${path}/${encoded}/number`}>
                {merging("number.title")}
              </Link>
              <Link className="btn" href={`${path}/${encoded}/delete`}>
                {t("delete")}
              </Link>
              <Link className="btn" href={`${path}/new`} {...newCardLink}>
                <Plus className="icon" aria-hidden="true" />
                {t("new")}
              </Link>
            </>
          )
        }
      />
      <MergedNotices noun="customer" company={company.slug} no={no} read={merged} search={search} />
      {created === "1" && <ArrivalNotice>{t("created", { name, no })}</ArrivalNotice>}
      {saved === "1" && <ArrivalNotice>{t("saved", { name, no })}</ArrivalNotice>}
      {mayEdit ? (
        <CardForm
          key={read.version}
          read={read}
          action={saveCustomerCard.bind(null, company.slug, no)}
          label={t("card")}
          back={path}
        />
      ) : (
        <CardFacts read={read} />
      )}
      {credit && <CreditSection credit={credit} no={no} company={company.slug} />}
      {mayEdit && (
        <Blocking
          actor={actor}
          company={company.slug}
          noun="customer"
          no={no}
          stops={isInvoicingBlocked(read.values.blocked as "") ? ["selling"] : []}
          asked
        />
      )}
      <PriceSection actor={actor} company={company.slug} list="sales-prices" of={{ partner: no }} />
      <RecordHistory {...read} />
    </>
  )
}
