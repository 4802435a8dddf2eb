/** The formats behind a language: English as it is written in Europe (20 Nov 2026, 1,234.56), Dutch (20-11-2026, 1.234,56). */
export function localeTag(language: string): "en-GB" | "nl-NL" {
  return language === "nl" ? "nl-NL" : "en-GB"
}
