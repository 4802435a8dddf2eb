"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import type { FormAction, FormState } from "@/components/form/form-state"
import { CircleCheck } from "@/components/icons"
import { SubmitButton } from "@/components/submit-button"
import { DocumentLines } from "./document-lines"
import { GridStateContext, gridStateOf } from "./grid-state"
import { HeaderFields } from "./header-fields"
import { LineAbout } from "./line-about"
import type { CodeOption } from "./line-grid"
import { LiveProvider, Sums } from "./live"
import type { LiveBasis } from "./live-amounts"
import type { VendorIntent } from "./nothing-found"
import { StaleNotice } from "./stale-notice"
import { FormLinesContext, useLinesOver } from "./use-form-lines"
import type {
  DocumentView,
  HeaderFieldSpec,
  LineColumn,
  LineFacts,
  LinesElsewhere,
  PriceField,
  ReadOnlyFieldSpec,
} from "./view"

export type DocumentFormProps = {
  /** Answers every intent with the form anew (a DocumentView) as its data. */
  action: FormAction
  /** Address of the document. */
  path: string
  view: DocumentView
  facts: Readonly<Record<string, LineFacts>>
  fields: readonly HeaderFieldSpec[]
  readOnlyFields: readonly ReadOnlyFieldSpec[]
  /** Of the lines. */
  columns: readonly LineColumn[]
  priceField: PriceField
  /** As stored: the heads of the lines say so. */
  pricesIncludingVat: boolean
  /** `accounts` and `charges` where lines of them can be added. */
  lookups: {
    party: string
    items: string
    accounts?: string
    charges?: string
    numbers: string
    lines: string
    register?: VendorIntent
  }
  /** VAT product posting groups that a line may have. */
  vatGroups: readonly CodeOption[]
  /** VAT groups and totals as stored. */
  sums: ReactNode
  /** What they are worked out from while one types. */
  basis: LiveBasis
  /** Lines that the document has on other pages, and the way to them. */
  elsewhere: LinesElsewhere
  pager?: ReactNode
  aside: ReactNode
  /** Follows the vendor or customer: what may be done where it is not known. */
  besideParty?: ReactNode
  /** Further buttons beside Save, each with an `intent` of its own that the action knows. */
  buttons?: ReactNode
}

/** The one form in which sales and purchase invoices are edited (look: purchase-invoice). */
export function DocumentForm({ action, ...content }: DocumentFormProps) {
  return (
    <Form action={action} className="page-form" isUnsavedAfter={isChanged}>
      <Content {...content} />
    </Form>
  )
}

/** Adding, moving and deleting lines is answered as done, and nothing is saved by it. */
const isChanged = ({ status, data }: FormState) => status !== "done" || (data as DocumentView).status === "changed"

function Content(props: Omit<DocumentFormProps, "action">) {
  const { path, facts, fields, readOnlyFields, priceField, lookups, sums, elsewhere, pager, aside, buttons } = props
  const { columns, pricesIncludingVat, vatGroups, basis } = props
  const t = useTranslations("documents")
  const { drawing, work } = useFormAnswer()
  const view = (drawing.data as DocumentView | undefined) ?? props.view
  const [touched, setTouched] = useState("")
  // An answer with data is a form anew: what was touched before belongs to the one before.
  const answer = drawing.id || "first"
  const dirty = touched === answer || view.status === "changed"
  const touch = useCallback(() => {
    setTouched(answer)
    work.note()
  }, [answer, work])
  const page = useRef<HTMLDivElement>(null)
  const lines = useLinesOver(view, answer)
  const grid = useMemo(() => gridStateOf(lines, () => page.current), [lines])
  useFocusAfter(answer)
  return (
    <FormLinesContext value={lines}>
      <GridStateContext value={grid}>
        <LiveProvider basis={basis} url={lookups.lines} answer={answer} isChanged={view.status === "changed"}>
          <div className="page-part" onInput={touch} onChange={touch} ref={page}>
            {/* Enter in a field presses the first button: it must not be one that moves or deletes. */}
            <button className="hidden" type="submit" name="intent" value="enter" tabIndex={-1} aria-hidden="true" />
            <input type="hidden" name="version" value={view.version} />
            {view.stale && <StaleNotice view={view} stale={view.stale} path={path} />}
            <div className="split below">
              <div>
                <HeaderFields
                  key={answer}
                  view={view}
                  fields={fields}
                  readOnly={readOnlyFields}
                  partyLookup={lookups.party}
                  register={lookups.register}
                  besideParty={props.besideParty}
                />
                <DocumentLines
                  view={view}
                  facts={facts}
                  columns={columns}
                  priceField={priceField}
                  pricesIncludingVat={pricesIncludingVat}
                  lookups={lookups}
                  vatGroups={vatGroups}
                  elsewhere={elsewhere}
                  answer={answer}
                  onChange={touch}
                />
                {pager}
                <Sums stored={sums} />
              </div>
              <aside>{aside}</aside>
            </div>
            <div className="bar">
              <span role="status">
                {dirty ? (
                  <span className="soft">{t("notSavedYet")}</span>
                ) : (
                  view.status === "saved" && <Saved key={answer} view={view} />
                )}
              </span>
              <LineAbout />
              <div className="actions">
                {buttons}
                <SubmitButton name="intent" value="save" pendingLabel={t("saving")} aria-keyshortcuts="Control+S">
                  {t("save")}{" "}
                  <span aria-hidden="true">
                    <kbd>Ctrl S</kbd>
                  </span>
                </SubmitButton>
              </div>
            </div>
          </div>
        </LiveProvider>
      </GridStateContext>
    </FormLinesContext>
  )
}

/** In the bar, which is seen wherever one is in the document. */
function Saved({ view: { typedCostsKept = 0, vatDifferencesDropped = 0 } }: { view: DocumentView }) {
  const t = useTranslations("documents")
  return (
    <span className="done">
      <CircleCheck className="icon" aria-hidden="true" />
      {t("saved")} {typedCostsKept > 0 && t("typedCostsKept", { count: typedCostsKept })}{" "}
      {vatDifferencesDropped > 0 && t("vatDifferencesDropped", { count: vatDifferencesDropped })}
    </span>
  )
}

/**
 * An answer draws the fields anew: the focus goes back to where it was, unless something else has taken it. A new line
 * gets another id when it is saved and is found by where it stands.
 */
function useFocusAfter(answer: string): void {
  const last = useRef<Place>(null)
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) last.current = placeOf(event.target)
    }
    document.addEventListener("focusin", remember)
    return () => document.removeEventListener("focusin", remember)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer draws the fields anew
  useEffect(() => {
    if (last.current && document.activeElement === document.body) controlAt(last.current)?.focus()
  }, [answer])
}

/** Where a control stands; row -1 outside the lines. */
type Place = { id: string; row: number; field: string }

const lineRows = () => [...document.querySelectorAll("tr[data-line]")]
const fieldOf = ({ id }: HTMLElement) => id.split(".").at(-1) ?? ""

function placeOf(control: HTMLElement): Place {
  const row = control.closest("tr[data-line]")
  return { id: control.id, row: row ? lineRows().indexOf(row) : -1, field: fieldOf(control) }
}

function controlAt({ id, row, field }: Place): HTMLElement | undefined {
  const same = document.getElementById(id)
  if (same || row < 0) return same ?? undefined
  const controls = [...(lineRows()[row]?.querySelectorAll<HTMLElement>("[id]") ?? [])]
  return controls.find(control => fieldOf(control) === field) ?? document.getElementById("newLine.text") ?? undefined
}
