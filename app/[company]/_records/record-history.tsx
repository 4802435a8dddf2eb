import { getTranslations } from "next-intl/server"
import { useEventSentence } from "@/components/event-sentence"
import { Log } from "@/components/log"
import { Section } from "@/components/section"
import { type RecordDefinition, scopeOf } from "@/domain/records/definition"
import type { RecordEvent } from "@/domain/records/record-history"
import type { EventTold } from "@/messages/event-sentence"
import { type RecordChoices, recordText } from "./record-text"

type Props = { definition: RecordDefinition; history: readonly RecordEvent[]; choices: RecordChoices }

/** Who changed what of a row, from what to what. */
export async function RecordHistory({ definition, history, choices }: Props) {
  if (history.length === 0) return null
  const t = await getTranslations("setup")
  const own = await getTranslations(scopeOf(definition) as "setup")
  const text = await recordText(definition, choices)
  const sentence = ({ field: name, old, new: now }: { field: string; old: string; new: string }) => {
    const field = definition.fields.find(each => each.name === name)
    if (!field) return ""
    const shown = (value: string) => text(field, value) || t("history.nothing")
    return t("history.change", { field: own(`field.${name}`), old: shown(old), new: shown(now) })
  }
  const what = (event: RecordEvent) => {
    const { kind, actorName: actor, changes } = event
    if (kind.endsWith(".changed")) return t("history.changed", { actor, changes: changes.map(sentence).join("; ") })
    // Of Company Information the logo too, which is no field of it.
    if (definition.card || !kind.startsWith("setup.")) return <Sentence event={event} />
    return t(kind === "setup.deleted" ? "history.deleted" : "history.created", { actor })
  }
  return (
    <Section title={t("history.title")}>
      <Log entries={history.map(event => ({ id: event.id, at: event.at, what: what(event) }))} />
    </Section>
  )
}

function Sentence({ event }: { event: EventTold }) {
  return useEventSentence()(event)
}
