import type { MailKey } from "@/domain/notifications/pending-mail"

/** Names the mail of a notification: event and user. */
export function letterId({ eventId, userId }: MailKey): string {
  return `${String(eventId).padStart(12, "0")}-${userId}`
}
