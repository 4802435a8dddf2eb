import { useTranslations } from "next-intl"
import type { ComponentProps, ReactNode } from "react"
import { ListFilters } from "@/components/list-filters"
import { PlainTextField } from "@/components/plain-text-field"
import type { EntryQuery } from "@/domain/books/entry-page"
import { DateFields } from "./date-fields"
import { OrderField } from "./order-field"
import type { DateFilter, DateName } from "./query"

/**
 * What a list of entries is filtered by: the ledger's own fields, dates, and the document.
 * @param children fields that stand before the dates
 * @param behind fields that stand behind them
 */
export function EntryFilters<Name extends DateName>(
  props: Omit<ComponentProps<typeof ListFilters>, "children"> & {
    dates: Record<Name, DateFilter>
    query: EntryQuery
    children?: ReactNode
    behind?: ReactNode
  },
) {
  const { dates, query, children, behind, ...filters } = props
  const t = useTranslations("books")
  return (
    <ListFilters {...filters}>
      {children}
      <DateFields dates={dates} />
      {behind}
      <PlainTextField key={query.documentNo} name="document" label={t("documentNo")} defaultValue={query.documentNo} />
      <OrderField oldestFirst={query.oldestFirst ?? false} />
    </ListFilters>
  )
}
