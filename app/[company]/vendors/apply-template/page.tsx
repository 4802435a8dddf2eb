import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { applyTemplateToAll } from "@/app/[company]/vendors/apply-template/actions"
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
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import {
  readTemplateApplications,
  TEMPLATE_VENDORS_AT_MOST,
  type TemplateApplication,
} from "@/domain/vendors/apply-vendor-template"
import { listVendorTemplates } from "@/domain/vendors/list-vendor-templates"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_templates"))("apply.title") }
}

/** Apply Template to the vendors that were ticked in the list: what it would change of each by field, and then which of that. */
export default async function ApplyTemplateToAllPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const { no, template } = await searchParams
  const nos = [...new Set([no ?? []].flat())].slice(0, TEMPLATE_VENDORS_AT_MOST)
  const code = typeof template === "string" && template !== "" ? template : undefined
  const templates = await listVendorTemplates(actor)
  const applications = code === undefined ? null : await found(readTemplateApplications(actor, nos, code))
  const [t, vendors] = [await getTranslations("vendor_templates"), await getTranslations("vendors")]
  const list = `/${company.slug}/vendors`
  return (
    <>
      <Crumbs trail={[{ label: vendors("title"), href: list }, { label: t("apply.title") }]} />
      <PageHead title={t("apply.title")} subject={t("apply.vendors", { count: nos.length })} />
      {nos.length === 0 ? (
        <Empty title={t("apply.noneTicked")}>{t("apply.noneTickedThen")}</Empty>
      ) : templates.length === 0 ? (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      ) : (
        <form className="form" method="get" action={`${list}/apply-template`}>
          {nos.map(each => (
            <input key={each} type="hidden" name="no" value={each} />
          ))}
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
      {applications && applications.length > 0 && (
        <Applications applications={applications} company={company.slug} list={list} />
      )}
    </>
  )
}

type ApplicationsProps = { applications: readonly TemplateApplication[]; company: string; list: string }

async function Applications({ applications, company, list }: ApplicationsProps) {
  const t = await getTranslations("vendor_templates.apply")
  const { template } = applications[0]!
  const code = template.values.code!
  const all = applications.flatMap(({ differences }) => differences)
  const blank = all.filter(({ isBlank }) => isBlank).length
  return (
    <Form action={applyTemplateToAll.bind(null, company, code)} label={t("title")} holdsWork={false}>
      <input type="hidden" name="templateVersion" value={template.version} />
      {applications.map(application => {
        const { no = "", name = "" } = application.vendor.values
        return (
          <Section key={no} title={`${no} ${name}`}>
            <input type="hidden" name="vendor" value={`${application.vendor.version} ${no}`} />
            {application.differences.length === 0 ? (
              <p className="soft">{t("nothing", { code })}</p>
            ) : (
              <Differences application={application} />
            )}
          </Section>
        )
      })}
      {all.length === 0 && <Notice>{t("nothingOfAll", { code })}</Notice>}
      <div className="bar">
        <div className="actions">
          {blank > 0 && (
            <SubmitButton className="btn" name="mode" value="fill" pendingLabel={t("applying")}>
              {t("fill")}
            </SubmitButton>
          )}
          {blank < all.length && (
            <SubmitButton className="btn" name="mode" value="replace" pendingLabel={t("applying")}>
              {t("replace")}
            </SubmitButton>
          )}
          <Link className="btn" href={list}>
            {t("cancel")}
          </Link>
        </div>
      </div>
    </Form>
  )
}
