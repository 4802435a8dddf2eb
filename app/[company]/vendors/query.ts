import { z } from "zod"
import type { VendorSort } from "@/domain/vendors/list-vendors"

const one = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value), schema.optional().catch(undefined))

/** The list's address: what cannot be read is as if it were not there. */
const address = z.object({
  search: one(z.string().trim().max(100)),
  blocked: one(z.enum(["yes", "no"])),
  sort: one(z.enum(["name", "-name", "no", "-no"] satisfies VendorSort[])),
  cursor: one(z.string().max(1_000)),
})

export type VendorsAddress = z.output<typeof address>

export function readAddress(searchParams: Record<string, string | string[] | undefined>): VendorsAddress {
  return address.parse(searchParams)
}

/** The address of the list with some parameters changed; a new order or filter starts at the first page. */
export function addressOf(path: string, now: VendorsAddress, change: Partial<VendorsAddress>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...now, cursor: undefined, ...change })) {
    if (value) parameters.set(name, value)
  }
  const query = parameters.toString()
  return query ? `${path}?${query}` : path
}
