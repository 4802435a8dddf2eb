import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { gatherDigests } from "./gather-digests"

/** Somewhat after each quarter: companies' clocks differ by quarters of an hour, and who chose an hour gets it soon after that. */
export const notificationDigests = scheduledKind({
  name: "notification_digests",
  schedule: { cron: "1-59/15 * * * *", timeZone: "Europe/Amsterdam" },
  perform: companyId => gatherDigests(companyId),
})
