import { useTranslations } from "next-intl"
import { type EventTold, eventSentence } from "@/messages/event-sentence"

/** Says in one sentence what happened, in the reader's language: for histories and notifications. */
export function useEventSentence(): (event: EventTold) => string {
  const t = useTranslations("events")
  return event => eventSentence(t, event)
}
