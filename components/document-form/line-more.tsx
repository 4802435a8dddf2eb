"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import { Ellipsis } from "@/components/icons"
import { useTextOf } from "./line-cell"
import { fieldsOfMore, lineControls, newLineNumber } from "./line-controls"
import { useLineGrid } from "./line-grid"
import type { FormLine, LineFacts } from "./view"

type Props = { line: FormLine; facts?: LineFacts; readOnly: boolean }

/** What is typed on few lines: behind a button, so that the lines stay narrow. It is open where something in it is wrong. */
export function LineMore({ line, facts, readOnly }: Props) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const nameOf = (field: string) => `${lineControls(line)}.${field}`
  const label = facts ? t("moreLine", { line: facts.lineNo }) : t("moreNewLine", { number: newLineNumber(line) })
  const isWrong = fieldsOfMore.some(field => issuesFor(nameOf(field)).length > 0)
  return (
    <details className="move-to" open={isWrong}>
      <summary className="btn plain" aria-label={label} title={label}>
        <Ellipsis className="icon" aria-hidden="true" />
      </summary>
      <div>
        {(["lineDiscountAmount", "lineAmount"] as const).map(field => (
          <AmountField
            key={field}
            field={field}
            name={nameOf(field)}
            value={line.values[field] ?? ""}
            workedOut={facts?.[field] ?? ""}
            readOnly={readOnly}
          />
        ))}
        <p className="hint" id={`${lineControls(line)}.amounts-hint`}>
          {t("typedAmountHint")}
        </p>
        <PricePerField name={nameOf("pricePer")} value={line.values.pricePer ?? "1"} />
        <VatGroupField name={nameOf("vatProdPostingGroup")} value={line.values.vatProdPostingGroup ?? ""} />
      </div>
    </details>
  )
}

/** Blank: that of the item or account. A group that may not be chosen any more stays until another is. */
function VatGroupField({ name, value }: { name: string; value: string }) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const { vatGroups } = useLineGrid()
  useTextOf(name, value)
  const known = value === "" || vatGroups.some(({ code }) => code === value)
  const options = known ? vatGroups : [...vatGroups, { code: value, description: "" }]
  return (
    <>
      <label htmlFor={name}>{t("field.vatProdPostingGroup")}</label>
      <select
        className="input"
        id={name}
        name={name}
        data-no-work=""
        defaultValue={value}
        aria-invalid={issuesFor(name).length > 0 || undefined}
      >
        <option value="">{t("vatGroupGiven")}</option>
        {options.map(({ code, description }) => (
          <option key={code} value={code}>
            {[code, description].filter(Boolean).join(" – ")}
          </option>
        ))}
      </select>
    </>
  )
}

type AmountProps = {
  field: "lineDiscountAmount" | "lineAmount"
  name: string
  value: string
  /** What it is while nobody types it. */
  workedOut: string
  readOnly: boolean
}

/** Blank: worked out, which stands there in grey. */
function AmountField({ field, name, value, workedOut, readOnly }: AmountProps) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const hint = `${name.slice(0, name.lastIndexOf("."))}.amounts-hint`
  useTextOf(name, value)
  return (
    <>
      <label htmlFor={name}>{t(`field.${field}`)}</label>
      <input
        className="input num"
        id={name}
        name={name}
        data-no-work=""
        defaultValue={value}
        placeholder={workedOut}
        inputMode="decimal"
        autoComplete="off"
        readOnly={readOnly}
        aria-invalid={issuesFor(name).length > 0 || undefined}
        aria-describedby={hint}
      />
    </>
  )
}

/** @param value as it is stored */
function PricePerField({ name, value }: { name: string; value: string }) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  useTextOf(name, value)
  return (
    <>
      <label htmlFor={name}>{t("field.pricePer")}</label>
      <select
        className="input"
        id={name}
        name={name}
        data-no-work=""
        defaultValue={value}
        aria-invalid={issuesFor(name).length > 0 || undefined}
        aria-describedby={`${name}-hint`}
      >
        {["1", "100", "1000"].map(per => (
          <option key={per} value={per}>
            {t(`pricePer.${per}`)}
          </option>
        ))}
      </select>
      <p className="hint" id={`${name}-hint`}>
        {t("pricePerHint")}
      </p>
    </>
  )
}
