import { readPreparation } from "@/domain/opening-balances/read-preparation"
import { people, type Rights } from "./cast"

const opening = "administration/opening-balances"

const openingVersion = async () => String((await readPreparation(people[2]!.actor)).prepared.version)

export const openingBalances: Rights = {
  openPages: {
    "/administration/opening-balances": "–✓✓✓",
  },
  pagesOf: [
    {
      page: "/administration/opening-balances/prepared/[part]",
      of: "",
      row: "–✓✓✓",
      made: async () => "/administration/opening-balances/prepared/stock",
    },
    // Nobody has posted this one; who may look is told so.
    {
      page: "/administration/opening-balances/[no]",
      of: "nobody",
      row: "–···",
      made: async () => "/administration/opening-balances/98765",
    },
  ],
  operations: {
    "[company]/administration/opening-balances/actions#saveOpeningStart": [
      {
        row: "––✓–",
        made: async () => ({
          at: opening,
          form: { version: await openingVersion(), startDate: "2001-01-01", clearingAccountNo: "1190" },
        }),
      },
    ],
    "[company]/administration/opening-balances/actions#putLine": [
      {
        row: "––✓–",
        made: async () => ({ at: opening, bound: ["accounts"], form: { glAccountNo: "0510", balance: "1" } }),
      },
    ],
    "[company]/administration/opening-balances/actions#removeLines": [
      { row: "––✓–", made: async () => ({ at: opening, bound: ["accounts"], form: { line: "98765" } }) },
    ],
    // What is prepared here is no opening: who may post is told so.
    "[company]/administration/opening-balances/actions#post": [
      { row: "––✓–", made: async () => ({ at: opening, form: { version: "-1" } }) },
    ],
    "[company]/administration/opening-balances/actions#reverseOpened": [
      { row: "––·–", made: async () => ({ at: opening, bound: [98_765], form: { postingDate: "t", reason: "No" } }) },
    ],
  },
}
