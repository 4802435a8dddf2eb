"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { Copy } from "@/components/icons"
import type { Language } from "@/language/language"
import { copiedCells, copyCells } from "./copied-lines"
import { headOf } from "./line-heads"
import { useFormLines } from "./use-form-lines"
import type { LineColumn } from "./view"

type Props = { columns: readonly LineColumn[]; prices: "incl" | "excl"; language: Language }

/** Copies all lines with their heads, to be pasted into a spreadsheet, and from there again. */
export function CopyLines({ columns, prices, language }: Props) {
  const t = useTranslations("documents")
  const lines = useFormLines()
  const [isCopied, setCopied] = useState(false)

  function copy() {
    const typed = columns.filter(({ kind }) => kind !== "fixed")
    const heads = [t("field.type"), ...typed.map(({ name }) => headOf(t, name, prices))]
    const cells = copiedCells(lines.lines(), typed, language)
    copyCells([heads, ...lines.lines().map(({ type }, at) => [t(`type.${type}`), ...cells[at]!])])
    setCopied(true)
  }

  return (
    <>
      <span role="status" className="hint">
        {isCopied && t("paste.copied")}
      </span>
      <button type="button" className="btn plain wide-only" onClick={copy} onBlur={() => setCopied(false)}>
        <Copy className="icon" aria-hidden="true" />
        {t("paste.copyAll")}
      </button>
    </>
  )
}
