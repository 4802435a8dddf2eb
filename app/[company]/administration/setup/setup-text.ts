import "server-only"
import { getTranslations } from "next-intl/server"
import { type RecordChoices, recordText } from "@/app/[company]/_records/record-text"
import type { RecordValues } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"
import type { Usage } from "@/domain/setup/row-usage"

/** What a row is called: its key. */
export async function rowTitle(
  definition: SetupDefinition,
  values: RecordValues,
  choices: RecordChoices,
): Promise<string> {
  const text = await recordText(definition, choices)
  return definition.keys
    .map(name => text(definition.fields.find(each => each.name === name)!, values[name]!))
    .join(", ")
}

/** Who uses a row, as a list in words. */
export async function usersText(usages: readonly Usage[]): Promise<string> {
  const t = await getTranslations("setup")
  return usages.map(usage => ("noun" in usage ? t(`user.${usage.noun}`) : t(`table.${usage.table}.title`))).join(", ")
}
