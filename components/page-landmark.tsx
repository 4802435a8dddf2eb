"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { type ReactNode, useEffect, useRef } from "react"

/**
 * The page's own landmark, where the skip link leads. It takes the focus when another page comes into the frame and
 * nothing on that page took it: the browser would leave it on what is gone, or in the navigation before the page. A
 * search draws the page anew as well: the focus goes back to the field it was in.
 */
export function PageLandmark({ children }: { children: ReactNode }) {
  const landmark = useRef<HTMLElement>(null)
  const last = useRef<Element>(null)
  const [path, search] = [usePathname(), useSearchParams()?.toString()]
  const shown = useRef({ path, search })
  useEffect(() => {
    const before = shown.current
    if (path === before.path && search === before.search) return
    shown.current = { path, search }
    const [main, focused] = [landmark.current, document.activeElement]
    if (!main || (focused !== main && main.contains(focused))) return
    if (path !== before.path) main.focus({ preventScroll: true })
    else if (focused === document.body || focused === main)
      (searchControlLike(main, last.current) ?? main).focus({ preventScroll: true })
  }, [path, search])
  return (
    <main
      ref={landmark}
      className="page"
      id="content"
      tabIndex={-1}
      onFocus={event => {
        if (event.target !== event.currentTarget) last.current = event.target
      }}
    >
      {children}
    </main>
  )
}

/** The control of the page's search that stands where `control` stood in the one before it. */
function searchControlLike(main: HTMLElement, control: Element | null): HTMLElement | null {
  if (!control?.closest('[role="search"]')) return null
  const name = control.getAttribute("name")
  return main.querySelector(`[role="search"] ${name ? `[name="${CSS.escape(name)}"]` : "[type=submit]"}`)
}
