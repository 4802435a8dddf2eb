import "server-only"
import { getTranslations } from "next-intl/server"
import type { FieldNames } from "@/app/field-label"
import { CalendarDate } from "@/components/date"
import type { Fact } from "@/components/facts"
import type { PrintedField } from "./printed-fields"

/** Printed fields as a page shows them. @param names of fields that go by another name; default none */
export async function printedFacts(printed: readonly PrintedField[], names: FieldNames = {}): Promise<Fact[]> {
  const t = await getTranslations("documents")
  return printed.map(({ name, kind, value }) => ({
    term: t(`header.${names[name] ?? name}`),
    value: kind === "date" ? <CalendarDate date={value} /> : value,
  }))
}
