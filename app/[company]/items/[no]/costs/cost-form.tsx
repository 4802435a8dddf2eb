import Form from "next/form"
import { getLocale, getTranslations } from "next-intl/server"
import { issueSentences } from "@/app/issue-sentences"
import { PlainSelectField } from "@/components/plain-select-field"
import { PlainTextField } from "@/components/plain-text-field"
import type { Comparable } from "@/domain/cost-comparison/compare-costs"
import type { Issue } from "@/domain/errors"
import { toPlain } from "@/domain/money/decimal"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"
import type { AskedCost } from "./question-in"

type Props = {
  action: string
  of: Comparable
  asked: AskedCost
  /** As it stands in the address. */
  typed: { quantity?: string; date?: string }
}

/** How many, in which unit, when, and in which currency: kept in the address by a plain form. */
export async function CostForm({ action, of, asked: { question, issues }, typed }: Props) {
  const [t, language, say] = [await getTranslations("costs"), await getLocale(), await issueSentences()]
  const says = (issue?: Issue) => issue && say(issue)
  const quantity = question && formatNumber(toPlain(question.quantity), language, { max: 5 })
  const date = question && formatDate(question.date, language)
  const options = (codes: readonly string[]) => codes.map(code => ({ value: code, label: code }))
  return (
    <Form className="filters" action={action}>
      <PlainTextField
        key={`quantity ${quantity ?? typed.quantity}`}
        name="quantity"
        label={t("quantity")}
        defaultValue={quantity ?? typed.quantity}
        error={says(issues.quantity)}
        inputMode="decimal"
        autoComplete="off"
      />
      <PlainSelectField
        name="unit"
        label={t("unit")}
        defaultValue={question?.unitOfMeasureCode ?? of.units[0]}
        options={options(of.units)}
      />
      <PlainTextField
        key={`date ${date ?? typed.date}`}
        name="date"
        label={t("date")}
        defaultValue={date ?? typed.date}
        error={says(issues.date)}
        autoComplete="off"
      />
      <PlainSelectField
        name="currency"
        label={t("currency")}
        defaultValue={question?.currencyCode ?? ""}
        options={[{ value: "", label: t("vendorsOwn") }, ...options(of.currencies)]}
      />
      <button type="submit" className="btn">
        {t("ask")}
      </button>
    </Form>
  )
}
