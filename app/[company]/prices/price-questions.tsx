"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import { CheckboxField } from "@/components/form/checkbox-field"
import { SelectField } from "@/components/form/select-field"

/** What is asked before a price is saved that comes to nothing, or is in force on some of another one's days. */
export function PriceQuestions() {
  const t = useTranslations("prices")
  const answer = useFormAnswer()
  const isAsked = (name: string) => answer.issuesFor(name).length > 0 || Boolean(answer.valueOf(name))
  const mayEnd = !answer.issuesFor("prices.overlap").some(({ code }) => code === "price.overlap_ask_keep")
  const answers = mayEnd ? (["end", "keep"] as const) : (["keep"] as const)
  return (
    <>
      {isAsked("prices.zero") && <CheckboxField name="prices.zero" label={t("question.zero")} />}
      {isAsked("prices.overlap") && (
        <SelectField
          name="prices.overlap"
          label={t("question.overlap")}
          options={[{ value: "", label: "–" }, ...answers.map(value => ({ value, label: t(`question.${value}`) }))]}
        />
      )}
    </>
  )
}
