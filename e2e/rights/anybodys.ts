import { ofNoCompany } from "../tenancy/outside"

/** Actions that are one's own to do, whatever the roles. */
export const anybodys = [
  ...ofNoCompany,
  "[company]/notifications/actions#readAll",
  "[company]/notifications/actions#readOne",
  "[company]/settings/api/actions#makeOwnToken",
  "[company]/settings/api/actions#withdrawToken",
  "[company]/settings/notifications/actions#saveNotificationSettings",
]
