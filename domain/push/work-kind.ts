import { sql } from "drizzle-orm"
import { pushDelivery, type WorkName } from "@/db/schema"
import type { RelayedKind } from "@/domain/background-work/work-kind"
import { giveUpPush } from "./deliver-push"

/** Messages to browsers. They are written with their notification, and the relay enqueues each as it is due: first, and after each pause. */
export const pushWork: RelayedKind = {
  name: "push_delivery" as WorkName,
  job: "push",
  queue: {
    name: "pushes",
    title: "jobs.name.pushes",
    // Of the database alone: the pauses between tries at a push service are in the table, and outlive the queue.
    attempts: 3,
    pause: { milliseconds: 1_000, doubling: true },
    atOnce: 8,
  },
  kept: { table: pushDelivery, no: sql<string>`${pushDelivery.no}::text`, attempts: pushDelivery.attempts },
  giveUp: giveUpPush,
}
