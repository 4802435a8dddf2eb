import type { Rights } from "./cast"

export const insight: Rights = {
  openPages: {
    "/insight": "––✓–",
  },
  pagesOf: [{ page: "/insight/[kind]", of: "", row: "––✓–", made: async () => "/insight/purchases-by-month" }],
}
