import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { removeVendorTemplate } from "@/app/[company]/vendor-templates/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readVendorTemplate } from "@/domain/vendors/vendor-template"

type Props = { params: Promise<{ company: string; code: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_templates"))("delete") }
}

/** The question before a vendor template is deleted. */
export default async function DeleteVendorTemplatePage({ params }: Props) {
  const { company: slug, code: encoded } = await params
  const { actor } = await requireActorWith("master_data.edit", slug)
  const code = decodeURIComponent(encoded)
  const read = await found(readVendorTemplate(actor, code))
  const t = await getTranslations("vendor_templates")
  const path = `/${slug}/vendor-templates`
  const card = `${path}/${encodeURIComponent(code)}`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: code, href: card }, { label: t("delete") }]} />
      <PageHead title={t("deleteTitle", { description: read.values.description! })} subject={t("deleteText")} />
      <Form action={removeVendorTemplate.bind(null, slug, code)} label={t("delete")} holdsWork={false}>
        <div className="actions">
          <SubmitButton className="btn danger" pendingLabel={t("deleting")}>
            {t("delete")}
          </SubmitButton>
          <Link className="btn" href={card}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </>
  )
}
