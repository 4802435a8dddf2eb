import type { ReactNode } from "react"
import { ArrowDown, ArrowUp } from "./icons"
import { Link } from "./link"
import { Column } from "./table"

/**
 * The head of a column that sorts.
 * @param href the list sorted by this column, the other way round if it already is
 * @param sorted how the list is sorted by this column now, if it is
 */
export function SortHeader(props: { href: string; sorted?: "asc" | "desc"; num?: boolean; children: ReactNode }) {
  const { href, sorted, num = false, children } = props
  const Arrow = sorted === "desc" ? ArrowDown : ArrowUp
  const order = sorted && (sorted === "asc" ? "ascending" : "descending")
  return (
    <Column className={num ? "num" : undefined} aria-sort={order}>
      <Link className="sort" href={href} scroll={false}>
        {children}
        {sorted && <Arrow className="icon" aria-hidden="true" />}
      </Link>
    </Column>
  )
}
