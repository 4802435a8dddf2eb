import Form from "next/form"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Link } from "./link"

/**
 * Search and filters of a list, kept in the address by a plain GET form; a new search starts at the first page.
 * @param keep parameters of the address that are to survive, such as the sort
 * @param filtered whether anything narrows the list now, and so can be reset
 */
export function ListFilters(props: {
  action: string
  keep?: Readonly<Record<string, string | undefined>>
  filtered?: boolean
  children: ReactNode
}) {
  const { action, keep = {}, filtered = false, children } = props
  const t = useTranslations("common")
  return (
    <Form className="filters" action={action} role="search">
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {children}
      <button type="submit" className="btn">
        {t("search")}
      </button>
      {filtered && (
        <Link className="btn plain" href={action}>
          {t("resetFilters")}
        </Link>
      )}
    </Form>
  )
}
