import { z } from "zod"
import type { PurchaseRequestQuery } from "@/domain/purchasing/list-purchase-requests"

const one = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value), schema.optional().catch(undefined))

/** The list's address: what cannot be read is as if it were not there. */
const address = z.object({
  state: one(z.enum(["queued", "ready", "failed", "cancelled"])),
  who: one(z.enum(["me", "everyone"])),
  search: one(z.string().trim().max(100)),
  sort: one(z.enum(["newest", "oldest"])),
  cursor: one(z.string().max(200)),
})

export type RequestsAddress = z.output<typeof address>

export function readAddress(searchParams: Record<string, string | string[] | undefined>): RequestsAddress {
  return address.parse(searchParams)
}

export function queryOf({ state, ...rest }: RequestsAddress): PurchaseRequestQuery {
  return { ...rest, states: state ? [state] : [] }
}

/** The address of the list with some parameters changed; a new order or filter starts at the first page. */
export function addressOf(path: string, now: RequestsAddress, change: Partial<RequestsAddress>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...now, cursor: undefined, ...change })) {
    if (value) parameters.set(name, value)
  }
  const query = parameters.toString()
  return query ? `${path}?${query}` : path
}
