import type { Rights } from "./cast"

export const roleCenter: Rights = {
  openPages: {
    "": "✓✓✓✓",
    "/find": "✓✓✓✓",
  },
}
