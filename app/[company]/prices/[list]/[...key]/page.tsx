import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { deletePricePath, priceListPath } from "@/app/[company]/_prices/addresses"
import { CardFacts } from "@/app/[company]/_records/card-facts"
import { CardForm } from "@/app/[company]/_records/card-form"
import { newCardLink } from "@/app/[company]/_records/new-card-link"
import { RecordHistory } from "@/app/[company]/_records/record-history"
import { savePriceRow } from "@/app/[company]/prices/actions"
import { PriceFacts } from "@/app/[company]/prices/price-facts"
import { PriceQuestions } from "@/app/[company]/prices/price-questions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Crumbs } from "@/components/crumbs"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { may } from "@/domain/access/actor"
import { partnerOf } from "@/domain/price-lists/price-list-cards"
import { readPrice } from "@/domain/price-lists/read-prices"
import { keyIn } from "@/domain/records/key-segments"

type Props = { params: Promise<{ company: string; list: string; key: string[] }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return {
    title: keyIn((await params).key)
      .slice(0, 2)
      .join(", "),
  }
}

/** A row of a price list: for whom and what, its price, and who changed it. */
export default async function PricePage({ params, searchParams }: Props) {
  const [{ company: slug, list, key: segments }, search] = [await params, await searchParams]
  const { actor } = await requireActorWith("master_data.see", slug)
  const key = keyIn(segments)
  const read = await found(readPrice(actor, list, key))
  const t = await getTranslations("prices")
  const { values, definition } = read
  const path = priceListPath(slug, list)
  const partner = partnerOf(definition)
  const title = `${values[partner]}, ${values.itemNo}`
  // The next one of the same item and vendor mostly differs in little.
  const same = { [partner]: values[partner], itemNo: values.itemNo, currencyCode: values.currencyCode }
  return (
    <>
      <Crumbs trail={[{ label: t(`list.${list}.title`), href: path }, { label: title }]} />
      <PageHead
        title={t(`list.${list}.one`)}
        subject={title}
        actions={
          may(actor, "master_data.edit") && (
            <>
              <Link className="btn" href={deletePricePath(slug, list, key)}>
                {t("delete")}
              </Link>
              <Link className="btn" href={addressWith(`${path}/new`, {}, same)} {...newCardLink}>
                <Plus className="icon" aria-hidden="true" />
                {t(`list.${list}.new`)}
              </Link>
            </>
          )
        }
      />
      {search.created === "1" && <ArrivalNotice>{t("created")}</ArrivalNotice>}
      {search.saved === "1" && <ArrivalNotice>{t("saved")}</ArrivalNotice>}
      <PriceFacts read={read} company={slug} />
      {may(actor, "master_data.edit") ? (
        <CardForm
          key={read.version}
          read={read}
          action={savePriceRow.bind(null, slug, list, key)}
          label={t(`list.${list}.one`)}
          back={path}
        >
          <ClientMessages namespaces={["prices"]}>
            <PriceQuestions />
          </ClientMessages>
        </CardForm>
      ) : (
        <CardFacts read={read} />
      )}
      <RecordHistory {...read} />
    </>
  )
}
