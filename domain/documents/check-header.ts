import { isValidDate } from "@/domain/dates/date"
import type { Issue } from "@/domain/errors"
import { headerField } from "./draft"

/**
 * Checks header fields that were changed: dates must be there, texts have a length.
 *
 * @param dates names of the date fields; all others are texts
 * @param lengths most characters, by name
 */
export function checkHeader(
  changed: Readonly<Record<string, string>>,
  dates: ReadonlySet<string>,
  lengths: Readonly<Record<string, number>>,
): Issue[] {
  const issues: Issue[] = []
  for (const [name, value] of Object.entries(changed)) {
    const field = headerField(name)
    const maximum = lengths[name]
    if (dates.has(name)) {
      if (value === "") issues.push({ field, code: "required" })
      else if (!isValidDate(value)) issues.push({ field, code: "not_a_date" })
    } else if (maximum !== undefined && value.length > maximum) {
      issues.push({ field, code: "too_long", params: { maximum } })
    }
  }
  return issues
}
