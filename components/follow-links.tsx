"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"
import { isPlainClick } from "./plain-click"

/**
 * Follows every `Link` of the page: one listener for all. What a browser does by itself with a click (a new tab or window, a download)
 * is left to it, and so is a click that was answered already. Put it on every page, once.
 */
export function FollowLinks() {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-page]") : null
      if (!link || event.defaultPrevented || !isPlainClick(event) || link.target || link.origin !== location.origin)
        return
      event.preventDefault()
      router.push(link.pathname + link.search + link.hash, { scroll: link.dataset.page === "" })
    }
    // Behind React, which listens at the document: a component may have answered the click.
    window.addEventListener("click", follow)
    return () => window.removeEventListener("click", follow)
  }, [router])
  return null
}
