import { madeToken, toldWebhook } from "@/e2e/support/trade"
import { colleague, people, type Rights } from "./cast"

async function onWebhook(form: Record<string, string> = {}) {
  const { webhook } = await toldWebhook(people[3]!.actor)
  return { at: `administration/webhooks/${webhook}`, bound: [webhook], form }
}

export const machines: Rights = {
  openPages: {
    "/settings/api": "✓✓✓✓",
    "/administration/api": "–––✓",
    "/administration/webhooks": "–––✓",
  },
  pagesOf: [
    // No company has this one; who may look is told so.
    {
      page: "/administration/webhooks/[webhook]",
      of: "nobody",
      row: "–––·",
      made: async () => "/administration/webhooks/987654321",
    },
  ],
  operations: {
    "[company]/administration/api/actions#withdrawAnyToken": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/api", bound: [Number(await madeToken(colleague.actor))], form: {} }),
      },
    ],
    "[company]/administration/webhooks/actions#addWebhook": [
      {
        row: "–––✓",
        made: async () => ({ at: "administration/webhooks", form: { url: "", kinds: "vendor.changed" } }),
      },
    ],
    "[company]/administration/webhooks/actions#saveWebhook": [
      {
        row: "–––✓",
        made: async () => onWebhook({ version: "1", url: "http://127.0.0.1:9/other", kinds: "vendor.changed" }),
      },
    ],
    "[company]/administration/webhooks/actions#renewSecret": [{ row: "–––✓", made: async () => onWebhook() }],
    "[company]/administration/webhooks/actions#switchOn": [{ row: "–––✓", made: async () => onWebhook() }],
    "[company]/administration/webhooks/actions#dropWebhook": [{ row: "–––✓", made: async () => onWebhook() }],
    "[company]/administration/webhooks/actions#resend": [
      {
        row: "–––✓",
        made: async () => {
          const { webhook, delivery } = await toldWebhook(people[3]!.actor)
          return { at: `administration/webhooks/${webhook}`, bound: [delivery], form: {} }
        },
      },
    ],
  },
}
