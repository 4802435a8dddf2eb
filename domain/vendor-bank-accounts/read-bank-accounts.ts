import { and, desc, eq, gte, inArray, isNull, sql } from "drizzle-orm"
import { event, vendorBankAccount } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { numbersOfVendors } from "@/domain/vendors/numbers-of-vendors"
import {
  type BankAccountState,
  confirmedAccounts,
  coolDownEnd,
  shownNumber,
  stateOf,
  type VendorBankAccount,
} from "./bank-account"
import { goesByRules, isAsked } from "./by-rules"
import { type IbanTwin, ibanKey, readIbanTwins } from "./iban-twins"

/** As many as one looks through. */
const ACCOUNTS_SHOWN = 50

/** Days before a proposal in which a change of how the vendor is reached makes one look twice: thieves change that first. */
const suspiciousDays = 30

const reachedBy = ["phone", "email", "address", "address2", "postCode", "city", "contact", "homePage"]

/** What was changed of how a vendor is reached, or that it was registered. */
export type ContactChange = { at: Date; by: string; field: string | null; old: string; now: string }

export type BankAccountRead = Omit<VendorBankAccount, "companyId" | "iban" | "accountNo"> & {
  /** Printed, or masked for who may not see it. */
  number: string
  state: BankAccountState
  /** Of a proposed one: what was changed shortly before, and since. */
  contactChanges: ContactChange[]
  /** Of a proposed one: vendors that have it too, or one that is nearly the same: one firm's, or a thief's. */
  twins: IbanTwin[]
  /** It is answered by its approval alone. */
  byRules: boolean
  /** Somebody is asked to approve it now. */
  isAsked: boolean
  mayConfirm: boolean
  mayReject: boolean
  mayWithdraw: boolean
  /** When its proposer may confirm it; null: another person does. */
  coolDownUntil: Date | null
}

/** A vendor's bank accounts, those that wait and those that are paid to first. @throws Forbidden */
export async function readBankAccounts(actor: Actor, vendorNo: string): Promise<BankAccountRead[]> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const rows = await tx
      .select()
      .from(vendorBankAccount)
      .where(and(eq(vendorBankAccount.companyId, companyId), eq(vendorBankAccount.vendorNo, vendorNo)))
      // What is over is cut off first: nothing that waits or is paid to goes unseen.
      .orderBy(
        sql`(${vendorBankAccount.rejectedAt} is not null or ${vendorBankAccount.withdrawnAt} is not null)`,
        desc(vendorBankAccount.id),
      )
      .limit(ACCOUNTS_SHOWN)
    const read: BankAccountRead[] = []
    const twins = await readIbanTwins(
      tx,
      companyId,
      rows.filter(row => row.iban !== "" && stateOf(row) === "proposed"),
    )
    for (const row of rows) read.push(await readOne(tx, actor, row, twins.get(ibanKey(row)) ?? []))
    const order: BankAccountState[] = ["proposed", "confirmed", "withdrawn", "rejected"]
    return read.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  })
}

async function readOne(tx: Tx, actor: Actor, row: VendorBankAccount, twins: IbanTwin[]): Promise<BankAccountRead> {
  const { companyId: _, iban: __, accountNo: ___, ...rest } = row
  const state = stateOf(row)
  const isOwn = row.proposedBy === actor.userId
  const mayAnswer = may(actor, "vendor_bank_account.edit")
  const waits = state === "proposed"
  const byRules = waits && (await goesByRules(tx, row.companyId, row.id))
  return {
    ...rest,
    number: shownNumber(row, may(actor, "vendor_bank_account.see")),
    state,
    contactChanges: waits ? await contactChanges(tx, row) : [],
    twins,
    byRules,
    isAsked: byRules && (await isAsked(tx, row.companyId, row.id)),
    mayConfirm: waits && !byRules && mayAnswer && (!isOwn || row.coolDown),
    mayReject: waits && !byRules && mayAnswer && !isOwn,
    mayWithdraw: state === "confirmed" ? mayAnswer : waits && (isOwn || mayAnswer),
    coolDownUntil: waits && !byRules && row.coolDown ? coolDownEnd(row) : null,
  }
}

async function contactChanges(
  tx: Tx,
  { companyId, vendorNo, proposedAt }: VendorBankAccount,
): Promise<ContactChange[]> {
  const since = new Date(proposedAt.getTime() - suspiciousDays * 86_400_000)
  const rows = await tx
    .select({ at: event.at, by: event.actorName, kind: event.kind, data: event.data })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        eq(event.subjectType, "vendor"),
        sql`${event.subjectNo} = any(${numbersOfVendors(companyId, [vendorNo])})`,
        inArray(event.kind, ["vendor.created", "vendor.changed"]),
        gte(event.at, since),
      ),
    )
    .orderBy(desc(event.id))
    .limit(20)
  return rows.flatMap(({ at, by, kind, data }): ContactChange[] => {
    if (kind === "vendor.created") return [{ at, by, field: null, old: "", now: "" }]
    const changes = (data.changes ?? []) as { field: string; old: string; new: string }[]
    return changes
      .filter(({ field }) => reachedBy.includes(field))
      .map(({ field, old, new: now }) => ({ at, by, field, old, now }))
  })
}

/** Where a vendor is paid, for who looks at a document or a payment of it. */
export type PayableAccount = Pick<
  VendorBankAccount,
  "id" | "accountHolder" | "proposedByName" | "confirmedByName" | "confirmedAt"
> & { number: string }

/**
 * The accounts that a vendor is paid to, the latest first; none for who may not see vendors.
 *
 * @returns also how many wait for a second person
 */
export async function readPayableAccounts(
  actor: Actor,
  vendorNo: string,
): Promise<{ accounts: PayableAccount[]; proposed: number }> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  const maySee = may(actor, "vendor_bank_account.see")
  return inCompany(companyId, async tx => {
    const accounts = await confirmedAccounts(tx, companyId, vendorNo)
    const proposed = await tx.$count(
      vendorBankAccount,
      and(
        eq(vendorBankAccount.companyId, companyId),
        eq(vendorBankAccount.vendorNo, vendorNo),
        isNull(vendorBankAccount.confirmedAt),
        isNull(vendorBankAccount.rejectedAt),
        isNull(vendorBankAccount.withdrawnAt),
      ),
    )
    return {
      proposed,
      accounts: accounts.reverse().map(account => ({
        id: account.id,
        number: shownNumber(account, maySee),
        accountHolder: account.accountHolder,
        proposedByName: account.proposedByName,
        confirmedByName: account.confirmedByName,
        confirmedAt: account.confirmedAt,
      })),
    }
  })
}
