import type { Language } from "@/language/language"
/** A line of a list; with an address it leads there. */
export type Point = string | { text: string; href: string }

/** What a letter says, in the order it says it. */
export type Content = {
  language: Language
  greeting: string
  lead: string
  points: readonly Point[]
  link: { href: string; label: string }
  footer: string
}

/** The same words as plain text and as simple HTML, without images or anything from elsewhere. */
export function page(content: Content): { text: string; html: string } {
  const { language, greeting, lead, points, link, footer } = content
  const text = [
    greeting,
    lead,
    ...(points.length > 0
      ? [points.map(point => `- ${typeof point === "string" ? point : `${point.text}\n  ${point.href}`}`).join("\n")]
      : []),
    `${link.label}:\n${link.href}`,
    `-- \n${footer}`,
  ].join("\n\n")
  const list = points.length > 0 ? `<ul>${points.map(point => `<li>${item(point)}</li>`).join("")}</ul>` : ""
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Inkoop</title></head>
<body style="font:15px/1.5 system-ui,sans-serif;color:#1c1e24;background:#fff;max-width:36em;margin:2em auto;padding:0 1em">
<p>${escaped(greeting)}</p>
<p>${escaped(lead)}</p>
${list}
<p><a href="${escaped(link.href)}" style="color:#2f4fa8;font-weight:600">${escaped(link.label)}</a></p>
<p style="color:#5d6169;font-size:13px;border-top:1px solid #d9dbe0;padding-top:1em">${escaped(footer)}</p>
</body></html>
`
  return { text, html }
}

function item(point: Point): string {
  if (typeof point === "string") return escaped(point)
  return `<a href="${escaped(point.href)}" style="color:#2f4fa8">${escaped(point.text)}</a>`
}

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, mark => `&#${mark.charCodeAt(0)};`)
}
