import { told } from "./companies"
import type { Cases } from "./foreign"

export const machines: Cases = {
  addresses: {
    "/[company]/administration/api": {},
    "/[company]/administration/webhooks": {},
    "/[company]/administration/webhooks/[webhook]": { no: "webhook" },
    "/[company]/settings/api": {},
  },
  actions: {
    "[company]/administration/api/actions#withdrawAnyToken": of => [
      { at: "administration/api", bound: [Number(of.token)], form: {} },
    ],
    "[company]/settings/api/actions#makeOwnToken": () => [
      { at: "settings/api", form: { tokenName: "", days: "7", scopes: "post" } },
    ],
    "[company]/settings/api/actions#withdrawToken": of => [{ at: "settings/api", bound: [Number(of.token)], form: {} }],
    "[company]/administration/webhooks/actions#addWebhook": () => [
      { at: "administration/webhooks", form: { url: "", kinds: "vendor.changed" } },
    ],
    "[company]/administration/webhooks/actions#saveWebhook": of => [
      {
        at: `administration/webhooks/${told.webhook}`,
        bound: [Number(of.webhook)],
        form: { version: "1", url: "http://127.0.0.1:9/other", kinds: "vendor.changed" },
      },
    ],
    "[company]/administration/webhooks/actions#renewSecret": of => [
      { at: `administration/webhooks/${told.webhook}`, bound: [Number(of.webhook)], form: {} },
    ],
    "[company]/administration/webhooks/actions#switchOn": of => [
      { at: `administration/webhooks/${told.webhook}`, bound: [Number(of.webhook)], form: {} },
    ],
    "[company]/administration/webhooks/actions#dropWebhook": of => [
      { at: `administration/webhooks/${told.webhook}`, bound: [Number(of.webhook)], form: {} },
    ],
    "[company]/administration/webhooks/actions#resend": of => [
      { at: `administration/webhooks/${told.webhook}`, bound: [Number(of.delivery)], form: {} },
    ],
  },
}
