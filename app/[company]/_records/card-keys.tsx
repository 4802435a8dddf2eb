"use client"

import { useEffect, useRef } from "react"

/** Keys of a card, within its form: Ctrl and S save it, Alt and N begin a new one. */
export function CardKeys() {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing) return
      const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyS"
      const isNew = event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyN"
      if (!isSave && !isNew) return
      event.preventDefault()
      if (isSave) place.current?.closest("form")?.requestSubmit()
      else document.querySelector<HTMLElement>("[data-new-card]")?.click()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [])
  return <span ref={place} hidden />
}
