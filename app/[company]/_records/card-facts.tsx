import { getTranslations } from "next-intl/server"
import { Facts } from "@/components/facts"
import type { CardRead } from "@/domain/records/cards"
import { scopeOf } from "@/domain/records/definition"
import { recordText } from "./record-text"

/** A card for who may only look: what is filled in. */
export async function CardFacts({ read: { definition, values, choices } }: { read: CardRead }) {
  const t = await getTranslations(scopeOf(definition) as "setup")
  const text = await recordText(definition, choices)
  const facts = definition.fields
    .filter(
      ({ name, kind }) =>
        !definition.keys.includes(name) && values[name] && (kind !== "boolean" || values[name] === "true"),
    )
    .map(field => ({ term: t(`field.${field.name}`), value: text(field, values[field.name]!) }))
  return <Facts facts={facts} />
}
