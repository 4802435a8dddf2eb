import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import type { EndingSeries } from "@/domain/numbering/series-of-the-year"

/** That the numbers of documents name a year that ends, or has ended, and where to make and choose their successors. */
export async function EndingSeriesNotice({ ending, company }: { ending: EndingSeries; company: string }) {
  const t = await getTranslations("role_center.ending_series")
  const setup = `/${company}/administration/setup`
  const values = { year: String(ending.year), next: String(ending.year + 1), prefixes: ending.prefixes.join(", ") }
  const actions = (
    <>
      <Link className="btn" href={`${setup}/number-series`}>
        {t("make")}
      </Link>
      <Link className="btn" href={`${setup}/number-series-lines`}>
        {t("lines")}
      </Link>
      <Link className="btn" href={`${setup}/purchases-payables-setup`}>
        {t("choose")}
      </Link>
    </>
  )
  return (
    <Notice tone="warning" title={t(ending.hasEnded ? "ended" : "ends", values)} actions={actions}>
      {t("text", values)}
    </Notice>
  )
}

/** That counters of series have come near their end, and where to give the series a line with further numbers. */
export async function RunningOutNotice({ prefixes, company }: { prefixes: readonly string[]; company: string }) {
  const t = await getTranslations("role_center.ending_series")
  return (
    <Notice
      tone="warning"
      title={t("runsOut")}
      actions={
        <Link className="btn" href={`/${company}/administration/setup/number-series-lines`}>
          {t("lines")}
        </Link>
      }
    >
      {t("full", { prefixes: prefixes.join(", ") })}
    </Notice>
  )
}
