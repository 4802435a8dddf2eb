"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Ellipsis } from "@/components/icons"
import { type LineFieldDefinition, lineField } from "@/domain/documents/line-fields"
import { useTextOf } from "./line-cell"
import { fieldsOfMore, lineControls, newLineNumber } from "./line-controls"
import { type CodeOption, useLineGrid } from "./line-grid"
import type { FormLine, LineFacts } from "./view"

type Props = {
  line: FormLine
  facts?: LineFacts
  readOnly: boolean
  /** Drawn by a script, and not by the server. */
  isLate: boolean
}

/** What is typed on few lines: behind a button, so that the lines stay narrow. It is open where something in it is wrong. */
export function LineMore({ line, facts, readOnly, isLate }: Props) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  // What the server has drawn stays; what a script draws is drawn once it is looked at.
  const [isDrawn, setDrawn] = useState(!isLate)
  const label = facts ? t("moreLine", { line: facts.lineNo }) : t("moreNewLine", { number: newLineNumber(line) })
  const isWrong = fieldsOfMore.some(field => issuesFor(`${lineControls(line)}.${field}`).length > 0)
  return (
    <details className="move-to" open={isWrong} onToggle={() => setDrawn(true)}>
      <summary className="btn plain" aria-label={label} title={label}>
        <Ellipsis className="icon" aria-hidden="true" />
      </summary>
      <div>
        {(isDrawn || isWrong) &&
          fieldsOfMore.map(field => (
            <MoreField key={field} field={field} line={line} facts={facts} readOnly={readOnly} />
          ))}
      </div>
    </details>
  )
}

type More = (typeof fieldsOfMore)[number]

/** That of both amounts stands below the second. */
const hints = {
  lineDiscountAmount: "typedAmountHint",
  lineAmount: "typedAmountHint",
  pricePer: "pricePerHint",
  vatProdPostingGroup: undefined,
} as const satisfies Record<More, string | undefined>

/** A field by what the line's definition says it holds. */
function MoreField({ field, line, facts, readOnly }: Omit<Props, "isLate"> & { field: More }) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const name = `${lineControls(line)}.${field}`
  const definition = lineField[field]
  const choices = useChoices(definition, line.values[field] ?? "", !facts)
  const text = line.values[field] ?? choices?.[0]?.code ?? ""
  const hint = hints[field]
  useTextOf(name, text)
  const control = {
    id: name,
    name,
    "data-no-work": "",
    defaultValue: text,
    "aria-invalid": issuesFor(name).length > 0 || undefined,
    "aria-describedby": hint && `${lineControls(line)}.${hint}`,
  }
  return (
    <>
      <label htmlFor={name}>{t(`field.${field}`)}</label>
      {choices ? (
        <select {...control} className="input">
          {choices.map(({ code, description }) => (
            <option key={code} value={code}>
              {description}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...control}
          className="input num"
          // What it comes to while nobody types it.
          placeholder={field === "lineAmount" || field === "lineDiscountAmount" ? facts?.[field] : undefined}
          inputMode="decimal"
          autoComplete="off"
          readOnly={readOnly}
        />
      )}
      {hint && field !== "lineDiscountAmount" && (
        <p className="hint" id={`${lineControls(line)}.${hint}`}>
          {t(hint)}
        </p>
      )}
    </>
  )
}

/** What a field is chosen from; undefined: it is typed. A blank asks for the default. A VAT group that may not be chosen any more stays until another is. */
function useChoices(definition: LineFieldDefinition, value: string, isNew: boolean): CodeOption[] | undefined {
  const t = useTranslations("documents")
  const { vatGroups, priceField } = useLineGrid()
  if (definition.kind === "choice") {
    const textOf = (word: string) => t(`${definition.texts}.${word}` as "pricePer.1")
    const words = definition.words.map(word => ({ code: word, description: textOf(word) }))
    // A new line asks for what its item has; only a vendor's price list has anything.
    return isNew && priceField === "directUnitCost" ? [{ code: "", description: t("pricePerGiven") }, ...words] : words
  }
  if (definition.kind !== "vat_group") return undefined
  const isKnown = value === "" || vatGroups.some(({ code }) => code === value)
  const groups = isKnown ? vatGroups : [...vatGroups, { code: value, description: "" }]
  return [
    { code: "", description: t("vatGroupGiven") },
    ...groups.map(({ code, description }) => ({ code, description: [code, description].filter(Boolean).join(" – ") })),
  ]
}
