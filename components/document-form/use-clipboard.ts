"use client"

import { useTranslations } from "next-intl"
import { type RefObject, useEffect, useEffectEvent, useState } from "react"
import { MAX_LINES } from "@/domain/documents/check-lines"
import type { Language } from "@/language/language"
import { emptied } from "./change-lines"
import { copiedCells, putCells } from "./copied-lines"
import type { FormLines } from "./form-lines"
import type { GridTools } from "./grid-actions"
import { ADD_ROW, type GridCursor, type GridPlace } from "./grid-cursor"
import { askForNumbers, type NumberWords } from "./meant-numbers"
import { pastedBlock } from "./pasted-block"
import { numbersOf, type PasteTarget, pasteBlock, withMeanings } from "./pasted-lines"
import { readTabText } from "./tab-text"
import type { LineColumn, LinesElsewhere } from "./view"

type Clipboard = Omit<GridTools, "cursor"> & {
  cursor: RefObject<GridCursor | undefined>
  lines: FormLines
  columns: readonly LineColumn[]
  language: Language
  /** Address that says what numbers mean. */
  numbers: string
  elsewhere: LinesElsewhere
}

/** What the last paste came to. */
export type PasteOutcome =
  | {
      rows: number
      unknown: readonly string[]
      /** Lines that were made where the page ended, and the document goes on. */
      beyond: number
    }
  | "too_much"
  | "working"

/** Copying, cutting and pasting blocks of the lines. @returns what to say of the last paste */
export function useClipboard(
  table: RefObject<HTMLTableElement | null>,
  clipboard: Clipboard,
): PasteOutcome | undefined {
  const { lines, columns, language } = clipboard
  const t = useTranslations("documents.paste")
  const [report, setReport] = useState<PasteOutcome>()

  const words: NumberWords = {
    blocked: no => t("blocked", { no }),
    noItem: (text, like) => (like ? t("noItemLike", { text, like }) : t("noItem", { text })),
    noAccount: text => t("noAccount", { text }),
  }
  const say: PasteTarget["say"] = {
    notANumber: text => t("notANumber", { text }),
    notOnThisLine: text => t("notOnThisLine", { text }),
  }

  async function pasteAt(text: string, at: GridPlace): Promise<void> {
    const cells = readTabText(text)
    if (cells.length > MAX_LINES) return setReport("too_much")
    setReport("working")
    const block = pastedBlock(cells, columns, at.id === ADD_ROW ? undefined : at.field)
    const target = (newId: () => string): PasteTarget => {
      const place = lines.ids().indexOf(at.id)
      const isKept = ({ id }: { id: string }) => clipboard.isKept(id)
      return { columns, language, at: place < 0 ? lines.ids().length : place, isKept, newId, say }
    }
    let made = 0
    const tried = pasteBlock(
      lines.lines(),
      block,
      target(() => `tried${++made}`),
    )
    const { before, after } = clipboard.elsewhere
    if (before + tried.lines.length + after > MAX_LINES) return setReport("too_much")
    const meaningOf = await askForNumbers(clipboard.numbers, numbersOf(tried.lines, tried.covered), words)
    const first = { id: "", field: block.fields.find(field => field !== undefined) ?? "no" }
    lines.change(now => {
      const pasted = pasteBlock(
        now,
        block,
        target(() => lines.newId()),
      )
      first.id = pasted.lines.find(({ id }) => pasted.covered.has(id))?.id ?? ""
      return withMeanings(pasted, now, meaningOf ?? (() => undefined))
    })
    clipboard.onChange()
    setReport({ rows: block.rows.length, unknown: block.unknown, beyond: after > 0 ? made : 0 })
    requestAnimationFrame(() => clipboard.cursor.current?.go(first))
  }

  const paste = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? ""
    const at = clipboard.cursor.current?.placeOf(event.target)
    if (!at || text.trim() === "" || !isOurs(text, at)) return
    event.preventDefault()
    void pasteAt(text, at)
  })

  /** A single text is the browser's to put into a field, but for a figure, whose way of writing has to be told. */
  function isOurs(text: string, at: GridPlace): boolean {
    if (/[\t\r\n]/u.test(text.replace(/[\r\n]+$/u, ""))) return true
    const column = columns.find(({ name }) => name === at.field)
    return clipboard.cursor.current?.mode === "navigate" && at.id !== ADD_ROW && column?.kind === "number"
  }

  /** The block as cells; undefined while the text of a cell is edited. */
  const copy = useEffectEvent((event: ClipboardEvent) => {
    const cursor = clipboard.cursor.current
    const at = cursor?.placeOf(event.target)
    if (!cursor || !at || at.id === ADD_ROW || cursor.mode === "edit" || !event.clipboardData) return
    const block = cursor.block(at)
    const copied = columns.filter(({ name }) => block.fields.includes(name))
    if (copied.length === 0) return
    putCells(
      event.clipboardData,
      copiedCells(
        block.ids.flatMap(id => lines.line(id) ?? []),
        copied,
        language,
      ),
    )
    event.preventDefault()
    if (event.type !== "cut") return
    lines.change(now => emptied(now, block, clipboard.canType))
    clipboard.onChange()
  })

  useEffect(() => {
    const element = table.current
    if (!element) return
    const end = new AbortController()
    element.addEventListener("paste", paste, { signal: end.signal })
    element.addEventListener("copy", copy, { signal: end.signal })
    element.addEventListener("cut", copy, { signal: end.signal })
    return () => end.abort()
  }, [table])

  return report
}
