import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { openOnlyHit } from "@/app/_lists/open-only-hit"
import { CardList, cardQueryOf } from "@/app/[company]/_records/card-list"
import { requireActorWith } from "@/app/actor"
import { UnitAmount } from "@/components/amount"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row } from "@/components/table"
import { may } from "@/domain/access/actor"
import { type ItemRowShown, listItems } from "@/domain/items/list-items"
import { ItemState } from "./item-state"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("title") }
}

/** The company's items. */
export default async function ItemsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("master_data.see", (await params).company)
  const search = await searchParams
  const list = await listItems(actor, cardQueryOf(search))
  const t = await getTranslations("items")
  const path = `/${company.slug}/items`
  openOnlyHit(search, list.rows, ({ no }) => `${path}/${encodeURIComponent(no)}`)
  return (
    <CardList
      noun="items"
      company={company.slug}
      search={search}
      list={list}
      mayEdit={may(actor, "master_data.edit")}
      columns={
        <>
          <Column>{t("field.type")}</Column>
          <Column>{t("field.baseUnitOfMeasure")}</Column>
          <Column>{t("field.vendorNo")}</Column>
          <Column>{t("field.vendorItemNo")}</Column>
          <Column className="num">{t("lastDirectCost")}</Column>
          <Column className="num">{t("field.unitPrice")}</Column>
          <Column>{t("column.blocked")}</Column>
        </>
      }
      row={item => <ItemRow key={item.no} item={item} path={path} />}
    />
  )
}

async function ItemRow({ item, path }: { item: ItemRowShown; path: string }) {
  const t = await getTranslations("items")
  return (
    <Row>
      <Cell className="mid">
        <RowLink className="no" href={`${path}/${encodeURIComponent(item.no)}`}>
          {item.no}
        </RowLink>
      </Cell>
      <Cell className="lead">{item.description}</Cell>
      <Cell className="mid soft">{t(`choice.type.${item.type}`)}</Cell>
      <Cell className="mid soft" label={t("field.baseUnitOfMeasure")}>
        {item.baseUnitOfMeasure}
      </Cell>
      <Cell className="mid no soft" label={t("field.vendorNo")}>
        {item.vendorNo}
      </Cell>
      <Cell className="mid no soft" label={t("field.vendorItemNo")}>
        {item.vendorItemNo}
      </Cell>
      <Cell className="num mid" label={t("lastDirectCost")}>
        <UnitAmount value={item.lastDirectCost} />
      </Cell>
      <Cell className="num mid" label={t("field.unitPrice")}>
        <UnitAmount value={item.unitPrice} />
      </Cell>
      <Cell className="mid">
        <ItemState item={item} />
      </Cell>
    </Row>
  )
}
