import { holiday, purchasesSetup } from "@/db/schema"
import type { RecordField } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  day => `nonworking${day}`,
)

/** On which days of the week nobody works. Deadlines count the others. */
export const baseCalendarDefinition: SetupDefinition = {
  slug: "base-calendar",
  table: purchasesSetup,
  keys: [],
  fields: days.map((name): RecordField => ({ name, kind: "boolean" })),
  listed: [],
  async check(_tx, { after }) {
    return days.every(name => after[name] === "true") ? [{ field: days.at(-1), code: "setup.no_working_day" }] : []
  },
}

/** Days on which nobody works besides those of the week. */
export const holidaysDefinition: SetupDefinition = {
  slug: "holidays",
  table: holiday,
  keys: ["date"],
  fields: [
    { name: "date", kind: "date", required: true },
    { name: "description", kind: "text", maximum: 100, required: true },
  ],
  listed: ["date", "description"],
  latestFirst: true,
}
