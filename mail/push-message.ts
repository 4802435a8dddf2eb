import { pathOfEvent } from "@/domain/job-queue/path-of-event"
import type { ToldOutside } from "@/domain/notifications/read-told"
import type { PushMessage } from "@/domain/push/deliver-push"
import { addressIn, addressOfNotification } from "./address"
import { eventWords } from "./event-words"
import { letterAbout } from "./letter"

/** Beyond it a browser cuts it off anyway. */
const longestTitle = 120

/**
 * What a browser shows of an event, to whoever looks at the screen: the subject of its mail, and the company. It opens what it is about,
 * for who is signed in, and does nothing by itself.
 */
export function pushMessage(told: ToldOutside): PushMessage {
  const title = letterAbout(told)?.subject ?? eventWords(told.language, told)
  return {
    title: title.length > longestTitle ? `${title.slice(0, longestTitle).trimEnd()}…` : title,
    body: told.company.name,
    path: pathIn(addressOfNotification(told.company, told.eventId)),
    page: pathIn(addressIn(told.company, pathOfEvent(told) ?? "notifications")),
    language: told.language,
  }
}

function pathIn(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
