"use client"

import { useTranslations } from "next-intl"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { useDrawnIn } from "@/components/form/drawn-in"
import { Table, TableBody } from "@/components/table"
import { ActiveLine, ActiveLineContext } from "./active-line"
import { AddLine } from "./add-line"
import { badPlacesOf, goToBad } from "./bad-places"
import { inserted, moved, removed, typable } from "./change-lines"
import { CopyLines } from "./copy-lines"
import type { GridPlace } from "./grid-cursor"
import { KeyList, type KeyListHandle } from "./key-list"
import { LineChunks } from "./line-chunks"
import { type CodeOption, type LineGrid, LineGridContext, type LineLookups } from "./line-grid"
import { headOf, LineHeads } from "./line-heads"
import { mayArriveAt } from "./may-arrive"
import { PasteReport } from "./paste-report"
import { useClipboard } from "./use-clipboard"
import { useFormLines, useLineIds } from "./use-form-lines"
import { useGrid } from "./use-grid"
import { useIsScripted } from "./use-is-scripted"
import { useSentLines } from "./use-sent-lines"
import type { Candidate, DocumentView, FormLine, LineColumn, LineFacts, LinesElsewhere, PriceField } from "./view"

/** A charge allows no invoice discount unless somebody ticks it. */
const noDiscount = { allowInvoiceDiscount: "no" }

type Props = {
  view: DocumentView
  facts: Readonly<Record<string, LineFacts>>
  columns: readonly LineColumn[]
  priceField: PriceField
  pricesIncludingVat: boolean
  lookups: LineLookups
  vatGroups: readonly CodeOption[]
  elsewhere: LinesElsewhere
  /** Differs with every answer that draws the form anew. */
  answer: string
  /** Told when lines were added, moved or deleted. */
  onChange: () => void
}

