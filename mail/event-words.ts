import { createTranslator } from "use-intl/core"
import type { Language } from "@/language/language"
import { messages } from "@/messages"
import { type EventTold, eventSentence } from "@/messages/event-sentence"

/** What happened in one sentence, as the bell says it, in a line. */
export function eventWords(language: Language, happened: EventTold): string {
  const words = messages[language].events as Record<string, unknown> as Record<string, string>
  return eventSentence(createTranslator({ locale: language, messages: words }), happened).replaceAll(/\s+/g, " ")
}
