import { getLocale, getTranslations } from "next-intl/server"
import { languages, ownName } from "@/language/language"
import { chooseLanguage } from "./choose-language"

/** The languages as buttons, for pages that are seen without signing in. */
export async function LanguageChoice() {
  const current = await getLocale()
  const t = await getTranslations("auth")
  return (
    <nav className="actions" aria-label={t("language")}>
      <form action={chooseLanguage}>
        {languages.map(language => (
          <button
            key={language}
            type="submit"
            name="language"
            value={language}
            className="btn plain"
            lang={language}
            aria-current={language === current ? "true" : undefined}
          >
            {ownName(language)}
          </button>
        ))}
      </form>
    </nav>
  )
}
