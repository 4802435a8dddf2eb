import type { ComponentProps } from "react"

type Props = Omit<ComponentProps<"a">, "href"> & {
  href: string
  /** False: the new page is shown where one has scrolled to. */
  scroll?: boolean
}

/**
 * A link to a page of the portal, which `FollowLinks` follows without loading a whole page anew. Plain HTML: a list has a hundred, and
 * each of next/link is a component of the browser. Never fetched before it is followed: each page is worked out from live figures, and
 * pages that nobody asked for would take the server's time from those that somebody waits for.
 */
export function Link({ scroll = true, ...link }: Props) {
  return <a data-page={scroll ? "" : "in-place"} {...link} />
}
