"use client"

import { useTranslations } from "next-intl"
import type { MouseEvent } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { ArrowDown, ArrowDownUp, ArrowUp, Trash2 } from "@/components/icons"
import { Cell } from "@/components/table"
import { useTextOf } from "./line-cell"
import { lineControls } from "./line-controls"
import { LineMore } from "./line-more"
import type { FormLine, LineFacts } from "./view"

type LineToolsProps = {
  line: FormLine
  facts?: LineFacts
  isInPages: boolean
  onMove: (id: string, step: 1 | -1) => void
  onDelete: (id: string) => void
  /** Drawn by a script, and not by the server. */
  isLate: boolean
  /** Of the cell. */
  role: "gridcell" | "cell"
  /** What a button does, of which line. */
  label: (what: "moveUp" | "moveDown" | "delete") => string
}

/** Moves a line and deletes it. Its buttons send the form where there is no script. */
export function LineTools(props: LineToolsProps) {
  const { line, facts, isInPages, isLate, onMove, onDelete, role, label } = props
  // Nothing can be typed while the answer is under way: it would be overwritten.
  const { pending: readOnly } = useFormAnswer()
  // A form looks through all it holds for each button that sends it; where a script draws one, the script does what it asks for.
  const type = isLate ? "button" : "submit"
  const act = (run: () => void) => (event: MouseEvent) => {
    event.preventDefault()
    run()
  }
  const tool = (intent: string, what: "moveUp" | "moveDown" | "delete", Icon: typeof ArrowUp, run: () => void) => (
    <button
      className="btn plain"
      type={type}
      name="intent"
      value={`${intent}.${line.id}`}
      aria-label={label(what)}
      title={label(what)}
      onClick={act(run)}
    >
      <Icon className="icon" aria-hidden="true" />
    </button>
  )
  return (
    <Cell role={role} className="tools col-tools">
      {tool("up", "moveUp", ArrowUp, () => onMove(line.id, -1))}
      {tool("down", "moveDown", ArrowDown, () => onMove(line.id, 1))}
      {facts && isInPages && <MoveTo line={line} facts={facts} readOnly={readOnly} />}
      {line.type !== "comment" && !facts?.isKept && (
        <LineMore line={line} facts={facts} readOnly={readOnly} isLate={isLate} />
      )}
      {!facts?.isKept && tool("delete", "delete", Trash2, () => onDelete(line.id))}
    </Cell>
  )
}

/** Puts a line onto another page of the lines: before the one of this number, when the form is saved. */
function MoveTo({ line, facts, readOnly }: { line: FormLine; facts: LineFacts; readOnly: boolean }) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const name = `${lineControls(line)}.moveTo`
  const typed = line.values.moveTo ?? ""
  useTextOf(name, typed)
  const isWrong = issuesFor(name).length > 0
  const label = t("moveToLine", { line: facts.lineNo })
  return (
    <details className="move-to" open={isWrong || undefined}>
      <summary className="btn plain" aria-label={label} title={label}>
        <ArrowDownUp className="icon" aria-hidden="true" />
      </summary>
      <div>
        <label htmlFor={name}>{t("field.moveTo")}</label>
        <input
          className="input num"
          id={name}
          name={name}
          defaultValue={typed}
          size={8}
          inputMode="numeric"
          data-no-work=""
          autoComplete="off"
          readOnly={readOnly}
          aria-invalid={issuesFor(name).length > 0 || undefined}
          aria-describedby={`${name}-hint`}
        />
        <p className="hint" id={`${name}-hint`}>
          {t("moveToHint")}
        </p>
      </div>
    </details>
  )
}
