import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { priceListPath } from "@/app/[company]/_prices/addresses"
import { CardForm } from "@/app/[company]/_records/card-form"
import { savePriceRow } from "@/app/[company]/prices/actions"
import { PriceQuestions } from "@/app/[company]/prices/price-questions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import { priceListCard } from "@/domain/price-lists/price-list-cards"
import { readNewPrice } from "@/domain/price-lists/read-prices"

type Props = { params: Promise<{ company: string; list: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { list } = await params
  const t = await getTranslations("prices")
  return { title: t.has(`list.${list}.new`) ? t(`list.${list}.new`) : undefined }
}

/** The form for a new row of a price list; a link may fill in fields by their names. */
export default async function NewPricePage({ params, searchParams }: Props) {
  const [{ company: slug, list }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("master_data.edit", slug)
  const { fields } = await found((async () => priceListCard(list))())
  const given = Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const value = kind === "card" || kind === "reference" ? parameter(search, name) : undefined
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const read = await found(readNewPrice(actor, list, given))
  const t = await getTranslations("prices")
  const path = priceListPath(slug, list)
  const title = t(`list.${list}.new`)
  return (
    <>
      <Crumbs trail={[{ label: t(`list.${list}.title`), href: path }, { label: title }]} />
      <PageHead title={title} />
      <CardForm
        read={read}
        action={savePriceRow.bind(null, slug, list, null)}
        label={title}
        back={path}
        saves={{ label: t("create"), pending: t("creating") }}
      >
        <ClientMessages namespaces={["prices"]}>
          <PriceQuestions />
        </ClientMessages>
      </CardForm>
    </>
  )
}
