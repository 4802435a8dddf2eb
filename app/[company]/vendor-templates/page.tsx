import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { listVendorTemplates } from "@/domain/vendors/list-vendor-templates"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_templates"))("title") }
}

/** The company's vendor templates. */
export default async function VendorTemplatesPage({ params }: Props) {
  const { actor, company } = await requireActorWith("master_data.see", (await params).company)
  const templates = await listVendorTemplates(actor)
  const [t, vendors] = [await getTranslations("vendor_templates"), await getTranslations("vendors")]
  const path = `/${company.slug}/vendor-templates`
  return (
    <>
      <Crumbs trail={[{ label: vendors("title"), href: `/${company.slug}/vendors` }, { label: t("title") }]} />
      <PageHead
        title={t("title")}
        actions={
          <>
            <FileLinks path={path} query={{}} />
            {may(actor, "master_data.edit") && (
              <Link className="btn" href={`${path}/new`} {...newCardLink}>
                <Plus className="icon" aria-hidden="true" />
                {t("new")}
              </Link>
            )}
          </>
        }
      />
      {templates.length === 0 ? (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      ) : (
        <Table>
          <TableHead>
            <Row>
              <Column>{vendors("field.code")}</Column>
              <Column>{vendors("field.description")}</Column>
              <Column>{vendors("field.proposedFor")}</Column>
              <Column>{vendors("field.countryRegionCode")}</Column>
              <Column>{vendors("field.vatBusPostingGroup")}</Column>
              <Column>{vendors("field.paymentTermsCode")}</Column>
              <Column>{vendors("field.currencyCode")}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {templates.map(template => (
              <Row key={template.code}>
                <Cell className="mid">
                  <RowLink className="no" href={`${path}/${encodeURIComponent(template.code)}`}>
                    {template.code}
                  </RowLink>
                </Cell>
                <Cell className="lead">{template.description}</Cell>
                <Cell className="mid soft" label={vendors("field.proposedFor")}>
                  {template.proposedFor && vendors(`choice.proposedFor.${template.proposedFor}`)}
                </Cell>
                <Cell className="mid soft" label={vendors("field.countryRegionCode")}>
                  {template.countryRegionCode}
                </Cell>
                <Cell className="mid soft" label={vendors("field.vatBusPostingGroup")}>
                  {template.vatBusPostingGroup}
                </Cell>
                <Cell className="mid soft" label={vendors("field.paymentTermsCode")}>
                  {template.paymentTermsCode}
                </Cell>
                <Cell className="mid soft" label={vendors("field.currencyCode")}>
                  {template.currencyCode}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  )
}
