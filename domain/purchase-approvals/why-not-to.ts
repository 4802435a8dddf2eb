import { Refusal, refuse } from "@/domain/errors"
import { requireAllowed } from "./open-entry"
import type { Pending } from "./pending"

/**
 * Why nobody may hand a step of an approval on to somebody, as a refusal at `to`; undefined: they may be asked.
 *
 * @param isLast whether whom it goes to needs limits that suffice
 * @param to user id
 */
export function whyNotTo(
  { considered, entries }: Pick<Pending, "considered" | "entries">,
  step: number,
  isLast: boolean,
  to: number,
): Refusal | undefined {
  const person = considered.setup.people.get(to)
  if (!person) return refuse("approval.no_right", undefined, "to")
  const isAsked = entries.some(
    entry => entry.step === step && entry.approverId === to && ["open", "waiting", "approved"].includes(entry.state),
  )
  if (isAsked) return refuse("approval.asked_already", { name: person.name }, "to")
  try {
    requireAllowed({ approverId: to, forUserId: null }, isLast, considered)
    return undefined
  } catch (error) {
    // The same reason, said of whom it is handed to.
    if (!(error instanceof Refusal)) throw error
    const { code, params } = error.issues[0]!
    return refuse(
      "approval.not_to",
      { no: "", limit: "", ...params, name: person.name, why: code.replace("approval.", "") },
      "to",
    )
  }
}
