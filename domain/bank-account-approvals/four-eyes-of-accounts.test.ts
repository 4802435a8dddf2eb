/** Every role proposes, edits the vendor, answers and confirms at random against the database: no account is confirmed that not enough people agreed to. */
import { eq } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { vendorBankAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate, reassign } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import {
  confirmBankAccount,
  rejectBankAccount,
  withdrawBankAccount,
} from "@/domain/vendor-bank-accounts/answer-bank-account"
import { weighAccount } from "@/domain/vendor-bank-accounts/weigh-account"
import { readVendor } from "@/domain/vendors/read-vendor"
import { saveVendor } from "@/domain/vendors/save-vendor"
import { approvalsOf, makeApprovalCompany, setApproval, setApprover, setSubstitute } from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { proposeBankAccount } from "./propose-bank-account"

const deeds = [
  ...["propose", "send", "approve", "asked", "asked", "confirm", "reject", "plainly", "cancel", "reopen"],
  ...["delegate", "reassign", "substitute", "edit", "withdraw", "switch", "twice"],
] as const
type Step = { what: (typeof deeds)[number]; who: number; to: number }

class Walk {
  id = 0
  approved = 0
  edited = 0
  private made = 0
  private byRules = true
  private readonly hands = new Set<number>()
  private readonly editors = new Set<number>()

  constructor(
    readonly home: Awaited<ReturnType<typeof makeApprovalCompany>>,
    readonly people: readonly Actor[],
  ) {}

  async take({ what, who, to }: Step): Promise<void> {
    const [actor, other] = [this.people[who % this.people.length]!, this.people[to % this.people.length]!]
    const before = await this.stored()
    try {
      await this.deeds[what](actor, other)
    } catch (error) {
      if (![Refusal, Forbidden, NotFound, Stale].some(kind => error instanceof kind)) throw error
    }
    const after = await this.stored()
    if (after && before?.id === after.id && !before.confirmedAt && after.confirmedAt)
      await this.isConfirmedRightly(what)
  }

  /** However it came about. */
  private async isConfirmedRightly(what: Step["what"]): Promise<void> {
    const account = (await this.stored())!
    expect(account.confirmedBy).not.toBe(account.proposedBy)
    if (what === "confirm") return expect(this.byRules, "rules").toBe(false)
    const good = (await this.approvals()).filter(({ state }) => state === "approved")
    expect(good).toHaveLength(1)
    const { digest } = await inCompany(account.companyId, tx => weighAccount(tx, account))
    expect(good[0]!.digest).toBe(digest)
    const agreed = good[0]!.entries.filter(({ state }) => state === "approved")
    expect(agreed.length).toBeGreaterThan(0)
    for (const each of agreed) expect(each.digest).toBe(digest)
    expect(agreed.map(({ approverId }) => approverId)).toContain(account.confirmedBy)
    this.approved += 1
  }

  private readonly approvals = () => approvalsOf(this.home.company.id, String(this.id))
  private readonly open = async () => (await this.approvals()).at(-1)?.entries.find(({ state }) => state === "open")
  private readonly ref = () => ({ bankAccount: String(this.id) })
  private readonly stored = async () => {
    const { id } = this.home.company
    const ofId = eq(vendorBankAccount.id, this.id)
    return (await inCompany(id, tx => tx.select().from(vendorBankAccount).where(ofId)))[0]
  }

