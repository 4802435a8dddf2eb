import type { ComponentProps } from "react"
import { Link } from "./link"

/**
 * The link of a row of a list, mostly its number: it looks like a link, and a click anywhere else in the row is a click
 * on it, so that Ctrl-click opens a tab there too. What else in the row can be clicked lies above it.
 */
export function RowLink({ className, ...link }: ComponentProps<typeof Link>) {
  return <Link {...link} className={className ? `link row-link ${className}` : "link row-link"} />
}
