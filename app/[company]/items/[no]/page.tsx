import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { MergedNotices } from "@/app/[company]/_merging/merged-notices"
import { PriceSection } from "@/app/[company]/_prices/price-section"
import { Blocking } from "@/app/[company]/_records/blocking"
import { CardFacts } from "@/app/[company]/_records/card-facts"
import { CardForm } from "@/app/[company]/_records/card-form"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { saveItemCard } from "@/app/[company]/items/actions"
import { ItemState } from "@/app/[company]/items/item-state"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { may } from "@/domain/access/actor"
import { readItem } from "@/domain/items/read-item"
import { readMerged } from "@/domain/merging/read-merged"
import { priceListNames } from "@/domain/price-lists/price-list-cards"
import { ItemFacts } from "./item-facts"
import { ItemUnits } from "./item-units"
import { ItemVendors } from "./item-vendors"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ created?: string; saved?: string; merged?: string; unmerged?: string; blocking?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) }
}

/** The Item Card: what is known of an item, its units, and who sells it under which number. */
export default async function ItemPage({ params, searchParams }: Props) {
  const { company: slug, no: encoded } = await params
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const no = decodeURIComponent(encoded)
  const read = await found(readItem(actor, no))
  const search = await searchParams
  const { created, saved } = search
  const merged = await readMerged(actor, "item", no)
  const merging = await getTranslations("merging")
  const t = await getTranslations("items")
  const path = `/${company.slug}/items`
  const name = read.values.description!
  const mayEdit = may(actor, "master_data.edit")
  const isSet = (field: string) => read.values[field] === "true"
  const blocked = {
    blocked: isSet("blocked"),
    salesBlocked: isSet("salesBlocked"),
    purchasingBlocked: isSet("purchasingBlocked"),
  }
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: path }, { label: no }]} />
      <PageHead
        title={name}
        state={<ItemState item={blocked} />}
        subject={no}
        actions={
          <>
            <Link className="btn" href={`${path}/${encoded}/costs`}>
              {t("costs")}
            </Link>
            {mayEdit && (
              <>
                {!merged.into && (
                  <Link className="btn" href={`${path}/${encoded}/merge`}>
                    {merging("action")}
                  </Link>
                )}
                <Link className="btn" href={`${path}/${encoded}/number`}>
                  {merging("number.title")}
                </Link>
                <Link className="btn" href={`${path}/${encoded}/delete`}>
                  {t("delete")}
                </Link>
                <Link className="btn" href={`${path}/new`} {...newCardLink}>
                  <Plus className="icon" aria-hidden="true" />
                  {t("new")}
                </Link>
              </>
            )}
          </>
        }
      />
      <MergedNotices noun="item" company={company.slug} no={no} read={merged} search={search} />
      {created === "1" && <ArrivalNotice>{t("created", { name, no })}</ArrivalNotice>}
      {saved === "1" && <ArrivalNotice>{t("saved", { name, no })}</ArrivalNotice>}
      <ItemFacts read={read} no={no} company={company.slug} maySeeBooks={may(actor, "books.see")} />
      {mayEdit ? (
        <CardForm
          key={read.version}
          read={read}
          action={saveItemCard.bind(null, company.slug, no)}
          label={t("card")}
          back={path}
        />
      ) : (
        <CardFacts read={read} />
      )}
      {mayEdit && (
        <Blocking
          actor={actor}
          company={company.slug}
          noun="item"
          no={no}
          stops={stoppedBy(blocked)}
          asked={search.blocking === "1"}
        />
      )}
      <ItemUnits read={read} no={no} company={company.slug} mayEdit={mayEdit} />
      <ItemVendors read={read} no={no} company={company.slug} mayEdit={mayEdit} />
      {priceListNames.map(list => (
        <PriceSection key={list} actor={actor} company={company.slug} list={list} of={{ item: no }} />
      ))}
      <RecordHistory {...read} />
    </>
  )
}

/** Which documents the item's block stops: one for all stops each, one for trade that kind of trade. */
function stoppedBy(item: { blocked: boolean; salesBlocked: boolean; purchasingBlocked: boolean }) {
  const stopped = {
    buying: item.blocked || item.purchasingBlocked,
    crediting: item.blocked,
    selling: item.blocked || item.salesBlocked,
  }
  return (["buying", "crediting", "selling"] as const).filter(of => stopped[of])
}
