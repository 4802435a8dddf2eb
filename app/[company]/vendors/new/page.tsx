import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { CardForm } from "@/app/[company]/_records/card-form"
import { returnAddress } from "@/app/[company]/_vendors/return-address"
import { SharedVatReason } from "@/app/[company]/_vendors/shared-vat-reason"
import { SimilarVendors } from "@/app/[company]/_vendors/similar-vendors"
import { TemplateChoice } from "@/app/[company]/_vendors/template-choice"
import { makeVendor } from "@/app/[company]/vendors/actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { readNewVendor } from "@/domain/vendors/read-vendor"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<Partial<Record<"returnTo" | "name" | "template", string | string[]>>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendors"))("newTitle") }
}

/** The form for a new vendor, from the vendor list or from the choice of a vendor, where it goes back to. */
export default async function NewVendorPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const { returnTo: given, name, template: asked } = await searchParams
  const returnTo = typeof given === "string" && returnAddress(given, "") ? given : null
  const template = typeof asked === "string" ? asked : ""
  const read = await readNewVendor(actor, typeof name === "string" ? cutText(receivedLine(name), 100) : "", template)
  const t = await getTranslations("vendors")
  const path = `/${company.slug}/vendors`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: t("newTitle") }]} />
      <PageHead title={t("newTitle")} subject={t("form.number")} />
      <CardForm
        read={read}
        action={makeVendor.bind(null, company.slug, returnTo)}
        label={t("newTitle")}
        back={returnTo ?? path}
        saves={{ label: t("form.create"), pending: t("form.creating") }}
        similar={<SimilarVendors company={company.slug} returnTo={returnTo} />}
        first={<TemplateChoice read={read} chosen={template} />}
      >
        <ClientMessages namespaces={["vendors"]}>
          <SharedVatReason />
        </ClientMessages>
      </CardForm>
    </>
  )
}
