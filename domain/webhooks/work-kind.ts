import { sql } from "drizzle-orm"
import { webhookDelivery } from "@/db/schema"
import type { WorkKind } from "@/domain/background-work/work-kind"
import { deliverMessage, giveUpDelivery } from "./deliver-message"
import { deliveryName } from "./work-name"

/** Messages to the webhooks of companies. A trigger writes them, and the relay enqueues each as it is due: first, and after each pause. */
export const webhookWork: WorkKind = {
  name: deliveryName,
  job: "webhook",
  queue: {
    name: "webhooks",
    title: "webhooks.queue",
    // Of the database alone: the pauses between tries at a receiver are in the table, and outlive the queue.
    attempts: 3,
    pause: { milliseconds: 1_000, doubling: true },
    atOnce: 8,
  },
  kept: { table: webhookDelivery, no: sql<string>`${webhookDelivery.no}::text`, attempts: webhookDelivery.attempts },
  run: deliverMessage,
  giveUp: giveUpDelivery,
  page: () => "administration/webhooks",
  letters: {},
}
