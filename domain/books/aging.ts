import { addDays, type IsoDate } from "@/domain/dates/date"

/** By how many days an amount is overdue; what is due on the day itself is not. */
export const agingBuckets = ["not_due", "1_30", "31_60", "61_90", "over_90"] as const
export type AgingBucket = (typeof agingBuckets)[number]

/** The due dates of a bucket as seen on a date; null is open. */
export function dueDatesOf(bucket: AgingBucket, at: IsoDate): { from: IsoDate | null; to: IsoDate | null } {
  switch (bucket) {
    case "not_due":
      return { from: at, to: null }
    case "1_30":
      return { from: addDays(at, -30), to: addDays(at, -1) }
    case "31_60":
      return { from: addDays(at, -60), to: addDays(at, -31) }
    case "61_90":
      return { from: addDays(at, -90), to: addDays(at, -61) }
    case "over_90":
      return { from: null, to: addDays(at, -91) }
  }
}
