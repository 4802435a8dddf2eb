import { useTranslations } from "next-intl"
import { TextField } from "@/components/text-field"
import type { IsoDate } from "@/domain/dates/date"

type Name = "from" | "to" | "at" | "dueFrom" | "dueTo"

/** As they stand in the address. */
const parameters: Record<Name, string> = { from: "from", to: "to", at: "at", dueFrom: "due_from", dueTo: "due_to" }

/** Dates of a filter; the browser's own field writes them as the reader does. */
export function DateFields({ dates }: { dates: Partial<Record<Name, IsoDate | undefined>> }) {
  const t = useTranslations("books")
  return (Object.keys(dates) as Name[]).map(name => (
    <TextField
      key={name}
      type="date"
      name={parameters[name]}
      label={t(name)}
      min="1900-01-01"
      max="2200-12-31"
      defaultValue={dates[name]}
    />
  ))
}
