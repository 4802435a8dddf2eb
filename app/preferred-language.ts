import type { Language } from "@/messages"

/** The language a browser asks for (Accept-Language, RFC 9110 12.5.4): Dutch when it ranks above English, else English. */
export function preferredLanguage(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? "").split(",").map(range => {
    const [tag = "", ...parameters] = range.trim().toLowerCase().split(";")
    const q = parameters.map(parameter => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split("-")[0], weight: q === undefined ? 1 : Number(q) }
  })
  const weightOf = (language: Language) =>
    Math.max(0, ...wanted.filter(range => range.language === language).map(range => range.weight))
  const first = wanted.find(range => range.language === "nl" || range.language === "en")
  const [en, nl] = [weightOf("en"), weightOf("nl")]
  return nl > en || (nl === en && nl > 0 && first?.language === "nl") ? "nl" : "en"
}
