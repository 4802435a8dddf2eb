import { useTranslations } from "next-intl"

/** Pages of a document's lines. A page is saved by itself, so the browser asks before unsaved changes are left. */
export function LinesPager({ path, page, pageCount }: { path: string; page: number; pageCount: number }) {
  const t = useTranslations("documents")
  if (pageCount === 1) return null
  const address = (to: number) => `${path}?page=${to}`
  return (
    <nav className="pager" aria-label={t("pagesOfLines")}>
      <span className="hint">{t("pageOf", { page, pages: pageCount })}</span>
      {page > 1 && (
        <a className="btn" href={address(page - 1)} rel="prev">
          {t("previousLines")}
        </a>
      )}
      {page < pageCount && (
        <a className="btn" href={address(page + 1)} rel="next">
          {t("nextLines")}
        </a>
      )}
    </nav>
  )
}
