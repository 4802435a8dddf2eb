import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { listVendorRegistrations } from "@/domain/vendors/vendor-registrations"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_registrations"))("title") }
}

/** Vendors that were asked for and wait for a purchaser. */
export default async function VendorRegistrationsPage({ params }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const waiting = await listVendorRegistrations(actor)
  const [t, vendors] = [await getTranslations("vendor_registrations"), await getTranslations("vendors")]
  const path = `/${company.slug}/vendor-registrations`
  return (
    <>
      <Crumbs trail={[{ label: vendors("title"), href: `/${company.slug}/vendors` }, { label: t("title") }]} />
      <PageHead title={t("title")} />
      {waiting.length === 0 ? (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      ) : (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("name")}</Column>
              <Column>{t("askedBy")}</Column>
              <Column>{t("askedAt")}</Column>
              <Column>{t("document")}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {waiting.map(({ id, name, askedByName, askedAt, documentNo }) => (
              <Row key={id}>
                <Cell className="lead">
                  <RowLink href={`${path}/${id}`}>{name}</RowLink>
                </Cell>
                <Cell label={t("askedBy")}>{askedByName}</Cell>
                <Cell className="mid soft" label={t("askedAt")}>
                  <Instant at={askedAt} />
                </Cell>
                <Cell className="mid no" label={t("document")}>
                  {documentNo}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  )
}
