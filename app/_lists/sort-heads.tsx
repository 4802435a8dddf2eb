import type { ReactNode } from "react"
import { SortHeader } from "@/components/sort-header"
import type { Sorted } from "@/domain/lists/read-list"
import { type Search, sortAddress } from "./list-address"

/** Makes the heads of the columns that sort a list. @param sorted what it is sorted by now, if by a column */
export function sortHeads<Sort extends string>(path: string, search: Search, sorted: Sorted<Sort> | undefined) {
  return (column: Sort, label: ReactNode, num = false) => {
    const now = sorted?.by === column ? (sorted.descending ? "desc" : "asc") : undefined
    return (
      <SortHeader href={sortAddress(path, search, column, now)} sorted={now} num={num}>
        {label}
      </SortHeader>
    )
  }
}
