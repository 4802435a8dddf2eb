"use client"

import { useTranslations } from "next-intl"
import { type MouseEvent, useState } from "react"
import { useError } from "@/components/form/answer"
import { setText } from "@/components/form/set-text"
import { Plus } from "@/components/icons"
import { Cell, Row } from "@/components/table"
import { Candidates } from "./candidates"
import { Combobox } from "./combobox"
import type { LineLookups } from "./line-grid"
import { OtherNames } from "./nothing-found"
import type { Candidate, DocumentView, NewLineType } from "./view"

type Props = {
  view: DocumentView
  lookups: LineLookups
  /** How many the lines have. */
  columns: number
  /** Which row of the grid it is. */
  rowIndex: number
  readOnly: boolean
  /** Adds an item or account that was chosen from the list. */
  onNumbered: (type: Exclude<NewLineType, "comment">, candidate: Candidate) => void
  onComment: (text: string) => void
}

/** The row below the lines: an item by number, name or vendor item number, a G/L account, or a comment. */
export function AddLine({ view, lookups, columns, rowIndex, readOnly, onNumbered, onComment }: Props) {
  const t = useTranslations("documents")
  const [type, setType] = useState<NewLineType>(view.newLine.type)
  const field = "newLine.text"
  const error = useError(field)
  const candidates = view.candidates[field]

  const text = () => document.getElementById(field) as HTMLInputElement

  /** Whether the script does it; an item that was only typed is the server's to find. */
  function addComment(): boolean {
    if (type !== "comment") return false
    const typed = text()
    onComment(typed.value)
    setText(typed, "")
    return true
  }

  return (
    <>
      <Row data-line="add" aria-rowindex={rowIndex}>
        <Cell className="line-no num wide-only col-line">
          <Plus className="icon" aria-hidden="true" />
        </Cell>
        <Cell className="edit col-type-no" colSpan={2}>
          <select
            className="cell"
            name="newLine.type"
            defaultValue={view.newLine.type}
            onChange={event => setType(event.currentTarget.value as NewLineType)}
            aria-label={t("newLineType")}
          >
            <option value="item">{t("type.item")}</option>
            {lookups.accounts && <option value="gl_account">{t("type.gl_account")}</option>}
            {lookups.charges && <option value="charge">{t("type.charge")}</option>}
            <option value="comment">{t("type.comment")}</option>
          </select>
        </Cell>
        <Cell className="lead" colSpan={columns - 4}>
          <Combobox
            className="cell"
            id={field}
            name={field}
            lookup={lookupOf(type, lookups)}
            listsAll={type === "charge"}
            defaultValue={view.newLine.text}
            placeholder={t(placeholderOf(type, lookups))}
            aria-label={t("newLine")}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${field}-error` : undefined}
            readOnly={readOnly}
            nothing={type === "comment" ? undefined : () => <OtherNames />}
            onPick={candidate => {
              onNumbered(type === "comment" ? "item" : type, candidate)
              setText(text(), "")
            }}
            onEnter={addComment}
          />
        </Cell>
        <Cell className="tools col-tools">
          <button
            className="btn plain"
            type="submit"
            name="intent"
            value="add"
            aria-label={t("addLine")}
            title={t("addLine")}
            onClick={(event: MouseEvent) => {
              if (addComment()) event.preventDefault()
            }}
          >
            <Plus className="icon" aria-hidden="true" />
          </button>
        </Cell>
      </Row>
      {error && (
        <Row className="said" aria-rowindex={rowIndex}>
          <Cell colSpan={columns} className="lead">
            <p className="says bad" id={`${field}-error`}>
              {error}
            </p>
            {candidates && <Candidates field={field} label={t("newLine")} candidates={candidates} />}
          </Cell>
        </Row>
      )}
    </>
  )
}

function placeholderOf(type: NewLineType, { accounts }: LineLookups) {
  if (type === "charge") return "addPlaceholderCharge"
  return accounts ? "addPlaceholderOrAccount" : "addPlaceholder"
}

function lookupOf(type: NewLineType, { items, accounts, charges }: LineLookups): string {
  if (type === "charge") return charges ?? items
  return (type === "gl_account" && accounts) || items
}
