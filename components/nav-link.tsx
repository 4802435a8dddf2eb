"use client"

import { usePathname } from "next/navigation"
import type { MouseEvent, ReactNode } from "react"
import { Link } from "./link"

/** The narrow page's menu is a popover in a layout that stays while the page changes: it has to be closed by hand. */
function closeMenu(event: MouseEvent<HTMLElement>) {
  const menu = event.currentTarget.closest<HTMLElement>("[popover]")
  if (menu?.matches(":popover-open")) menu.hidePopover()
}

/**
 * A link of the navigation, marked as current by the address: a layout is not rendered again when one moves on.
 * @param exact whether the pages below the address are other entries' pages
 */
export function NavLink(props: { href: string; exact?: boolean; title: string; children: ReactNode }) {
  const { href, exact = false, title, children } = props
  const path = usePathname()
  const current = path === href ? "page" : !exact && path?.startsWith(`${href}/`) ? "true" : undefined
  return (
    <Link href={href} title={title} aria-current={current} onClick={closeMenu}>
      {children}
    </Link>
  )
}
