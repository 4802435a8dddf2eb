import type { WorkName } from "@/db/schema"

/** What deliveries go by, as a kind of background work. */
export const deliveryName = "webhook_delivery" as WorkName
