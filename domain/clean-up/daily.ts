/** When what is too old is removed: at night, one kind after the other, by the clocks of the Netherlands. */
export const daily = (minute: number) => ({ cron: `${minute} 3 * * *`, timeZone: "Europe/Amsterdam" })

/** Days that things are kept after they have ended; docs/operations.md tells of them. */
export const keptDays = {
  sessions: 30,
  notifications: 365,
  capturedMail: 30,
  importRows: 180,
  apiTokens: 30,
  webhookDeliveries: 30,
}
