import { getLocale, getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { addressWith, parameter, type Search, word } from "@/app/_lists/list-address"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { countShown } from "@/components/count-shown"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import { SortHeader } from "@/components/sort-header"
import { Row, Table, TableBody, TableHead } from "@/components/table"
import type { CardPage, CardQuery } from "@/domain/lists/list-cards"

const blockedOrNot = ["yes", "no"] as const

/** What stands in the address of a list of cards. */
export function cardQueryOf(search: Search): CardQuery {
  return {
    search: parameter(search, "search")?.trim(),
    blocked: word(search, "blocked", blockedOrNot),
    sort: word(search, "sort", ["name", "-name", "no", "-no"]),
    cursor: parameter(search, "cursor"),
  }
}

type Props<Row> = {
  /** Namespace of its texts, and its place in the address below the company. */
  noun: "items" | "customers"
  company: string
  search: Search
  list: CardPage<Row>
  /** Whether cards may be made and imported. */
  mayEdit: boolean
  /** Heads of the columns behind number and name. */
  columns: ReactNode
  row: (row: Row) => ReactNode
}

/** A list of cards: search, filter, pages by key, and what leads to new ones. */
export async function CardList<Row>({ noun, company, search, list, mayEdit, columns, row }: Props<Row>) {
  const [t, language] = [await getTranslations(noun), await getLocale()]
  const path = `/${company}/${noun}`
  const query = cardQueryOf(search)
  const filtered = Boolean(query.search || query.blocked)
  const page = (cursor?: string) => cursor && addressWith(path, search, { cursor })
  return (
    <>
      <PageHead
        title={t("title")}
        actions={<ListActions noun={noun} path={path} company={company} mayEdit={mayEdit} query={query} />}
      />
      <ListFilters action={path} keep={{ sort: query.sort }} filtered={filtered}>
        <SearchField
          name="search"
          label={t("filter.search")}
          placeholder={t("filter.placeholder")}
          defaultValue={query.search}
          key={query.search}
        />
        <FilterField
          name="blocked"
          label={t("filter.blocked")}
          all={t("filter.all")}
          words={blockedOrNot}
          chosen={query.blocked}
          text={await getTranslations(`${noun}.filter`)}
        />
      </ListFilters>
      {list.rows.length === 0 ? (
        <Empty title={t("empty.title")}>{t(filtered ? "empty.filtered" : "empty.text")}</Empty>
      ) : (
        <>
          <Table>
            <TableHead>
              <Row>
                <SortHeader {...sortedBy("no", path, search)}>{t("column.no")}</SortHeader>
                <SortHeader {...sortedBy("name", path, search)}>{t("column.name")}</SortHeader>
                {columns}
              </Row>
            </TableHead>
            <TableBody>{list.rows.map(row)}</TableBody>
          </Table>
          <Pager
            previous={page(list.previous)}
            next={page(list.next)}
            shown={t("count", { shown: list.rows.length, count: countShown(list.count, language) })}
          />
        </>
      )}
    </>
  )
}

type ActionsProps = Pick<Props<unknown>, "noun" | "company" | "mayEdit"> & { path: string; query: CardQuery }

async function ListActions({ noun, company, mayEdit, path, query }: ActionsProps) {
  const t = await getTranslations(noun)
  const files = <FileLinks path={path} query={filterOf(query)} />
  if (!mayEdit) return files
  return (
    <>
      {files}
      <Link className="btn" href={`/${company}/imports/new/${noun}`}>
        {t("import")}
      </Link>
      <Link className="btn" href={`${path}/new`}>
        <Plus className="icon" aria-hidden="true" />
        {t("new")}
      </Link>
    </>
  )
}

/** What of an address filters a list, and its file. */
const filterOf = ({ search, blocked }: CardQuery): Record<string, string> => ({
  ...(search && { search }),
  ...(blocked && { blocked }),
})

function sortedBy(column: "name" | "no", path: string, search: Search) {
  const { search: searched, sort = "name" } = cardQueryOf(search)
  const now = searched ? undefined : sort
  const other = now === column ? `-${column}` : column
  return {
    href: addressWith(path, search, { search: undefined, sort: other, cursor: undefined }),
    sorted: now === column ? ("asc" as const) : now === `-${column}` ? ("desc" as const) : undefined,
  }
}
