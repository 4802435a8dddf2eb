import { labelKey } from "@/app/label-key"
import type { Language } from "@/language/language"
import { messages } from "@/messages"

/**
 * A form as it was sent, to be sent again: what people fill in stands in fields of its own, the rest goes along. Passwords
 * are typed anew; files are chosen anew on the page itself.
 *
 * @param address where it was sent to
 * @param mayBeSent false for what another site sent: a click here would be the reader's own
 */
export function formAgain(form: FormData, address: string, language: Language, mayBeSent: boolean): string {
  const { typed } = messages[language].form
  const controls = [...form].flatMap(([name, value]) => {
    if (typeof value !== "string") return []
    const label = labelOf(name, language)
    if (!label) return mayBeSent ? [`<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`] : []
    const isSecret = /password/i.test(name)
    const kind = isSecret ? ' type="password"' : ""
    // A field of one line would lose where the others end.
    const control = /[\r\n]/.test(value)
      ? `<textarea class="input" name="${escaped(name)}" rows="4">\n${escaped(value)}</textarea>`
      : `<input class="input" name="${escaped(name)}"${kind} value="${isSecret ? "" : escaped(value)}">`
    return [`<label class="field"><span>${escaped(label)}</span>${control}</label>`]
  })
  if (!mayBeSent) return `<div class="form">${controls.join("")}</div>`
  const send = `<p class="actions"><button class="btn primary">${typed.again}</button></p>`
  const attributes = `class="form" method="post" enctype="multipart/form-data" action="${escaped(address)}"`
  return `<form ${attributes}>${controls.join("")}${send}</form>`
}

/** Whether a form holds what somebody typed or chose to send, and not buttons alone. */
export function holdsTyped(form: FormData, language: Language): boolean {
  return [...form].some(([name, value]) =>
    typeof value === "string" ? value !== "" && labelOf(name, language) !== undefined : value.size > 0,
  )
}

/** What the reader knows a control by; undefined for what the page itself had to say. */
function labelOf(name: string, language: Language): string | undefined {
  // A tick: it goes along as it was.
  if (name.endsWith(".allowInvoiceDiscount")) return undefined
  const key = name === "newLine.text" ? "documents.newLine" : labelKey(name)
  const label = key
    ?.split(".")
    .reduce<unknown>((at, part) => at && (at as Record<string, unknown>)[part], messages[language])
  if (typeof label !== "string") return undefined
  const [, row] = /^(?:lines|series)\.(.+)\./.exec(name) ?? []
  return row ? `${label} (${row})` : label
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => entities[sign]!)
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" }
