import type { Cases } from "./foreign"

export const settings: Cases = {
  addresses: {
    "/[company]/notifications": { queries: [of => `before=${of.notification}`] },
    "/[company]/notifications/[eventId]": { no: "notification" },
    "/[company]/notifications/unread": {},
    "/[company]/settings": {},
    "/[company]/settings/notifications": {},
    "/[company]/settings/absences": {},
    "/[company]/settings/own-data": {},
  },
  actions: {
    "[company]/settings/notifications/actions#saveNotificationSettings": () => [
      {
        at: "settings/notifications",
        form: { version: "0", digestHour: "7", "way.posted": "off" },
        namesNothing: true,
      },
    ],
    "[company]/settings/absences/actions#saveAbsence": () => [
      { at: "settings/absences", form: { "setup.reason": "Holiday" } },
    ],
    "[company]/settings/absences/actions#removeAbsence": () => [
      { at: "settings/absences", bound: ["2039-01-01", "1"], form: {} },
    ],
    "[company]/notifications/actions#readAll": of => [{ at: "notifications", form: { upTo: of.notification } }],
    "[company]/notifications/actions#readOne": of => [
      { at: "notifications", bound: [Number(of.notification)], form: {} },
    ],
  },
}
