import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { CardForm } from "@/app/[company]/_records/card-form"
import { makeVendorTemplate } from "@/app/[company]/vendor-templates/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { readNewVendorTemplate } from "@/domain/vendors/vendor-template"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<{ vendor?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_templates"))("new") }
}

/** The form for a new vendor template: blank, or with what is agreed with the vendor in `?vendor=`. */
export default async function NewVendorTemplatePage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const { vendor } = await searchParams
  const vendorNo = typeof vendor === "string" ? vendor : undefined
  const read = await found(readNewVendorTemplate(actor, vendorNo))
  const t = await getTranslations("vendor_templates")
  const path = `/${company.slug}/vendor-templates`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("new") }]} />
      <PageHead title={t("new")} subject={vendorNo === undefined ? t("about") : t("from", { no: vendorNo })} />
      <CardForm
        read={read}
        action={makeVendorTemplate.bind(null, company.slug)}
        label={t("new")}
        back={vendorNo === undefined ? path : `/${company.slug}/vendors/${encodeURIComponent(vendorNo)}`}
        saves={{ label: t("create"), pending: t("creating") }}
      />
    </>
  )
}
