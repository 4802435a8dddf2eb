import { setImmediate } from "node:timers/promises"
import { receivedLine, receivedText } from "@/domain/text/received-text"

/** Fields of several lines; every other is of one. */
const textAreas = new Set(["reason"])

/** Fields that are put right before others have their turn: each is looked for among all of the form. */
const atOnce = 100

/**
 * As people write it, whatever is sent (domain/text/received-text.ts). Secrets are taken as they are. One way through the
 * form finds what is to be put right, mostly nothing: to look each name up takes a form of 10,000 fields two seconds.
 */
export async function receiveForm(form: FormData): Promise<void> {
  const received = new Map<string, FormDataEntryValue[]>()
  const wrong = new Set<string>()
  for (const [name, value] of form) {
    // React's own fields name the action.
    if (name.startsWith("$ACTION_") || isSecret(name)) continue
    const values = received.get(name) ?? []
    received.set(name, values)
    const right = receivedValue(name, value)
    if (isAlien(name)) wrong.add(name)
    else values.push(right)
    if (right !== value) wrong.add(name)
  }
  let count = 0
  for (const name of wrong) {
    if (++count % atOnce === 0) await setImmediate()
    form.delete(name)
    for (const value of received.get(name)!) form.append(name, value)
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
