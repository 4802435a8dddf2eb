import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { CardList, cardQueryOf } from "@/app/[company]/_records/card-list"
import { requireActorWith } from "@/app/actor"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row } from "@/components/table"
import { may } from "@/domain/access/actor"
import { type CustomerRowShown, listCustomers } from "@/domain/customers/list-customers"
import { CustomerState } from "./customer-state"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") }
}

/** The company's customers. */
export default async function CustomersPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.see", (await params).company)
  const search = await searchParams
  const list = await listCustomers(actor, cardQueryOf(search))
  const t = await getTranslations("customers")
  const path = `/${company.slug}/customers`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  return (
    <CardList
      noun="customers"
      company={company.slug}
      search={search}
      list={list}
      mayEdit={may(actor, "master_data.edit")}
      columns={
        <>
          <Column>{t("field.city")}</Column>
          <Column>{t("field.countryRegionCode")}</Column>
          <Column>{t("field.email")}</Column>
          <Column>{t("field.vatRegistrationNo")}</Column>
          <Column>{t("field.paymentTermsCode")}</Column>
          <Column>{t("field.currencyCode")}</Column>
          <Column>{t("column.blocked")}</Column>
        </>
      }
      row={customer => (
        <CustomerRow key={customer.no} customer={customer} path={path} companyCurrency={company.currencyCode} />
      )}
    />
  )
}

type RowProps = { customer: CustomerRowShown; path: string; companyCurrency: string }

async function CustomerRow({ customer, path, companyCurrency }: RowProps) {
  const t = await getTranslations("customers.field")
  return (
    <Row>
      <Cell className="mid">
        <RowLink className="no" href={`${path}/${encodeURIComponent(customer.no)}`}>
          {customer.no}
        </RowLink>
      </Cell>
      <Cell className="lead">{customer.name}</Cell>
      <Cell className="mid soft">{customer.city}</Cell>
      <Cell className="mid soft">{customer.countryRegionCode}</Cell>
      <Cell className="mid soft" label={t("email")}>
        {customer.email}
      </Cell>
      <Cell className="mid no soft" label={t("vatRegistrationNo")}>
        {customer.vatRegistrationNo}
      </Cell>
      <Cell className="mid soft" label={t("paymentTermsCode")}>
        {customer.paymentTermsCode}
      </Cell>
      <Cell className="mid soft">{customer.currencyCode ?? companyCurrency}</Cell>
      <Cell className="mid">
        <CustomerState blocked={customer.blocked} isPrivate={customer.privacyBlocked} />
      </Cell>
    </Row>
  )
}
