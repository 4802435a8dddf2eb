"use client"

import { type ComponentProps, useEffect, useRef } from "react"
import { isFocusFree } from "./focus-is-free"
import { Link } from "./link"

/** The link that is most likely wanted next: it takes the focus when it appears, unless somebody is busy elsewhere. */
export function FocusLink(props: ComponentProps<typeof Link>) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (isFocusFree()) link.current?.focus()
  }, [])
  return <Link {...props} ref={link} />
}
