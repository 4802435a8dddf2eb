import type { ToldKey } from "@/domain/notifications/read-told"

/** Names the mail of a notification: event and user. */
export function letterId({ eventId, userId }: ToldKey): string {
  return `${String(eventId).padStart(12, "0")}-${userId}`
}
