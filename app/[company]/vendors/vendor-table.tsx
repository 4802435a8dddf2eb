import { getLocale, getTranslations } from "next-intl/server"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { Amount } from "@/components/amount"
import { CheckAll } from "@/components/check-all"
import { countShown } from "@/components/count-shown"
import { Pager } from "@/components/pager"
import { RowLink } from "@/components/row-link"
import { SortHeader } from "@/components/sort-header"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { OwnColumns } from "@/domain/records/own-columns"
import type { VendorList, VendorOwed, VendorQuery, VendorRowShown } from "@/domain/vendors/list-vendors"
import { VendorState } from "./vendor-state"

type TableProps = {
  list: VendorList
  query: VendorQuery
  path: string
  search: Search
  companyCurrency: string
  /** Those of the reader's choice. */
  columns: OwnColumns<"vendors">["shown"]
  boxes: boolean
}

/** The vendors of a page of the list, with a box each for who may do something to several. */
export async function VendorTable({ list, query, path, search, companyCurrency, columns, boxes }: TableProps) {
  const [t, language] = [await getTranslations("vendors"), await getLocale()]
  const { search: searched, sort = "name" } = query
  const sorted = (column: "name" | "no") => {
    const now = searched ? undefined : sort
    const other = now === column ? `-${column}` : column
    return {
      href: addressWith(path, search, { search: undefined, sort: other, cursor: undefined }),
      sorted: now === column ? ("asc" as const) : now === `-${column}` ? ("desc" as const) : undefined,
    }
  }
  const page = (cursor?: string) => cursor && addressWith(path, search, { cursor })
  return (
    <>
      <Table>
        <TableHead>
          <Row>
            {boxes && (
              <Column>
                <CheckAll name="no" label={t("checkAll")} />
              </Column>
            )}
            <SortHeader {...sorted("no")}>{t("column.no")}</SortHeader>
            <SortHeader {...sorted("name")}>{t("column.name")}</SortHeader>
            {columns.has("city") && <Column>{t("column.city")}</Column>}
            {columns.has("country") && <Column>{t("column.country")}</Column>}
            {columns.has("vat") && <Column>{t("column.vat")}</Column>}
            {columns.has("balance") && <Column className="num">{t("column.balance")}</Column>}
            {columns.has("overdue") && <Column className="num">{t("column.overdue")}</Column>}
            {columns.has("terms") && <Column>{t("column.terms")}</Column>}
            {columns.has("currency") && <Column>{t("column.currency")}</Column>}
            {columns.has("blocked") && <Column>{t("column.blocked")}</Column>}
          </Row>
        </TableHead>
        <TableBody>
          {list.vendors.map(vendor => (
            <VendorRow
              key={vendor.no}
              vendor={vendor}
              path={path}
              box={boxes}
              companyCurrency={companyCurrency}
              columns={columns}
              owed={list.owed?.get(vendor.no) ?? nothing}
            />
          ))}
        </TableBody>
      </Table>
      <Pager
        previous={page(list.previous)}
        next={page(list.next)}
        shown={t("count", { shown: list.vendors.length, count: countShown(list.count, language) })}
      />
    </>
  )
}

const nothing: VendorOwed = { balance: "0", overdue: "0" }

type RowProps = {
  vendor: VendorRowShown
  path: string
  companyCurrency: string
  columns: OwnColumns<"vendors">["shown"]
  owed: VendorOwed
  box: boolean
}

async function VendorRow(props: RowProps) {
  const t = await getTranslations("vendors")
  const { vendor, path, companyCurrency, columns, owed, box } = props
  return (
    <Row>
      {box && (
        <Cell className="pick-cell">
          <label className="target">
            <input type="checkbox" name="no" value={vendor.no} aria-label={t("checkOne", { no: vendor.no })} />
          </label>
        </Cell>
      )}
      <Cell className="mid">
        <RowLink className="no" href={`${path}/${encodeURIComponent(vendor.no)}`}>
          {vendor.no}
        </RowLink>
      </Cell>
      <Cell className="lead">{vendor.name}</Cell>
      {columns.has("city") && <Cell className="mid soft">{vendor.city}</Cell>}
      {columns.has("country") && <Cell className="mid soft">{vendor.countryRegionCode}</Cell>}
      {columns.has("vat") && (
        <Cell className="mid no soft" label={t("column.vat")}>
          {vendor.vatRegistrationNo}
        </Cell>
      )}
      {columns.has("balance") && (
        <Cell className="num mid" label={t("column.balance")}>
          <Amount value={owed.balance} decimals={2} />
        </Cell>
      )}
      {columns.has("overdue") && (
        <Cell className="num mid" label={t("column.overdue")}>
          {owed.overdue === "0" ? "" : <Amount value={owed.overdue} decimals={2} />}
        </Cell>
      )}
      {columns.has("terms") && (
        <Cell className="mid soft" label={t("column.terms")}>
          {vendor.paymentTermsCode}
        </Cell>
      )}
      {columns.has("currency") && <Cell className="mid soft">{vendor.currencyCode ?? companyCurrency}</Cell>}
      {columns.has("blocked") && (
        <Cell className="mid">
          <VendorState vendor={vendor} />
        </Cell>
      )}
    </Row>
  )
}
