/** Every message, by language and namespace: a folder a language, a file a namespace. */
import type { Language } from "@/language/language"
import * as en from "./en"
import * as nl from "./nl"

/** The names of the files; every language has the same. */
export type Namespace = keyof typeof en

/** What a language says. */
export type Texts = typeof en

export const messages = { en: { ...en }, nl: { ...nl } } satisfies Record<Language, Record<Namespace, object>>
