import type { Cases } from "./foreign"

export const roleCenter: Cases = {
  addresses: {
    "/[company]": {},
    "/[company]/find": { queries: [of => `q=${of.vendor}`, of => `q=${of.vendor}&open=1`] },
  },
}
