import { COUNTED_AT_MOST } from "@/domain/lists/read-list"

/** The count of a list, as far as it was counted. */
export function countShown(count: number): string {
  return count > COUNTED_AT_MOST ? `${COUNTED_AT_MOST}+` : String(count)
}
