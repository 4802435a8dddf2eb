import { Plus } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import { SelectField } from "@/components/select-field"
import { SortHeader } from "@/components/sort-header"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { listVendors, type VendorList, type VendorRowShown } from "@/domain/vendors/list-vendors"
import { addressOf, readAddress, type VendorsAddress } from "./query"
import { VendorState } from "./vendor-state"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendors"))("title") }
}

/** The company's vendors. */
export default async function VendorsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.see", (await params).company)
  const address = readAddress(await searchParams)
  const list = await listVendors(actor, address)
  const t = await getTranslations("vendors")
  const path = `/${company.slug}/vendors`
  const filtered = Boolean(address.search || address.blocked)
  const make = may(actor, "master_data.edit") && (
    <Link className="btn" href={`${path}/new`}>
      <Plus className="icon" aria-hidden="true" />
      {t("new")}
    </Link>
  )
  return (
    <>
      <PageHead title={t("title")} actions={make} />
      <Filters path={path} address={address} filtered={filtered} />
      {list.vendors.length === 0 ? (
        <Empty title={t("empty.title")}>{t(filtered ? "empty.filtered" : "empty.text")}</Empty>
      ) : (
        <VendorTable list={list} path={path} address={address} companyCurrency={company.currencyCode} />
      )}
    </>
  )
}

async function Filters({ path, address, filtered }: { path: string; address: VendorsAddress; filtered: boolean }) {
  const t = await getTranslations("vendors.filter")
  const blocked = [
    { value: "", label: t("all") },
    { value: "yes", label: t("yes") },
    { value: "no", label: t("no") },
  ]
  return (
    <ListFilters action={path} keep={{ sort: address.sort }} filtered={filtered}>
      <SearchField
        name="search"
        label={t("search")}
        placeholder={t("placeholder")}
        defaultValue={address.search}
        key={address.search}
      />
      <SelectField name="blocked" label={t("blocked")} options={blocked} defaultValue={address.blocked ?? ""} />
    </ListFilters>
  )
}

type TableProps = { list: VendorList; path: string; address: VendorsAddress; companyCurrency: string }

async function VendorTable({ list, path, address, companyCurrency }: TableProps) {
  const t = await getTranslations("vendors")
  const sorted = (column: "name" | "no") => {
    const now = address.search ? undefined : (address.sort ?? "name")
    return {
      href: addressOf(path, { ...address, search: undefined }, { sort: now === column ? `-${column}` : column }),
      sorted: now === column ? ("asc" as const) : now === `-${column}` ? ("desc" as const) : undefined,
    }
  }
  const page = (cursor?: string) => cursor && addressOf(path, address, { cursor })
  return (
    <>
      <Table>
        <TableHead>
          <Row>
            <SortHeader {...sorted("name")}>{t("column.name")}</SortHeader>
            <SortHeader {...sorted("no")}>{t("column.no")}</SortHeader>
            <Column>{t("column.city")}</Column>
            <Column>{t("column.country")}</Column>
            <Column>{t("column.vat")}</Column>
            <Column>{t("column.terms")}</Column>
            <Column>{t("column.currency")}</Column>
            <Column>{t("column.blocked")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {list.vendors.map(vendor => (
            <VendorRow key={vendor.no} vendor={vendor} path={path} companyCurrency={companyCurrency} />
          ))}
        </TableBody>
      </Table>
      <Pager
        previous={page(list.previous)}
        next={page(list.next)}
        shown={t("count", { shown: list.vendors.length, count: list.count })}
      />
    </>
  )
}

function VendorRow(props: { vendor: VendorRowShown; path: string; companyCurrency: string }) {
  const { vendor, path, companyCurrency } = props
  return (
    <Row>
      <Cell className="lead">
        <Link href={`${path}/${encodeURIComponent(vendor.no)}`}>{vendor.name}</Link>
      </Cell>
      <Cell className="mid no soft">{vendor.no}</Cell>
      <Cell className="mid soft">{vendor.city}</Cell>
      <Cell className="mid soft">{vendor.countryRegionCode}</Cell>
      <Cell className="mid no soft wide-only">{vendor.vatRegistrationNo}</Cell>
      <Cell className="mid soft wide-only">{vendor.paymentTermsCode}</Cell>
      <Cell className="mid soft">{vendor.currencyCode ?? companyCurrency}</Cell>
      <Cell className="mid">
        <VendorState vendor={vendor} />
      </Cell>
    </Row>
  )
}
