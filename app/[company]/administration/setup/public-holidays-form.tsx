import { getLocale, getTranslations } from "next-intl/server"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { proposeHolidays } from "@/domain/setup/public-holidays"
import { formatDate } from "@/language/date-format"
import { addPublicHolidays } from "./public-holidays-actions"

/** The public holidays that the company has not in its calendar yet, to be added with one press. */
export async function PublicHolidaysForm({ actor, company }: { actor: Actor; company: string }) {
  const [t, language] = [await getTranslations("setup.publicHolidays"), await getLocale()]
  const { year, holidays } = await proposeHolidays(actor)
  if (holidays.length === 0) return null
  const options = holidays.map(({ date, name }) => ({
    value: date,
    label: t("one", { date: formatDate(date, language), name: t(`name.${name}`) }),
  }))
  return (
    <Section title={t("title", { year: String(year) })}>
      <Form
        action={addPublicHolidays.bind(null, company)}
        className="form"
        label={t("title", { year: String(year) })}
        clearWhenDone
      >
        <DoneNotice>{t("done")}</DoneNotice>
        <CheckboxGroup
          name="dates"
          key={year}
          label={t("dates")}
          hint={t("hint")}
          options={options}
          defaultValues={holidays.filter(({ isOff }) => isOff).map(({ date }) => date)}
        />
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("adding")}>
            {t("add")}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
