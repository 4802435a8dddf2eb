import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { MergedNotices } from "@/app/[company]/_merging/merged-notices"
import { PriceSection } from "@/app/[company]/_prices/price-section"
import { CardFacts } from "@/app/[company]/_records/card-facts"
import { CardForm } from "@/app/[company]/_records/card-form"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { bankAccountsPath } from "@/app/[company]/_vendors/bank-accounts-path"
import { PaidToAccounts } from "@/app/[company]/_vendors/paid-to"
import { SharedVatReason } from "@/app/[company]/_vendors/shared-vat-reason"
import { saveVendorCard } from "@/app/[company]/vendors/actions"
import { BlockForm } from "@/app/[company]/vendors/block-form"
import { Unproven } from "@/app/[company]/vendors/unproven"
import { VendorDocuments } from "@/app/[company]/vendors/vendor-documents"
import { VendorState } from "@/app/[company]/vendors/vendor-state"
import { VendorFigures } from "@/app/[company]/vendors/vendor-statistics"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { may } from "@/domain/access/actor"
import { readWhatFails } from "@/domain/documents/what-fails"
import { readMerged } from "@/domain/merging/read-merged"
import { readPayableAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { listVendorItems } from "@/domain/vendors/list-vendor-items"
import { readVendor } from "@/domain/vendors/read-vendor"
import { readVendorStatistics } from "@/domain/vendors/read-vendor-statistics"
import { VendorItems } from "./vendor-items"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{
    created?: string
    saved?: string
    merged?: string
    unmerged?: string
    items?: string | string[]
  }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) }
}

/** The Vendor Card: what is known of a vendor, for who may to change, and whether it is blocked. */
export default async function VendorPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readVendor(actor, no))
  const mayEdit = may(actor, "master_data.edit")
  const [statistics, fails] = await Promise.all([
    may(actor, "books.see") ? readVendorStatistics(actor, no) : null,
    mayEdit ? readWhatFails(actor, "vendor", no) : null,
  ])
  const search = await searchParams
  const { created, saved } = search
  const merged = await readMerged(actor, "vendor", no)
  const items = await listVendorItems(actor, no, typeof search.items === "string" ? search.items : undefined)
  const merging = await getTranslations("merging")
  const payable = await readPayableAccounts(actor, no)
  const [t, accounts] = [await getTranslations("vendors"), await getTranslations("bank_accounts")]
  const templates = await getTranslations("vendor_templates")
  const path = `/${company.slug}/vendors`
  const name = read.values.name!
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: no }]} />
      <PageHead
        title={name}
        state={<VendorState vendor={read.block} />}
        subject={no}
        actions={
          <>
            {may(actor, "purchase_invoice.edit_all") && (
              <Link className="btn" href={`/${company.slug}/purchase-invoices/new?vendor=${encodeURIComponent(no)}`}>
                {t("newInvoice")}
              </Link>
            )}
            {may(actor, "purchase_invoice.post") && (
              <Link className="btn" href={`/${company.slug}/payments/new?vendor=${encodeURIComponent(no)}`}>
                {t("payment")}
              </Link>
            )}
            {mayEdit && (
              <>
                <Link className="btn" href={`${path}/new`} {...newCardLink}>
                  <Plus className="icon" aria-hidden="true" />
                  {t("new")}
                </Link>
                <Link className="btn" href={`${path}/${encodeURIComponent(no)}/template`}>
                  {templates("apply.title")}
                </Link>
                <Link className="btn" href={`/${company.slug}/vendor-templates/new?vendor=${encodeURIComponent(no)}`}>
                  {templates("saveAs")}
                </Link>
                {merged.mayMerge && !merged.into && (
                  <Link className="btn" href={`${path}/${encodeURIComponent(no)}/merge`}>
                    {merging("action")}
                  </Link>
                )}
                <Link className="btn" href={`${path}/${encodeURIComponent(no)}/number`}>
                  {merging("number.title")}
                </Link>
                <Link className="btn" href={`${path}/${encodeURIComponent(no)}/delete`}>
                  {t("delete.title")}
                </Link>
              </>
            )}
          </>
        }
      />
      <MergedNotices noun="vendor" company={company.slug} no={no} read={merged} search={search} />
      {created === "1" && <ArrivalNotice>{t("created", { name, no })}</ArrivalNotice>}
      {saved === "1" && <ArrivalNotice>{t("saved", { name, no })}</ArrivalNotice>}
      {read.block.unproven && <Unproven company={company.slug} no={no} mayProve={mayEdit} />}
      {mayEdit ? (
        <CardForm
          key={read.version}
          read={read}
          action={saveVendorCard.bind(null, company.slug, no)}
          label={t("card.title")}
          back={path}
        >
          <ClientMessages namespaces={["vendors"]}>
            <SharedVatReason />
          </ClientMessages>
        </CardForm>
      ) : (
        <CardFacts read={read} />
      )}
      <Section title={accounts("title")}>
        <PaidToAccounts {...payable} path={bankAccountsPath(company.slug, no)} />
      </Section>
      <PriceSection actor={actor} company={company.slug} list="purchase-prices" of={{ partner: no }} />
      <PriceSection actor={actor} company={company.slug} list="purchase-line-discounts" of={{ partner: no }} />
      <VendorItems list={items} no={no} company={company.slug} mayEdit={mayEdit} />
      <VendorDocuments actor={actor} company={company.slug} no={no} />
      {statistics && <VendorFigures statistics={statistics} no={no} company={company.slug} />}
      {fails && <BlockForm block={read.block} no={no} company={company.slug} fails={fails} />}
      <RecordHistory {...read} />
    </>
  )
}
