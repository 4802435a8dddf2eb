import { getTranslations } from "next-intl/server"
import { Log } from "@/components/log"
import { Section } from "@/components/section"
import type { SetupRead } from "@/domain/setup/read-setup"
import { setupText } from "./setup-text"

/** Who changed what of a row, from what to what. */
export async function SetupHistory({ read: { definition, history, choices } }: { read: SetupRead }) {
  if (history.length === 0) return null
  const t = await getTranslations("setup")
  const text = await setupText(choices)
  const sentence = ({ field: name, old, new: now }: { field: string; old: string; new: string }) => {
    const field = definition.fields.find(each => each.name === name)
    if (!field) return ""
    const shown = (value: string) => text(field, value) || t("history.nothing")
    return t("history.change", { field: t(`field.${name}`), old: shown(old), new: shown(now) })
  }
  return (
    <Section title={t("history.title")}>
      <Log
        entries={history.map(({ id, at, actorName, kind, changes }) => ({
          id,
          at,
          what:
            kind === "setup.changed"
              ? t("history.changed", { actor: actorName, changes: changes.map(sentence).join("; ") })
              : t(kind === "setup.deleted" ? "history.deleted" : "history.created", { actor: actorName }),
        }))}
      />
    </Section>
  )
}
