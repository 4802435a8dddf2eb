import { listOwnAbsences, saveOwnAbsence } from "@/domain/setup/own-absences"
import { colleague, people, type Rights } from "./cast"

export const settings: Rights = {
  openPages: {
    "/settings": "✓✓✓✓",
    "/settings/notifications": "✓✓✓✓",
    "/settings/absences": "––✓–",
    "/notifications": "✓✓✓✓",
  },
  operations: {
    "[company]/settings/absences/actions#saveAbsence": [
      { row: "––✓–", made: async () => ({ at: "settings/absences", form: { "setup.reason": "Holiday" } }) },
    ],
    "[company]/settings/absences/actions#removeAbsence": [
      {
        row: "––✓–",
        made: async () => {
          const { actor } = people[2]!
          const when = { startingDate: "1 Jan 2039", endingDate: "2 Jan 2039" }
          await saveOwnAbsence(actor, { ...when, substituteId: String(colleague.actor.userId) })
          const { startingDate, sequence } = (await listOwnAbsences(actor)).absences.at(-1)!
          return { at: "settings/absences", bound: [startingDate, String(sequence)], form: {} }
        },
      },
    ],
  },
}
