import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { rowPath, setupPath, tablePath } from "@/app/[company]/administration/setup/addresses"
import { LogoForm } from "@/app/[company]/administration/setup/logo-form"
import { PublicHolidaysForm } from "@/app/[company]/administration/setup/public-holidays-form"
import { RelatedTables } from "@/app/[company]/administration/setup/related-table"
import { SetupForm } from "@/app/[company]/administration/setup/setup-form"
import { SetupNotice } from "@/app/[company]/administration/setup/setup-notice"
import { SetupTable } from "@/app/[company]/administration/setup/setup-table"
import { WhoWouldApproveForm } from "@/app/[company]/administration/setup/who-would-approve"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { SearchField } from "@/components/search-field"
import type { Actor } from "@/domain/access/actor"
import type { SetupDefinition } from "@/domain/setup/definition"
import { setupDefinition } from "@/domain/setup/definitions"
import { hasSetup, listSetup, readSetup } from "@/domain/setup/read-setup"

type Props = { params: Promise<{ company: string; table: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { table } = await params
  const t = await getTranslations("setup")
  return { title: t(t.has(`table.${table}.title`) ? `table.${table}.title` : "title") }
}

/** A table of setup: its list, or the form of its single row. */
export default async function SetupTablePage({ params, searchParams }: Props) {
  const [{ company: slug, table }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("company.administer", slug)
  const definition = await found((async () => setupDefinition(table))())
  await goToCombination(actor, slug, definition, search)
  const t = await getTranslations("setup")
  const isSingle = definition.keys.length === 0
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: setupPath(slug) }, { label: t(`table.${table}.title`) }]} />
      <PageHead
        title={t(`table.${table}.title`)}
        subject={t(`table.${table}.text`)}
        actions={
          !isSingle && (
            <>
              <FileLinks path={tablePath(slug, table)} query={asked(search)} />
              <Link className="btn primary" href={`${tablePath(slug, table)}/new`}>
                <Plus className="icon" aria-hidden="true" />
                {t("new")}
              </Link>
            </>
          )
        }
      />
      <SetupNotice actor={actor} definition={definition} search={search} />
      {isSingle ? (
        <SingleRow actor={actor} company={slug} definition={definition} search={search} />
      ) : (
        <Rows actor={actor} company={slug} definition={definition} search={search} />
      )}
    </>
  )
}

/** What its file is asked by. */
function asked(search: Search): Record<string, string> {
  const given = ["q", "order"].map(name => [name, parameter(search, name)] as const)
  return Object.fromEntries(given.filter((each): each is [string, string] => Boolean(each[1])))
}

/** A link to a combination of posting groups leads to its row, or to a new one filled in with it. */
async function goToCombination(actor: Actor, company: string, definition: SetupDefinition, search: Search) {
  const [business, product] = definition.keys
  if (!business?.endsWith("BusPostingGroup") || !product || !("bus" in search || "prod" in search)) return
  const key = [parameter(search, "bus") ?? "", parameter(search, "prod") ?? ""]
  if (await hasSetup(actor, definition.slug, key)) redirect(rowPath(company, definition.slug, key))
  redirect(addressWith(`${tablePath(company, definition.slug)}/new`, {}, { [business]: key[0], [product]: key[1] }))
}

type TableProps = { actor: Actor; company: string; definition: SetupDefinition }

async function SingleRow({ actor, company, definition, search }: TableProps & { search: Search }) {
  const read = await found(readSetup(actor, definition.slug, []))
  return (
    <>
      <SetupForm company={company} {...read} rowKey={[]} back={setupPath(company)} />
      <RelatedTables actor={actor} company={company} table={definition.slug} rowKey={[]} />
      {definition.slug === "approval-settings" && <WhoWouldApproveForm actor={actor} search={search} />}
      {definition.slug === "company-information" && <LogoForm actor={actor} company={company} />}
      <RecordHistory {...read} />
    </>
  )
}

async function Rows({ actor, company, definition, search }: TableProps & { search: Search }) {
  const t = await getTranslations("setup")
  const path = tablePath(company, definition.slug)
  const query = parameter(search, "q")
  const order = parameter(search, "order")
  const descending = order === undefined ? undefined : order === "desc"
  const list = await listSetup(actor, definition.slug, {
    search: query,
    descending,
    cursor: parameter(search, "cursor"),
  })
  openOnlyHit(search, list.rows, ({ key }) => rowPath(company, definition.slug, key))
  const page = (cursor?: string) =>
    cursor && addressWith(path, search, { cursor, saved: undefined, deleted: undefined })
  return (
    <>
      <ListFilters action={path} keep={{ order }} filtered={query !== undefined}>
        <SearchField name="q" label={t("search")} placeholder={t("search")} defaultValue={query} key={query} />
      </ListFilters>
      {list.rows.length === 0 ? (
        <Empty title={t("empty")}>{t(query ? "emptyFiltered" : "emptyThen")}</Empty>
      ) : (
        <SetupTable company={company} list={list} sortBy={{ path, search }} />
      )}
      <Pager previous={page(list.previous)} next={page(list.next)} />
      {definition.slug === "holidays" && <PublicHolidaysForm actor={actor} company={company} />}
    </>
  )
}
