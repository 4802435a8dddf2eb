"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState, useSyncExternalStore } from "react"
import { CostSourceText } from "./cost-source-text"
import { newLineNumber } from "./line-controls"
import { useLiveStore } from "./live"

/** The line that the focus is in: where its cost comes from, its vendor item number, and what is wrong with what is typed. */
export function LineAbout() {
  const t = useTranslations("documents")
  const id = useFocusedLine()
  const store = useLiveStore()
  const line = useSyncExternalStore(
    store.subscribe,
    () => (id ? store.lineOf(id) : undefined),
    () => undefined,
  )
  const says = id ? (store.given.lines[id]?.says ?? []) : []
  if (!id || !line?.no) return null
  const decimals = store.amounts?.decimals ?? 2
  return (
    <span className="about soft">
      <strong>
        {/^\d+$/u.test(id)
          ? t("about.line", { line: line.lineNo })
          : t("about.newLine", { number: newLineNumber({ id }) })}
      </strong>{" "}
      {says.length > 0 ? (
        <span className="bad">{says.join(" ")}</span>
      ) : (
        <>
          <CostSourceText source={line.costSource} unit={line.unitOfMeasureCode} decimals={decimals} />
          {line.vendorItemNo !== "" && ` · ${t("about.vendorItemNo", { no: line.vendorItemNo })}`}
        </>
      )}
    </span>
  )
}

/** The id of the line that the focus is in, "12" or "new1"; null outside the lines. */
function useFocusedLine(): string | null {
  const [id, setId] = useState<string | null>(null)
  useEffect(() => {
    const enter = ({ target }: FocusEvent) => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>("tr[data-line]") : null
      const line = row?.dataset.line
      setId(line && line !== "add" ? line : null)
    }
    document.addEventListener("focusin", enter)
    return () => document.removeEventListener("focusin", enter)
  }, [])
  return id
}
