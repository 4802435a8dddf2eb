/** One bank account of a vendor by its id, as text. */
import { and, eq } from "drizzle-orm"
import { vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { holdVendor, stateOf, type VendorBankAccount } from "./bank-account"

/** @throws NotFound where the company has none; Forbidden for who sees no vendors */
export async function seeAccount(tx: Tx, actor: Actor, id: string): Promise<VendorBankAccount> {
  authorise(actor, "master_data.see")
  const account = await find(tx, actor.companyId, id)
  if (!account) throw new NotFound(`bank account ${id}`)
  return account
}

/**
 * Locks an account that nobody has answered for yet, by its vendor, as payments do: whoever comes second waits.
 *
 * @throws Refusal bank_account.answered where it is confirmed, rejected or withdrawn; NotFound, Forbidden
 */
export async function lockAccount(tx: Tx, actor: Actor, id: string): Promise<VendorBankAccount> {
  authorise(actor, "master_data.edit")
  await seeAccount(tx, actor, id)
  const account = await lockAccountOf(tx, actor.companyId, id)
  if (!account) throw refuse("bank_account.answered")
  return account
}

/** Locks it for nobody in particular. @returns null where the company has none, or it was answered or withdrawn */
export async function lockAccountOf(tx: Tx, companyId: number, id: string): Promise<VendorBankAccount | null> {
  const found = await find(tx, companyId, id)
  if (!found) return null
  await holdVendor(tx, companyId, found.vendorNo)
  const held = await find(tx, companyId, id)
  return held && stateOf(held) === "proposed" ? held : null
}

async function find(tx: Tx, companyId: number, id: string): Promise<VendorBankAccount | undefined> {
  if (!/^[1-9]\d{0,14}$/u.test(id)) return undefined
  const b = vendorBankAccount
  const [account] = await tx
    .select()
    .from(b)
    .where(and(eq(b.companyId, companyId), eq(b.id, Number(id))))
  return account
}
