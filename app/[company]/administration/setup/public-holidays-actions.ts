"use server"

import { refresh } from "next/cache"
import { getTranslations } from "next-intl/server"
import { answer, type FormState } from "@/app/form-action"
import { isValidDate, partsOf } from "@/domain/dates/date"
import { dutchHolidays } from "@/domain/dates/dutch-holidays"
import { refuse } from "@/domain/errors"
import { addHolidays } from "@/domain/setup/public-holidays"

/** Adds the ticked public holidays to the company's calendar, by their names in the language of who ticked them. */
export async function addPublicHolidays(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const t = await getTranslations("setup.publicHolidays")
    const ticked = [...new Set(form.getAll("dates"))].flatMap(date => {
      if (typeof date !== "string" || !isValidDate(date)) return []
      const names = dutchHolidays(partsOf(date).year).filter(holiday => holiday.date === date)
      return names.length > 0 ? [{ date, description: names.map(({ name }) => t(`name.${name}`)).join(", ") }] : []
    })
    if (ticked.length === 0) throw refuse("setup.no_holiday_ticked", undefined, "dates")
    await addHolidays(actor, ticked)
    refresh()
    return undefined
  })
}
