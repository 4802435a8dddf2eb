import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { Empty } from "@/components/empty"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { compareCosts, readComparable } from "@/domain/cost-comparison/compare-costs"
import { CostForm } from "./cost-form"
import { CostTable } from "./cost-table"
import { costQuestionIn } from "./question-in"
import { WhyPrices } from "./why-prices"

type Props = { params: Promise<{ company: string; no: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations("costs"))("titleOf", { no: decodeURIComponent((await params).no) }) }
}

/** What an item would cost on a day, from whom, and why. */
export default async function ItemCostsPage({ params, searchParams }: Props) {
  const [{ company: slug, no: encoded }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("master_data.see", slug)
  const of = await found(readComparable(actor, decodeURIComponent(encoded)))
  const { timeZone } = company
  const asked = costQuestionIn(search, of, { language: await getLocale(), timeZone })
  const { question } = asked
  const comparison = question && (await compareCosts(actor, question))
  const t = await getTranslations("costs")
  const items = `/${slug}/items`
  const path = `${items}/${encodeURIComponent(of.no)}`
  const typed = { quantity: parameter(search, "quantity"), date: parameter(search, "date") }
  return (
    <>
      <Crumbs trail={[{ label: t("items"), href: items }, { label: of.no, href: path }, { label: t("title") }]} />
      <PageHead title={t("title")} subject={`${of.no} ${of.description}`} />
      <CostForm action={`${path}/costs`} of={of} asked={asked} typed={typed} />
      {comparison?.offers.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      {comparison && question && comparison.offers.length > 0 && (
        <>
          {comparison.isCut && <Notice tone="warning">{t("cut", { count: comparison.offers.length })}</Notice>}
          <CostTable company={slug} comparison={comparison} question={question} />
          <WhyPrices company={slug} comparison={comparison} unit={question.unitOfMeasureCode} />
        </>
      )}
    </>
  )
}
