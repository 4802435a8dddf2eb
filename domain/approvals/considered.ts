import type { IsoDate } from "@/domain/dates/date"
import type { WorkingCalendar } from "@/domain/dates/working-days"
import type { ApprovalPeople } from "./people"
import type { Subject } from "./subject"

/** All that decides whom something goes to, today. */
export type Considered = {
  setup: ApprovalPeople
  subject: Subject
  /** The company's today, and the days on which it works. */
  day: IsoDate
  calendar: WorkingCalendar
}
