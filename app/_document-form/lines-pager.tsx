import { useTranslations } from "next-intl"
import { Link } from "@/components/link"

type Props = {
  path: string
  page: number
  pageCount: number
  /** Address of all lines in one table. */
  all: string
}

/** Pages of a document's lines. A page is saved by itself. */
export function LinesPager({ path, page, pageCount, all }: Props) {
  const t = useTranslations("documents")
  if (pageCount === 1) return null
  const address = (to: number) => `${path}?page=${to}`
  return (
    <nav className="pager" aria-label={t("pagesOfLines")}>
      <span className="hint">{t("pageOf", { page, pages: pageCount })}</span>
      {page > 1 && (
        <Link className="btn" href={address(page - 1)} rel="prev">
          {t("previousLines")}
        </Link>
      )}
      {page < pageCount && (
        <Link className="btn" href={address(page + 1)} rel="next">
          {t("nextLines")}
        </Link>
      )}
      <Link className="btn plain" href={all}>
        {t("allLines")}
      </Link>
    </nav>
  )
}
