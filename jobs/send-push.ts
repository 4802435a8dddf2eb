import { deliverPush } from "@/domain/push/deliver-push"
import { pushMessage } from "@/mail/push-message"
import type { Payload } from "./queues"

/** Tells one browser of one notification. */
export function sendPushJob({ companyId, no }: Payload): Promise<string> {
  return deliverPush(companyId, Number(no), pushMessage)
}
