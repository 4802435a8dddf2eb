import type { Cases } from "./foreign"

export const roleCenter: Cases = {
  addresses: {
    "/[company]": {},
  },
}
