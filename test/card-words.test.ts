import { expect, it } from "vitest"
import { customerCard } from "@/domain/customers/customer-card"
import { itemCard } from "@/domain/items/item-card"
import { priceLists } from "@/domain/price-lists/price-list-cards"
import type { CardDefinition } from "@/domain/records/definition"
import { vendorCard } from "@/domain/vendors/vendor-card"
import { vendorTemplateCard } from "@/domain/vendors/vendor-template-card"
import { languages } from "@/language/language"
import { messages } from "@/messages"

const cards: readonly CardDefinition[] = [
  vendorCard,
  vendorTemplateCard,
  itemCard,
  customerCard,
  ...Object.values(priceLists),
]

/** Whether the messages have a text at that place. */
const has = (texts: object, key: string) =>
  typeof key.split(".").reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], texts) === "string"

it.each(languages)("names every field, heading and choice of a card in %s", language => {
  const needed = cards.flatMap(({ slug, fields, card: { similar } }) => [
    ...(similar
      ? [
          `errors.similar.${slug}`,
          `${slug}.field.similar`,
          ...["open", "then", ...similar.likenesses.map(({ by }) => `by.${by}`)].map(key => `${slug}.similar.${key}`),
        ]
      : []),
    ...fields.flatMap(field => [
      `${slug}.field.${field.name}`,
      ...(field.topic ? [`${slug}.topic.${field.topic}`] : []),
      ...(field.kind === "choice" ? field.words.map(word => `${slug}.choice.${field.name}.${word}`) : []),
    ]),
  ])
  expect(needed.length).toBeGreaterThan(20)
  expect(needed.filter(key => !has(messages[language], key))).toEqual([])
})
