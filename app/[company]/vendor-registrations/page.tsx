import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { countShown } from "@/components/count-shown"
import { Crumbs } from "@/components/crumbs"
import { Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { listVendorRegistrations } from "@/domain/vendors/list-vendor-registrations"
import { RegistrationDocument } from "./registration-document"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendor_registrations"))("title") }
}

/** Vendors that were asked for and wait for a purchaser. */
export default async function VendorRegistrationsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.edit", (await params).company)
  const search = await searchParams
  const after = parameter(search, "after") ?? ""
  const { rows, count, next } = await listVendorRegistrations(actor, /^\d{1,15}$/u.test(after) ? Number(after) : 0)
  const [t, vendors, language] = [
    await getTranslations("vendor_registrations"),
    await getTranslations("vendors"),
    await getLocale(),
  ]
  const path = `/${company.slug}/vendor-registrations`
  return (
    <>
      <Crumbs trail={[{ label: vendors("title"), href: `/${company.slug}/vendors` }, { label: t("title") }]} />
      <PageHead title={t("title")} />
      {rows.length === 0 ? (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      ) : (
        <>
          <Table>
            <TableHead>
              <Row>
                <Column>{t("name")}</Column>
                <Column>{t("askedBy")}</Column>
                <Column>{t("askedAt")}</Column>
                <Column>{t("document")}</Column>
                <Column>{t("answer")}</Column>
              </Row>
            </TableHead>
            <TableBody>
              {rows.map(asked => (
                <Row key={asked.id}>
                  <Cell className="lead">
                    <RowLink href={`${path}/${asked.id}`}>{asked.name}</RowLink>
                  </Cell>
                  <Cell className="mid" label={t("askedBy")}>
                    {asked.askedByName}
                  </Cell>
                  <Cell className="mid soft" label={t("askedAt")}>
                    <Instant at={asked.askedAt} />
                  </Cell>
                  <Cell className="mid" label={t("document")}>
                    <RegistrationDocument asked={asked} company={company.slug} />
                  </Cell>
                  <Cell className="mid end">
                    <Link
                      className="link"
                      href={`${path}/${asked.id}`}
                      aria-label={t("answerOne", { name: asked.name })}
                    >
                      {t("answer")}
                    </Link>
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
          <Pager
            next={next === undefined ? undefined : addressWith(path, search, { after: String(next) })}
            shown={vendors("count", { shown: rows.length, count: countShown(count, language) })}
          />
        </>
      )}
    </>
  )
}
