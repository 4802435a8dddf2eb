import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { applyTemplate } from "@/app/[company]/vendors/[no]/template/actions"
import { Differences } from "@/app/[company]/vendors/differences"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { codeLabel } from "@/components/code-label"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { PlainSelectField } from "@/components/plain-select-field"
import { SubmitButton } from "@/components/submit-button"
import { readTemplateApplication, type TemplateApplication } from "@/domain/vendors/apply-vendor-template"
import { listVendorTemplates } from "@/domain/vendors/list-vendor-templates"
import { readVendor } from "@/domain/vendors/read-vendor"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ template?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_templates"))("apply.title") }
}

/** Apply Template: which one, what it would change of the vendor by field, and then which of that. */
export default async function ApplyTemplatePage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.edit", slug)
  const no = decodeURIComponent(encoded)
  const { template } = await searchParams
  const code = typeof template === "string" && template !== "" ? template : undefined
  const { values } = await found(readVendor(actor, no))
  const templates = await listVendorTemplates(actor)
  const application = code === undefined ? null : await found(readTemplateApplication(actor, no, code))
  const [t, vendors] = [await getTranslations("vendor_templates"), await getTranslations("vendors")]
  const list = `/${company.slug}/vendors`
  const card = `${list}/${encodeURIComponent(no)}`
  return (
    <>
      <Crumbs
        trail={[{ label: vendors("title"), href: list }, { label: no, href: card }, { label: t("apply.title") }]}
      />
      <PageHead title={t("apply.title")} subject={`${no} ${values.name}`} />
      {templates.length === 0 ? (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      ) : (
        <form className="form" method="get" action={`${card}/template`}>
          <PlainSelectField
            name="template"
            label={t("apply.template")}
            options={templates.map(each => ({ value: each.code, label: codeLabel(each) }))}
            defaultValue={code}
            key={code}
          />
          <button className="btn" type="submit">
            {t("apply.show")}
          </button>
        </form>
      )}
      {application && <Application application={application} company={company.slug} no={no} card={card} />}
    </>
  )
}

type ApplicationProps = { application: TemplateApplication; company: string; no: string; card: string }

async function Application({ application, company, no, card }: ApplicationProps) {
  const { vendor, template, differences } = application
  const t = await getTranslations("vendor_templates.apply")
  const code = template.values.code!
  if (differences.length === 0) return <Notice>{t("nothing", { code })}</Notice>
  const blank = differences.filter(({ isBlank }) => isBlank).length
  return (
    <Form action={applyTemplate.bind(null, company, no, code)} label={t("title")} holdsWork={false}>
      <input type="hidden" name="vendorVersion" value={vendor.version} />
      <input type="hidden" name="templateVersion" value={template.version} />
      <Differences application={application} />
      <div className="actions">
        {blank > 0 && (
          <SubmitButton className="btn" name="mode" value="fill" pendingLabel={t("applying")}>
            {t("fill")}
          </SubmitButton>
        )}
        {blank < differences.length && (
          <SubmitButton className="btn" name="mode" value="replace" pendingLabel={t("applying")}>
            {t("replace")}
          </SubmitButton>
        )}
        <Link className="btn" href={card}>
          {t("cancel")}
        </Link>
      </div>
    </Form>
  )
}
