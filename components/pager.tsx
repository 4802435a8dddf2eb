import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { ChevronLeft, ChevronRight } from "./icons"
import { Link } from "./link"

/**
 * The way through a list that is paged by key: to the page before and the page after, never to "page 7".
 * @param shown what the page holds, such as "50 of 84"
 */
export function Pager({ previous, next, shown }: { previous?: string; next?: string; shown?: ReactNode }) {
  const t = useTranslations("common")
  if (!previous && !next) return shown ? <p className="pager hint">{shown}</p> : null
  return (
    <nav className="pager" aria-label={t("pages")}>
      {shown && <span className="hint">{shown}</span>}
      {previous && (
        <Link className="btn" href={previous} rel="prev">
          <ChevronLeft className="icon" aria-hidden="true" />
          {t("previous")}
        </Link>
      )}
      {next && (
        <Link className="btn" href={next} rel="next">
          {t("next")}
          <ChevronRight className="icon" aria-hidden="true" />
        </Link>
      )}
    </nav>
  )
}