  private readonly deeds: Record<Step["what"], (actor: Actor, other: Actor) => Promise<unknown>> = {
    propose: async actor => {
      this.made += 1
      this.id = await proposeBankAccount(actor, this.home.vendor.no, {
        ...{ iban: "", accountNo: `${1000 + this.made}`, bic: "CHASUS33", accountHolder: "Vendor" },
        ...{ evidence: "Letter", verifiedHow: "met", verifiedOn: "2026-05-04" },
      })
      this.hands.clear()
      this.hands.add(actor.userId)
    },
    send: async actor => {
      await sendForApproval(actor, this.ref(), 1)
      this.hands.add(actor.userId)
    },
    approve: async actor => {
      await approve(actor, this.ref(), 1)
      expect(this.hands.has(actor.userId) || this.editors.has(actor.userId), "a hand in it").toBe(false)
    },
    asked: async (actor, other) => {
      const open = await this.open()
      const asked = this.people.find(({ userId }) => userId === open?.approverId)
      await this.deeds.approve(asked ?? actor, other)
    },
    confirm: async actor => {
      const isPending = (await this.approvals()).some(({ state }) => state === "pending")
      await confirmBankAccount(actor, this.home.vendor.no, this.id)
      expect(isPending).toBe(false)
    },
    plainly: actor => rejectBankAccount(actor, this.home.vendor.no, this.id, "No"),
    reject: actor => reject(actor, this.ref(), 1, "No"),
    cancel: actor => cancelApproval(actor, this.ref(), 1),
    reopen: actor => reopen(actor, this.ref(), 1),
    withdraw: actor => withdrawBankAccount(actor, this.home.vendor.no, this.id, "No"),
    delegate: (actor, other) => delegate(actor, this.ref(), 1, other.userId, "Away"),
    reassign: async (actor, other) =>
      reassign(actor, this.ref(), 1, (await this.open())?.id ?? 0, other.userId, "Away"),
    substitute: async (actor, other) => {
      if (actor !== other) await setSubstitute(actor, other)
    },
    // Seldom, or nobody were left who may approve.
    edit: async actor => {
      if (this.editors.size > 0) return
      const { no } = this.home.vendor
      const { version, values } = await readVendor(actor, no)
      await saveVendor(actor, { key: [no], version, typed: { ...values, phone: `0${actor.userId}` } })
      this.editors.add(actor.userId)
      this.edited += 1
    },
    switch: async () => {
      this.byRules = !this.byRules
      await setApproval(this.home.company.id, { bankAccountApproval: this.byRules })
    },
    // Of two who answer at once one confirms at most.
    twice: async (actor, other) => {
      const both = await Promise.allSettled([actor, other].map(each => approve(each, this.ref(), 1)))
      const done = both.filter(({ status }) => status === "fulfilled")
      if (actor === other) expect(done.length).toBeLessThanOrEqual(1)
    },
  }
}

const step = (...whats: readonly Step["what"][]) =>
  fc.record({ what: fc.constantFrom(...whats), who: fc.nat({ max: 6 }), to: fc.nat({ max: 6 }) })
const some = (maxLength: number) => fc.array(step(...deeds), { maxLength })

/** One account after the other, each proposed and answered, with anything else in between: of deeds alone few would arrive. */
const steps = fc
  .array(fc.tuple(step("propose"), some(3), step("asked"), some(2), step("asked")), { minLength: 8, maxLength: 10 })
  .map(accounts => accounts.flat(2))

test("no walk of any roles confirms an account that nobody may have approved", { timeout: 300_000 }, async () => {
  let [approved, edited] = [0, 0]
  await fc.assert(
    fc.asyncProperty(steps, async walked => {
      const home = await makeApprovalCompany({ approval: "off" })
      await setApproval(home.company.id, { bankAccountApproval: true })
      const third = await makeActor(home.company.id, "purchasing_manager")
      const both = await makeActor(home.company.id, "purchasing_manager", "administrator")
      for (const each of [third, both]) await setApprover(each, { superiorId: home.lead.userId })
      const walk = new Walk(home, [home.buyer, home.lead, home.head, third, both, home.administrator, home.asker])
      // The straight way: the buyer proposes, and the superior approves.
      await walk.take({ what: "propose", who: 0, to: 0 })
      await walk.take({ what: "approve", who: 1, to: 0 })
      expect(walk.approved).toBe(1)
      for (const each of walked) await walk.take(each)
      approved += walk.approved - 1
      edited += walk.edited
    }),
    { numRuns: 10, endOnFailure: true },
  )
  // Walks that never arrive, or in which nobody edits the vendor, would prove nothing.
  expect(approved).toBeGreaterThan(0)
  expect(edited).toBeGreaterThan(0)
})
