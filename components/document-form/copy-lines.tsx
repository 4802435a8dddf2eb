"use client"

import { useTranslations } from "next-intl"
import { useRef, useState } from "react"
import { Copy } from "@/components/icons"
import type { Language } from "@/language/language"
import { copiedCells, copyCells } from "./copied-lines"
import { headOf } from "./line-heads"
import { useFormLines } from "./use-form-lines"
import type { FormLine, LineColumn } from "./view"
import { wholeDocument } from "./whole-document"

type Props = {
  columns: readonly LineColumn[]
  prices: "incl" | "excl"
  language: Language
  /** Address of all lines of the document; undefined: its form has them. */
  all: string | undefined
  /** Ids of the lines that the form was made with. */
  loaded: readonly number[]
}

type Said = { what: "copying" | "again" | "failed" } | { what: "copied"; count: number }

/** Copies all lines of the document with their heads, to be pasted into a spreadsheet, and from there again. */
export function CopyLines({ columns, prices, language, all, loaded }: Props) {
  const t = useTranslations("documents")
  const lines = useFormLines()
  const [said, setSaid] = useState<Said>()
  /** Those of the other pages too, while the browser wants another press of the button. */
  const fetched = useRef<FormLine[]>(undefined)

  async function copy(): Promise<void> {
    if (all && !fetched.current) {
      setSaid({ what: "copying" })
      fetched.current = await fetchLines(`${all}?language=${language}`)
      if (!fetched.current) return setSaid({ what: "failed" })
    }
    const whole = fetched.current ? wholeDocument(fetched.current, loaded, lines.lines()) : lines.lines()
    const typed = columns.filter(({ kind }) => kind !== "fixed")
    const heads = [t("field.type"), ...typed.map(({ name }) => headOf(t, name, prices))]
    const cells = copiedCells(whole, typed, language)
    // A browser copies within moments of a press, which the lines may have taken to come.
    if (!copyCells([heads, ...whole.map(({ type }, at) => [t(`type.${type}`), ...cells[at]!])]))
      return setSaid({ what: "again" })
    fetched.current = undefined
    setSaid({ what: "copied", count: whole.length })
  }

  function leave(): void {
    if (said?.what === "copied") setSaid(undefined)
  }

  return (
    <>
      <span role="status" className="hint">
        {said && (said.what === "copied" ? t("paste.copied", { count: said.count }) : t(`paste.${said.what}`))}
      </span>
      <button type="button" className="btn plain wide-only" onClick={() => void copy()} onBlur={leave}>
        <Copy className="icon" aria-hidden="true" />
        {t("paste.copyAll")}
      </button>
    </>
  )
}

async function fetchLines(address: string): Promise<FormLine[] | undefined> {
  try {
    const answer = await fetch(address)
    return answer.ok ? ((await answer.json()) as FormLine[]) : undefined
  } catch {
    return undefined
  }
}
