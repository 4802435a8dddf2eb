import type { Cases } from "./foreign"

export const insight: Cases = {
  addresses: {
    "/[company]/insight": {},
    "/[company]/insight/[kind]": { kind: "purchases-by-vendor", queries: [of => `group=${of.vendor}`] },
  },
}
