import type { Metadata } from "next"
import Form from "next/form"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { parameter, type Search, word } from "@/app/_lists/list-address"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { ColumnChoice } from "@/app/[company]/_columns/column-choice"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { requireActorWith } from "@/app/actor"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { SearchField } from "@/components/search-field"
import { type Actor, may } from "@/domain/access/actor"
import { readOwnColumns } from "@/domain/records/own-columns"
import { wasVendorDeleted } from "@/domain/vendors/delete-vendor"
import { listVendors, type VendorQuery } from "@/domain/vendors/list-vendors"
import { vendorDebts } from "@/domain/vendors/owed-vendors"
import { vendorWaits } from "@/domain/vendors/waiting-vendors"
import { VendorTable } from "./vendor-table"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vendors"))("title") }
}

const blockedOrNot = ["yes", "no"] as const

function queryOf(search: Search): VendorQuery {
  return {
    search: parameter(search, "search")?.trim(),
    blocked: word(search, "blocked", blockedOrNot),
    waits: word(search, "waits", vendorWaits),
    owes: word(search, "owes", vendorDebts),
    sort: word(search, "sort", ["name", "-name", "no", "-no"]),
    cursor: parameter(search, "cursor"),
  }
}

/** The company's vendors. */
export default async function VendorsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.see", (await params).company)
  const search = await searchParams
  const query = queryOf(search)
  const [list, columns] = await Promise.all([listVendors(actor, query), readOwnColumns(actor, "vendors")])
  const t = await getTranslations("vendors")
  const path = `/${company.slug}/vendors`
  openOnlyHit(search, list.vendors, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  const mayEdit = may(actor, "master_data.edit")
  const applied = Number(parameter(search, "applied"))
  const deleted = await deletedNo(actor, parameter(search, "deleted"))
  const filtered = Boolean(query.search || query.blocked || query.waits || query.owes)
  const filter = {
    ...(query.search && { search: query.search }),
    ...(query.blocked && { blocked: query.blocked }),
    ...(query.waits && { waits: query.waits }),
    ...(query.owes && { owes: query.owes }),
  }
  const make = (
    <>
      <FileLinks path={path} query={filter} />
      {mayEdit && (
        <>
          <Link className="btn" href={`/${company.slug}/vendor-registrations`}>
            {(await getTranslations("vendor_registrations"))("title")}
          </Link>
          <Link className="btn" href={`/${company.slug}/vendor-templates`}>
            {(await getTranslations("vendor_templates"))("title")}
          </Link>
          <Link className="btn" href={`/${company.slug}/imports/new/vendors`}>
            {t("import")}
          </Link>
          <Link className="btn" href={`${path}/new`}>
            <Plus className="icon" aria-hidden="true" />
            {t("new")}
          </Link>
        </>
      )}
    </>
  )
  return (
    <>
      <PageHead title={t("title")} actions={make} />
      {deleted && <ArrivalNotice>{t("delete.done", { no: deleted })}</ArrivalNotice>}
      {applied > 0 && (
        <ArrivalNotice>
          {(await getTranslations("vendor_templates"))("apply.applied", { count: applied })}
        </ArrivalNotice>
      )}
      <Filters path={path} query={query} filtered={filtered} mayOwe={may(actor, "books.see")} />
      <ColumnChoice company={company.slug} list="vendors" columns={columns} text={name => t(`column.${name}`)} />
      {list.vendors.length === 0 ? (
        <Empty title={t("empty.title")}>{t(filtered ? "empty.filtered" : "empty.text")}</Empty>
      ) : (
        <Ticked path={path} mayEdit={mayEdit}>
          <VendorTable
            list={list}
            query={query}
            path={path}
            search={search}
            companyCurrency={company.currencyCode}
            columns={columns.shown}
            boxes={mayEdit}
          />
        </Ticked>
      )}
    </>
  )
}

/** @param props.mayOwe whether the reader may see what is open */
async function Filters(props: { path: string; query: VendorQuery; filtered: boolean; mayOwe: boolean }) {
  const { path, query, filtered, mayOwe } = props
  const t = await getTranslations("vendors.filter")
  return (
    <ListFilters action={path} keep={{ sort: query.sort }} filtered={filtered}>
      <SearchField
        name="search"
        label={t("search")}
        placeholder={t("placeholder")}
        defaultValue={query.search}
        key={query.search}
      />
      <FilterField
        name="blocked"
        label={t("blocked")}
        all={t("all")}
        words={blockedOrNot}
        chosen={query.blocked}
        text={t}
      />
      <FilterField name="waits" label={t("waits")} all={t("all")} words={vendorWaits} chosen={query.waits} text={t} />
      {mayOwe && (
        <FilterField name="owes" label={t("owes")} all={t("all")} words={vendorDebts} chosen={query.owes} text={t} />
      )}
    </ListFilters>
  )
}

/** Around the list where something can be done to several: their numbers go in the address, so that the page behind can be loaded again. */
async function Ticked({ path, mayEdit, children }: { path: string; mayEdit: boolean; children: ReactNode }) {
  if (!mayEdit) return children
  const t = await getTranslations("vendor_templates")
  return (
    <Form action={`${path}/apply-template`} aria-label={t("apply.title")}>
      {children}
      <div className="bar">
        <span className="hint">{t("apply.tickHint")}</span>
        <div className="actions">
          <button type="submit" className="btn">
            {t("apply.title")}
          </button>
        </div>
      </div>
    </Form>
  )
}

/** The number in `?deleted=`, where that vendor was: anybody can make up an address. */
async function deletedNo(actor: Actor, no: string | undefined): Promise<string | undefined> {
  return no !== undefined && (await wasVendorDeleted(actor, no)) ? no : undefined
}
