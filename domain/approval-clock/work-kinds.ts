import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { escalateOverdue } from "./escalate"
import { remindOfDeadlines } from "./remind"
import { askSubstitutes } from "./substitute"

/** In the morning, by the clocks of the Netherlands: who is told of a deadline reads it at work. */
const morning = (minute: number) => ({ cron: `${minute} 7 * * *`, timeZone: "Europe/Amsterdam" })

/** Each hour: somebody who falls ill says so during the day. */
export const approvalSubstitutes = scheduledKind({
  name: "approval_substitutes",
  schedule: { cron: "5 * * * *", timeZone: "Europe/Amsterdam" },
  perform: companyId => askSubstitutes(companyId),
})

export const approvalReminders = scheduledKind({
  name: "approval_reminders",
  schedule: morning(10),
  perform: companyId => remindOfDeadlines(companyId),
})

export const approvalEscalations = scheduledKind({
  name: "approval_escalations",
  schedule: morning(20),
  perform: companyId => escalateOverdue(companyId),
})
