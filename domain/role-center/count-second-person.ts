import { and, eq, type SQL, sql } from "drizzle-orm"
import { vendor, vendorRegistration } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { countFew } from "@/domain/lists/count-few"
import { waitingRegistrations } from "@/domain/vendors/list-vendor-registrations"
import { type VendorWait, waitingVendors } from "@/domain/vendors/waiting-vendors"

/** What waits for a second person, for who may answer it; one's own is counted as it is listed. */
export type SecondPerson = {
  /** Vendors that nobody but their maker has looked at. */
  unproven: number
  /** Of these, made by the actor: another looks at them. */
  ownUnproven: number
  /** Vendors that were asked for and are not registered. */
  registrations: number
  /** Vendors with a bank account that is proposed; absent for who may not confirm one. */
  bankAccounts?: number
}

/** Counts what waits for a second person, in one statement; an index holds what waits of each, and nothing else. */
export async function countSecondPerson(tx: Tx, actor: Actor): Promise<SecondPerson> {
  const few = (wait: VendorWait, more?: SQL) =>
    countFew(vendor, and(eq(vendor.companyId, actor.companyId), waitingVendors(wait), more))
  const bankAccounts = may(actor, "vendor_bank_account.edit")
    ? sql`, ${few("bank_account")} as "bankAccounts"`
    : sql.empty()
  const [row] = await tx.execute<SecondPerson>(sql`select
    ${few("unproven")} as unproven,
    ${few("unproven", eq(vendor.registeredBy, actor.userId))} as "ownUnproven",
    ${countFew(vendorRegistration, waitingRegistrations(actor.companyId))} as registrations
    ${bankAccounts}`)
  return row!
}
