/** What is said where not even the reader's language is known, apart from all else, as the browser fetches it on its own. */
import type { Language } from "@/language/language"
import { failure as en } from "./en"
import { failure as nl } from "./nl"

export const failures = { en, nl } satisfies Record<Language, object>
