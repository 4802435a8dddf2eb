"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { FindField } from "./find-field"

/** The search of everything above whatever page one is on, which stays as it is; Ctrl+K (on a Mac ⌘K) and Alt+Q open it. */
export function FindDialog({ action, lookup }: { action: string; lookup: string }) {
  const t = useTranslations("find")
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isFindKey(event) || document.querySelector("dialog[open]")) return
      event.preventDefault()
      dialog.current?.showModal()
      dialog.current?.querySelector<HTMLInputElement>("[role=combobox]")?.select()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [])

  return (
    <dialog ref={dialog} className="question find-dialog" aria-label={t("label")}>
      <FindField id="find.anywhere" action={action} lookup={lookup} onGo={() => dialog.current?.close()} />
      <p className="hint">{t("hint")}</p>
    </dialog>
  )
}

/** With Alt a keyboard may write another sign: there the key counts. */
function isFindKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (shiftKey) return false
  if (altKey) return code === "KeyQ" && !ctrlKey && !metaKey
  return (ctrlKey || metaKey) && key.toLowerCase() === "k"
}
