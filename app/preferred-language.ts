import { defaultLanguage, isLanguage, type Language } from "@/language/language"

/**
 * The language a browser asks for (Accept-Language, RFC 9110 12.5.4): of those we speak the one it ranks highest, and of
 * several of one rank the first; where it ranks none, the default one.
 */
export function preferredLanguage(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? "").split(",").flatMap(range => {
    const [tag = "", ...parameters] = range.trim().toLowerCase().split(";")
    const q = parameters.map(parameter => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    const language = tag.split("-")[0]
    return isLanguage(language) ? [{ language, weight: q === undefined ? 1 : Number(q) }] : []
  })
  const best = Math.max(...wanted.map(({ weight }) => weight))
  return best > 0 ? wanted.find(({ weight }) => weight === best)!.language : defaultLanguage
}
