import { createTranslator } from "use-intl/core"
import type { Language } from "@/language/language"
import { messages, type Namespace } from "@/messages"

/** Says a message; the key may be put together, so it is a plain string. */
export type Translate = (key: string, params?: Record<string, string | number>) => string

/** The messages of one namespace in a language, outside any page. */
export function translate(language: Language, namespace: Namespace): Translate {
  // To the compiler a flat list: it cannot follow keys that are put together.
  const words = messages[language][namespace] as Record<string, string>
  return createTranslator({ locale: language, messages: words })
}