/** The lines of a document, in the grid's keys (grid-keys.ts). What they hold is in `useFormLines`, also of lines far away. */
export function DocumentLines(props: Props) {
  const { view, facts, columns, priceField, lookups, vatGroups, elsewhere, answer, onChange } = props
  const isInPages = elsewhere.before + elsewhere.after > 0
  const prices = props.pricesIncludingVat ? "incl" : "excl"
  const t = useTranslations("documents")
  const table = useRef<HTMLTableElement>(null)
  const keys = useRef<KeyListHandle>(null)
  const { pending, state, issuesFor } = useFormAnswer()
  // Rows are drawn anew for another answer, not for one that is under way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it says the same until then
  const issues = useMemo(() => (state.issues.length > 0 ? issuesFor : undefined), [state.issues])
  const lines = useFormLines()
  const ids = useLineIds()
  const [active] = useState(() => new ActiveLine(lines.ids()[0]))
  const isScripted = useIsScripted()
  useSentLines(table, facts)

  const isKept = useCallback((id: string) => facts[id]?.isKept ?? false, [facts])
  const canType = useMemo(() => typable(columns, isKept), [columns, isKept])

  const badPlaces = () => badPlacesOf(lines.lines(), columns, new Set(state.issues.map(({ field }) => field)))
  const language = useDrawnIn()
  const tools = { priceField, canType, isKept, badPlaces, showKeys: () => keys.current?.show(), onChange }
  const cursor = useGrid(table, { ...tools, lines, columns, active, language })
  const report = useClipboard(table, {
    ...tools,
    cursor,
    lines,
    columns,
    language,
    numbers: lookups.numbers,
    elsewhere,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer says where the focus goes
  useEffect(() => {
    const isArrival = answer === "first"
    const isWelcome = () => !isArrival || mayArriveAt(view.focus)
    if (!isWelcome()) return
    // A page that was just opened does not move away under the hand: what is pressed then would be let go elsewhere.
    const options = { preventScroll: isArrival }
    const [scope, id = "", field = ""] = view.focus?.split(".") ?? []
    const go = () => scope === "lines" && cursor.current?.go({ id, field }, options)
    // A line that the answer brought is drawn only after it, and one that sleeps wakes then; whoever pressed something meanwhile is busy.
    const goNext = () => requestAnimationFrame(() => isWelcome() && go())
    if (scope === "lines") (!isArrival && go()) || goNext()
    else if (view.focus) document.getElementById(view.focus)?.focus(options)
  }, [answer])

  const change = useCallback(
    (edit: (now: readonly FormLine[]) => readonly FormLine[], focus?: GridPlace) => {
      lines.change(edit)
      onChange()
      if (focus) requestAnimationFrame(() => cursor.current?.go(focus))
    },
    [lines, onChange, cursor],
  )
  const add = (line: Omit<FormLine, "id">, field: string) => {
    const id = lines.newId()
    change(now => inserted(now, { id, ...line }, undefined), { id, field })
  }
  const heads = useMemo(
    () => Object.fromEntries(columns.map(({ name }) => [name, name === "line" ? t("line") : headOf(t, name, prices)])),
    [columns, t, prices],
  )
  const grid = useMemo<LineGrid>(
    () => ({
      ...{ columns, heads, facts, priceField, prices, lookups, vatGroups, isInPages },
      candidates: view.candidates,
      issuesFor: issues,
      onMove(id, step) {
        const focused = document.activeElement
        change(now => moved(now, id, step))
        requestAnimationFrame(() => focused instanceof HTMLElement && focused.focus())
      },
      onDelete(id) {
        const rows = lines.ids()
        const next = rows[rows.indexOf(id) + 1] ?? rows[rows.indexOf(id) - 1] ?? "add"
        change(now => removed(now, [id], isKept), { id: next, field: "description" })
      },
    }),
    [
      columns,
      heads,
      facts,
      priceField,
      prices,
      lookups,
      vatGroups,
      isInPages,
      view.candidates,
      issues,
      change,
      lines,
      isKept,
    ],
  )

  // What a charge is called is the document's language's to say.
  const addNumbered = (type: "item" | "gl_account" | "charge", { value, label }: Candidate) =>
    add(
      { type, values: { no: value, ...(type === "charge" ? noDiscount : { description: label }), quantity: "1" } },
      "quantity",
    )
  const addComment = (text: string) => add({ type: "comment", values: { description: text } }, "description")
  const gridRole = isScripted && {
    role: "grid",
    "aria-rowcount": elsewhere.before + ids.length + elsewhere.after + 2,
    "aria-colcount": columns.length + 1,
    "aria-multiselectable": true,
  }

  return (
    <section className="lines" aria-labelledby="lines">
      <div className="section">
        <h2 id="lines">{t("lines")}</h2>
        <CopyLines
          columns={columns}
          prices={prices}
          language={language}
          all={isInPages ? lookups.lines : undefined}
          loaded={view.loaded}
        />
        <KeyList ref={keys} columns={columns} priceField={priceField} />
      </div>
      <PasteReport
        report={report}
        onNext={() => cursor.current && goToBad(badPlaces(), cursor.current, undefined, 1)}
      />
      <input type="hidden" name="loaded" value={view.loaded.join(",")} />
      {view.loaded
        .filter(id => !ids.includes(String(id)))
        .map(id => (
          <input key={id} type="hidden" name="deleted" value={id} />
        ))}
      <LineGridContext value={grid}>
        <ActiveLineContext value={active}>
          <Table
            className={isInPages ? "grid stack in-pages" : "grid stack"}
            ref={table}
            aria-labelledby="lines"
            {...gridRole}
          >
            <LineHeads columns={columns} prices={prices} />
            <LineChunks ids={ids} before={elsewhere.before} isScripted={isScripted} />
            <TableBody>
              <AddLine
                key={answer}
                view={view}
                lookups={lookups}
                columns={columns.length + 1}
                rowIndex={elsewhere.before + ids.length + 2}
                readOnly={pending}
                onNumbered={addNumbered}
                onComment={addComment}
              />
            </TableBody>
          </Table>
        </ActiveLineContext>
      </LineGridContext>
    </section>
  )
}
