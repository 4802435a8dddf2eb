import NextLink from "next/link"
import type { ComponentProps } from "react"

/**
 * A link to a page of the portal. Never fetched before it is followed: each page is worked out from live figures, and
 * pages that nobody asked for would take the server's time from those that somebody waits for.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}
