"use client"

import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"
import { TriangleAlert } from "@/components/icons"
import { Notice } from "@/components/notice"
import type { PasteOutcome } from "./use-clipboard"
import { useFormLines } from "./use-form-lines"

/** Above the lines: what a paste came to, and how many of its cells are to be looked at. */
export function PasteReport({ report, onNext }: { report: PasteOutcome | undefined; onNext: () => void }) {
  const t = useTranslations("documents.paste")
  const lines = useFormLines()
  const bad = useSyncExternalStore(
    lines.subscribe,
    () => lines.lines().reduce((count, { problems }) => count + Object.keys(problems ?? {}).length, 0),
    () => 0,
  )
  const next = (
    <button type="button" className="btn" onClick={onNext} aria-keyshortcuts="Alt+PageDown">
      {t("next")}{" "}
      <span aria-hidden="true">
        <kbd>Alt</kbd> <kbd>PageDown</kbd>
      </span>
    </button>
  )
  return (
    <>
      {bad > 0 && (
        <Notice tone="warning" icon={TriangleAlert} announce actions={next}>
          {t("bad", { count: bad })}
        </Notice>
      )}
      <p role="status" className="hint">
        {report && sentence(report)}
      </p>
    </>
  )

  function sentence(last: PasteOutcome): string {
    if (last === "working") return t("working")
    if (last === "too_much") return t("tooMuch")
    const pasted = t("pasted", { count: last.rows })
    const beyond = last.beyond > 0 && t("beyond", { count: last.beyond })
    const unknown = last.unknown.length > 0 && t("unknown", { heads: last.unknown.join(", ") })
    return [pasted, beyond, unknown].filter(Boolean).join(" ")
  }
}
