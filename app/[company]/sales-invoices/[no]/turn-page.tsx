"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import type { MouseEvent } from "react"

/**
 * Pages of the lines to pick from. With a script the picks are kept in the tab, and a page is an address like any other;
 * without one the form is posted there, and takes along what is picked.
 */
export function TurnPage({ path, page, pageCount }: { path: string; page: number; pageCount: number }) {
  const [t, invoice] = [useTranslations("documents"), useTranslations("sales_invoices")]
  const router = useRouter()
  if (pageCount === 1) return null
  const turnTo = (to: number) => ({
    type: "submit" as const,
    className: "btn",
    name: "intent",
    value: "turn_page",
    formAction: `${path}?page=${to}`,
    onClick: (event: MouseEvent) => {
      event.preventDefault()
      router.push(`${path}?page=${to}`)
    },
  })
  return (
    <nav className="pager" aria-label={t("pagesOfLines")}>
      <span className="hint">{invoice("pageOf", { page, pages: pageCount })}</span>
      {page > 1 && <button {...turnTo(page - 1)}>{t("previousLines")}</button>}
      {page < pageCount && <button {...turnTo(page + 1)}>{t("nextLines")}</button>}
    </nav>
  )
}
