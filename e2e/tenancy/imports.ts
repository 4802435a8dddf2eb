import type { Cases, Foreign } from "./foreign"

export const imports: Cases = {
  addresses: {
    "/[company]/imports/[no]": { no: "salesImport" },
    "/[company]/imports/[no]/remarks": { no: "paymentImport" },
    "/[company]/imports/new/[kind]": { kind: "payments", queries: [of => `before=${of.paymentImport}`] },
    "/[company]/imports/new/[kind]/example": { kind: "payments" },
    "/api/[company]/imports/[kind]": { kind: "payments", status: 405 },
  },
  actions: {
    ...Object.fromEntries(
      ["startImport", "readAgain", "mendRows", "undoImport", "tryAgain"].map(name => [
        `[company]/imports/actions#${name}`,
        (of: Foreign) => [{ at: `imports/${of.salesImport}`, bound: [of.salesImport], form: {} }],
      ]),
    ),
  },
}
