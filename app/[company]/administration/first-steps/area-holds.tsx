import { getFormatter, getLocale, getTranslations } from "next-intl/server"
import { logoAddress } from "@/app/[company]/_company/logo-address"
import { countShown } from "@/components/count-shown"
import type { AreaFacts } from "@/domain/readiness/area-facts"
import type { SetupArea } from "@/domain/readiness/setup-areas"
import { formatDate } from "@/language/date-format"
import { languageFacts } from "@/language/language"

/** What an area holds, in a few words. */
export async function AreaHolds({ area, facts, company }: { area: SetupArea; facts: AreaFacts; company: string }) {
  const [t, language] = [await getTranslations("first_steps.holds"), await getLocale()]
  const format = await getFormatter()
  const figure = (count: number) => ({ count, figure: countShown(count, language) })
  switch (area) {
    case "company": {
      const { name, city } = facts.company
      return (
        <>
          {facts.logo && (
            // biome-ignore lint/performance/noImgElement: it is small, and the company's own.
            <img className="logo" src={logoAddress(company, facts.logo)} alt={t("logo")} />
          )}
          {[name, city, facts.logo ? "" : t("noLogo")].filter(Boolean).join(", ")}
        </>
      )
    }
    case "dates": {
      const { allowPostingFrom: from, allowPostingTo: to } = facts
      const month = new Intl.DateTimeFormat(languageFacts[language].locale, { month: "long", timeZone: "UTC" })
      const begins = month.format(new Date(Date.UTC(2026, facts.company.fiscalYearStartMonth - 1, 1)))
      const range = from === null ? (to === null ? "any" : "to") : to === null ? "from" : "both"
      const day = (date: string | null) => (date === null ? "" : formatDate(date, language))
      return t("dates", { month: begins, range, from: day(from), to: day(to) })
    }
    case "terms":
      return t("terms", { terms: facts.terms, methods: facts.methods })
    case "banks":
      return t("banks", { banks: facts.banks, rates: figure(facts.rates).figure, count: facts.rates })
    case "users":
      return t("users", { users: facts.users, invited: facts.invited })
    case "series":
      return t("series", { next: format.list(facts.next, { type: "unit" }) })
    case "opening":
      return facts.openedOn === null ? t("notOpened") : t("opening", { date: formatDate(facts.openedOn, language) })
    case "chart":
      return t("chart", figure(facts.accounts))
    case "posting":
      return t("posting", figure(facts.vatCases))
    default:
      return t(area, figure(facts[area]))
  }
}
