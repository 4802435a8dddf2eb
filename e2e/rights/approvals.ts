import { waitingEntry } from "@/e2e/support/trade"
import { colleague, people, type Rights } from "./cast"

/** Somebody who is asked to approve a draft. */
const onEntry = async () => {
  const { id, invoiceNo, version } = await waitingEntry(colleague.actor, people[2]!.actor)
  return { at: "administration/approvals/1", bound: [invoiceNo, id], form: { version, to: "0", reason: "Ziek" } }
}

export const approvals: Rights = {
  openPages: {
    "/administration/approvals": "–––✓",
  },
  pagesOf: [
    {
      page: "/administration/approvals/[entry]",
      of: "",
      row: "–––✓",
      made: async () => `/administration/approvals/${(await onEntry()).bound[1]}`,
    },
  ],
  operations: {
    "[company]/administration/approvals/actions#reassignEntry": [{ row: "–––✓", made: async () => onEntry() }],
    // What a sender cancels on the draft itself, by the same operation.
    "[company]/administration/approvals/actions#cancelForSender": [
      {
        row: "·✓✓✓",
        made: async () => {
          const { bound, ...entry } = await onEntry()
          return { ...entry, bound: [bound[0]] }
        },
      },
    ],
  },
}
