import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { addressWith, parameter, type Search, word } from "@/app/_lists/list-address"
import { listKept } from "@/app/_lists/list-query"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { priceListPath, pricePath } from "@/app/[company]/_prices/addresses"
import { PriceTable } from "@/app/[company]/_prices/price-table"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { PlainTextField } from "@/components/plain-text-field"
import { may } from "@/domain/access/actor"
import { partnerOf, priceListCard } from "@/domain/price-lists/price-list-cards"
import { priceStates } from "@/domain/price-lists/price-states"
import { listPrices, type PriceQuery } from "@/domain/price-lists/read-prices"
import { OtherLists } from "./other-lists"

type Props = { params: Promise<{ company: string; list: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { list } = await params
  const t = await getTranslations("prices")
  return { title: t.has(`list.${list}.title`) ? t(`list.${list}.title`) : undefined }
}

/** A price list: of one vendor, customer or item, and what is in force, where the address says so. */
export default async function PriceListPage({ params, searchParams }: Props) {
  const [{ company: slug, list }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("master_data.see", slug)
  await found((async () => priceListCard(list))())
  const query: PriceQuery = {
    partner: parameter(search, "partner")?.trim(),
    item: parameter(search, "item")?.trim(),
    state: word(search, "state", priceStates),
    cursor: parameter(search, "cursor"),
  }
  const page = await listPrices(actor, list, query)
  const path = priceListPath(slug, list)
  openOnlyHit(search, page.rows, ({ key }) => pricePath(slug, list, key))
  const t = await getTranslations("prices")
  const partner = partnerOf(page.definition)
  const filtered = Boolean(query.partner || query.item || query.state)
  const turned = (cursor?: string) => cursor && addressWith(path, search, { cursor, deleted: undefined })
  const fresh = addressWith(`${path}/new`, {}, { [partner]: query.partner, itemNo: query.item })
  return (
    <>
      <PageHead
        title={t(`list.${list}.title`)}
        actions={
          <>
            <FileLinks path={`/${slug}/${list}`} query={listKept(search)} />
            {may(actor, "master_data.edit") && (
              <>
                <Link className="btn" href={`/${slug}/imports/new/${list}`}>
                  {t("import")}
                </Link>
                <Link className="btn" href={fresh} {...newCardLink}>
                  <Plus className="icon" aria-hidden="true" />
                  {t(`list.${list}.new`)}
                </Link>
              </>
            )}
          </>
        }
      />
      {search.deleted === "1" && <ArrivalNotice>{t("deleted")}</ArrivalNotice>}
      <OtherLists company={slug} list={list} query={query} />
      <ListFilters action={path} filtered={filtered}>
        <PlainTextField
          key={`partner ${query.partner}`}
          name="partner"
          label={t(`field.${partner}`)}
          defaultValue={query.partner}
        />
        <PlainTextField key={`item ${query.item}`} name="item" label={t("field.itemNo")} defaultValue={query.item} />
        <FilterField
          name="state"
          label={t("state.title")}
          all={t("state.all")}
          words={priceStates}
          chosen={query.state}
          text={state => t(`state.${state}`)}
        />
      </ListFilters>
      {page.rows.length === 0 ? (
        <Empty title={t(`list.${list}.empty`)}>{t(filtered ? "emptyFiltered" : `list.${list}.emptyText`)}</Empty>
      ) : (
        <PriceTable company={slug} list={list} page={page} />
      )}
      <Pager previous={turned(page.previous)} next={turned(page.next)} />
    </>
  )
}
