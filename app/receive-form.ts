import "server-only"
import { receivedLine, receivedText } from "@/domain/text/received-text"

/** Fields of several lines; every other is of one. */
const textAreas = new Set(["reason"])

/** As people write it, whatever is sent (domain/text/received-text.ts). Secrets are taken as they are. */
export function receiveForm(form: FormData): void {
  for (const name of new Set(form.keys())) {
    // React's own fields name the action.
    if (name.startsWith("$ACTION_") || isSecret(name)) continue
    const values = form.getAll(name)
    const received = isAlien(name) ? [] : values.map(value => receivedValue(name, value))
    if (received.length === values.length && received.every((value, index) => value === values[index])) continue
    form.delete(name)
    for (const value of received) form.append(name, value)
  }
}

function receivedValue(name: string, value: FormDataEntryValue): FormDataEntryValue {
  if (typeof value !== "string") return value
  return textAreas.has(name) ? receivedText(value) : receivedLine(value)
}

/** No control of ours has such a name, which means something else of every object: `constructor`, `lines.__proto__.no`. */
function isAlien(name: string): boolean {
  return name.split(".").some(part => part in Object.prototype)
}

/** Passwords are typed anew: an answer must not carry them back. */
export function isSecret(name: string): boolean {
  return /password/i.test(name)
}
