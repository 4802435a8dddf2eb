import type { IsoDate } from "@/domain/dates/date"
import { addWorkingDays, type WorkingCalendar } from "@/domain/dates/working-days"
import type { ApprovalSetup } from "./in-force"

/** By when somebody who is asked today answers: in their own working days, or the company's. */
export function dueFrom(
  { day, calendar }: { day: IsoDate; calendar: WorkingCalendar },
  deadlineDays: number | null,
  { approvalDeadlineDays }: Pick<ApprovalSetup, "approvalDeadlineDays">,
): IsoDate {
  return addWorkingDays(day, deadlineDays ?? approvalDeadlineDays, calendar)
}
