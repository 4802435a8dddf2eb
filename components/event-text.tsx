import { useTranslations } from "next-intl"

export type EventShown = {
  kind: string
  /** Blank: the system. */
  actorName: string
  subjectNo: string
  data: Record<string, unknown>
}

/** What happened, as a sentence in the reader's language: `events.<kind>`; an unknown kind says at least who and where. */
export function EventText({ event }: { event: EventShown }) {
  const t = useTranslations("events")
  const params = { ...plain(event.data), actor: event.actorName || t("system"), no: event.subjectNo }
  return t.has(event.kind) ? t(event.kind, params) : t("other", params)
}

/** What a sentence can take: text and figures. */
function plain(data: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string | number] =>
      ["string", "number"].includes(typeof entry[1]),
    ),
  )
}
