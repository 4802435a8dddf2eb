import { expect, it } from "vitest"
import { setupDefinitions, setupGroups } from "@/domain/setup/definitions"
import { languages } from "@/language/language"
import { messages } from "@/messages"

/** Every key below a part of the messages of setup, with dots between. */
function keysBelow(part: object): string[] {
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string" ? [key] : keysBelow(value).map(below => `${key}.${below}`),
  )
}

it.each(languages)("names every table, field and choice of setup in %s", language => {
  const known = new Set(keysBelow(messages[language].setup))
  const needed = [
    ...Object.keys(setupGroups).map(group => `group.${group}`),
    ...setupDefinitions.flatMap(({ slug, keys, fields }) => [
      `table.${slug}.title`,
      `table.${slug}.text`,
      // A table of one row has no New.
      ...(keys.length > 0 ? [`table.${slug}.new`] : []),
      ...fields.map(({ name }) => `field.${name}`),
      ...fields.flatMap(field =>
        field.kind === "choice" ? field.words.map(word => `choice.${field.name}.${word}`) : [],
      ),
    ]),
  ]
  expect(needed.filter(key => !known.has(key))).toEqual([])
})
