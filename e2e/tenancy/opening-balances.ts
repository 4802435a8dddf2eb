import type { Cases } from "./foreign"

export const openingBalances: Cases = {
  addresses: {
    "/[company]/administration/opening-balances": {},
    "/[company]/administration/opening-balances/[no]": {},
    "/[company]/administration/opening-balances/prepared/[part]": {},
  },
  actions: {
    "[company]/administration/opening-balances/actions#saveOpeningStart": () => [
      { at: "administration/opening-balances", form: { version: "-1" } },
    ],
    "[company]/administration/opening-balances/actions#putLine": of => [
      {
        at: "administration/opening-balances/prepared/stock",
        bound: ["stock"],
        form: { itemNo: of.item, quantity: "1" },
      },
    ],
    "[company]/administration/opening-balances/actions#removeLines": () => [
      { at: "administration/opening-balances/prepared/stock", bound: ["stock"], form: {} },
    ],
    "[company]/administration/opening-balances/actions#post": () => [
      { at: "administration/opening-balances", form: { version: "-1" } },
    ],
    "[company]/administration/opening-balances/actions#reverseOpened": () => [
      { at: "administration/opening-balances", bound: [98_765], form: { postingDate: "t", reason: "No" } },
    ],
  },
}
