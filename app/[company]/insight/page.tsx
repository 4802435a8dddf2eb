import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import type { Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { today } from "@/domain/dates/date"
import { readInsight } from "@/domain/insight/read-figures"
import { monthsAskedFor } from "./addresses"
import { FigureShown } from "./figure-shown"
import { PeriodChoice } from "./period-choice"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("insight"))("title") }
}

/** What purchases come to, how long they take and what waits: each figure opens its documents. */
export default async function InsightPage({ params, searchParams }: Props) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("insight.see", slug)
  const period = monthsAskedFor(search, company)
  const { figures, lcy, firstPostingDate } = await readInsight(actor, period)
  const t = await getTranslations("insight")
  const { language } = actor
  const isEmpty = firstPostingDate === null && figures.every(({ total }) => total === null)
  return (
    <>
      <PageHead title={t("title")} hint={t("inCurrency", { currency: lcy.code })} />
      {isEmpty ? (
        <Empty
          title={t("empty")}
          actions={
            <Link className="btn primary" href={`/${slug}/purchase-invoices`}>
              {t("toPurchaseInvoices")}
            </Link>
          }
        >
          {t("emptyThen")}
        </Empty>
      ) : (
        <>
          <PeriodChoice
            slug={slug}
            period={period}
            first={firstPostingDate ?? today(company.timeZone)}
            today={today(company.timeZone)}
            startMonth={company.fiscalYearStartMonth}
            isChosen={Boolean(search.from || search.to)}
            language={language}
          />
          {figures.map(figure => (
            <FigureShown
              key={figure.kind.name}
              figure={figure}
              slug={slug}
              period={period}
              lcy={lcy}
              language={language}
            />
          ))}
        </>
      )}
    </>
  )
}
