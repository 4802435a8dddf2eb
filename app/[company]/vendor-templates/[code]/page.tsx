import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { CardFacts } from "@/app/[company]/_records/card-facts"
import { CardForm } from "@/app/[company]/_records/card-form"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { saveVendorTemplateCard } from "@/app/[company]/vendor-templates/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { may } from "@/domain/access/actor"
import { readVendorTemplate } from "@/domain/vendors/vendor-template"

type Props = {
  params: Promise<{ company: string; code: string }>
  searchParams: Promise<{ saved?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) }
}

/** The Vendor Template Card. */
export default async function VendorTemplatePage({ params, searchParams }: Props) {
  const { company: slug, code: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const code = decodeURIComponent(encoded)
  const read = await found(readVendorTemplate(actor, code))
  const mayEdit = may(actor, "master_data.edit")
  const t = await getTranslations("vendor_templates")
  const path = `/${company.slug}/vendor-templates`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: code }]} />
      <PageHead
        title={read.values.description || code}
        subject={code}
        actions={
          mayEdit && (
            <>
              <Link className="btn" href={`${path}/${encoded}/delete`}>
                {t("delete")}
              </Link>
              <Link className="btn" href={`${path}/new`} {...newCardLink}>
                <Plus className="icon" aria-hidden="true" />
                {t("new")}
              </Link>
              <Link className="btn" href={`/${company.slug}/vendors/new?template=${encodeURIComponent(code)}`}>
                {t("newVendor")}
              </Link>
            </>
          )
        }
      />
      {(await searchParams).saved === "1" && <ArrivalNotice>{t("saved", { code })}</ArrivalNotice>}
      {mayEdit ? (
        <CardForm
          key={read.version}
          read={read}
          action={saveVendorTemplateCard.bind(null, company.slug, code)}
          label={t("card")}
          back={path}
        />
      ) : (
        <CardFacts read={read} />
      )}
      <RecordHistory {...read} />
    </>
  )
}
