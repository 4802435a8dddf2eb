/** Every role pays, changes, approves and registers at random against the database: nothing is paid that not enough people agreed to, just as it is. */
import { eq } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { approvalUser, paymentOrder } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import type { IsoDate } from "@/domain/dates/date"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"
import { weighOrder } from "@/domain/payment-orders/weigh-order"
import { findPayment } from "@/domain/payments/find-payment"
import { registerPayment } from "@/domain/payments/register-payment"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate, reassign } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { approvalsOf, makeApprovalCompany, setApprover, setSubstitute } from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { changeOrder } from "./change-order"
import { payVendor } from "./pay-vendor"
import { registerOrder, withdrawOrder } from "./register-order"

const deeds = [
  ...["pay", "send", "approve", "asked", "asked", "asked", "register", "register", "change", "describe", "plain"],
  ...["reject", "cancel", "reopen", "delegate", "reassign", "limit", "substitute", "withdraw", "propose", "twice"],
] as const
type Step = { what: (typeof deeds)[number]; who: number; to: number; amount: number }

const FROM = 200

class Walk {
  no = ""
  readonly hands = new Set<number>()
  /** Who proposed where the vendor is paid, whatever they did with an order. */
  readonly proposers = new Set<number>()
  registered = 0
  private day = 0

  constructor(
    readonly home: Awaited<ReturnType<typeof makeApprovalCompany>>,
    readonly people: readonly Actor[],
  ) {}

  async take({ what, who, to, amount }: Step): Promise<void> {
    const [actor, other] = [this.people[who % this.people.length]!, this.people[to % this.people.length]!]
    try {
      await this.deeds[what](actor, other, amount)
    } catch (error) {
      if (![Refusal, Forbidden, NotFound, Stale].some(kind => error instanceof kind)) throw error
    }
  }

  private readonly stored = async () => {
    const { id } = this.home.company
    return (await inCompany(id, tx => tx.select().from(paymentOrder).where(eq(paymentOrder.no, this.no))))[0]!
  }
  private readonly version = async () => (await this.stored())?.version ?? 0
  private readonly ref = () => ({ paymentOrder: this.no })
  private readonly payment = (amount: number) => ({
    vendorNo: this.home.vendor.no,
    bankAccountNo: "BANK",
    postingDate: "2026-05-04" as IsoDate,
    currency: "EUR",
    amount: String(amount),
    description: "Walk",
    paymentMethodCode: "BANK",
    applications: [],
  })

  private readonly deeds: Record<Step["what"], (actor: Actor, other: Actor, amount: number) => Promise<void>> = {
    pay: async (actor, _other, amount) => {
      const made = await payVendor(actor, this.payment(amount))
      expect(made.isOrdered, "a limit").toBe(amount >= FROM)
      if (!made.isOrdered) return
      this.no = made.no
      this.hands.clear()
      for (const hand of [actor.userId, ...this.proposers]) this.hands.add(hand)
    },
    plain: async (actor, _other, amount) => {
      await registerPayment(actor, this.payment(amount))
      expect(amount, "a plain payment").toBeLessThan(FROM)
    },
    send: async actor => {
      await sendForApproval(actor, this.ref(), await this.version())
      this.hands.add(actor.userId)
    },
    approve: async actor => {
      await approve(actor, this.ref(), await this.version())
      expect(this.hands.has(actor.userId), "a hand in it").toBe(false)
      const { reviewState, amountLcy } = await this.stored()
      if (reviewState !== "reviewed") return
      const [limit] = await inCompany(actor.companyId, tx =>
        tx.select().from(approvalUser).where(eq(approvalUser.userId, actor.userId)),
      )
      expect(limit!.unlimited || Number(limit!.approvalLimit) >= Number(amountLcy), "a limit").toBe(true)
    },
    asked: async (actor, other, amount) => {
      const open = (await approvalsOf(actor.companyId, this.no)).at(-1)?.entries.find(({ state }) => state === "open")
      const asked = this.people.find(({ userId }) => userId === open?.approverId)
      if (asked) await this.deeds.approve(asked, other, amount)
    },
    reject: async actor => reject(actor, this.ref(), await this.version(), "No"),
    cancel: async actor => cancelApproval(actor, this.ref(), await this.version()),
    reopen: async actor => reopen(actor, this.ref(), await this.version()),
    withdraw: async actor => withdrawOrder(actor, this.no, await this.version()),
    delegate: async (actor, other) => delegate(actor, this.ref(), await this.version(), other.userId, "Away"),
    reassign: async (actor, other) => {
      const open = (await approvalsOf(actor.companyId, this.no)).at(-1)?.entries.find(({ state }) => state === "open")
      await reassign(actor, this.ref(), await this.version(), open?.id ?? 0, other.userId, "Away")
    },
    change: async actor => {
      this.day = (this.day + 1) % 28
      await this.change(actor, { postingDate: `2026-05-${String(this.day + 1).padStart(2, "0")}` as IsoDate })
    },
    describe: async actor => this.change(actor, { description: `By ${actor.userId}` }),
    limit: async (actor, other, amount) => {
      await setApprover(actor, { approvalLimit: String(amount), superiorId: other === actor ? null : other.userId })
    },
    substitute: async (actor, other, amount) => {
      if (actor !== other) await setSubstitute(actor, other, String(amount))
    },
    // Seldom, or nobody were left who may approve.
    propose: async (actor, _other, amount) => {
      if (amount < 2000) return
      await proposeBankAccount(actor, this.home.vendor.no, {
        ...{ iban: "", accountNo: `${1000 + this.proposers.size}`, bic: "CHASUS33", accountHolder: "Vendor" },
        ...{ evidence: "Letter", verifiedHow: "met", verifiedOn: "2026-05-04" },
      })
      this.proposers.add(actor.userId)
      this.hands.add(actor.userId)
    },
    // One of two who register at once is told so.
    twice: async (actor, other) => {
      const before = await this.version()
      const order = await this.stored()
      const both = await Promise.allSettled([actor, other].map(each => registerOrder(each, this.no, before)))
      const done = both.filter(({ status }) => status === "fulfilled")
      expect(done.length).toBeLessThanOrEqual(order?.reviewState === "reviewed" ? 1 : 0)
      this.registered += done.length
    },
    register: async actor => {
      const before = await this.stored()
      const now = before && (await inCompany(actor.companyId, tx => weighOrder(tx, before)))
      const paymentNo = await registerOrder(actor, this.no, await this.version())
      this.registered += 1
      const good = (await approvalsOf(actor.companyId, this.no)).filter(({ state }) => state === "approved")
      expect(good).toHaveLength(1)
      const { entries, digest, amount } = good[0]!
      expect(digest).toBe(now.digest)
      const agreed = entries.filter(({ state }) => state === "approved")
      expect(agreed.length).toBeGreaterThan(0)
      for (const each of agreed) {
        expect(this.hands.has(each.approverId), "a hand in it").toBe(false)
        expect(each.digest).toBe(now.digest)
      }
      const { entry } = await inCompany(actor.companyId, tx => findPayment(tx, actor.companyId, paymentNo))
      expect([Number(entry.amount), entry.postingDate]).toEqual([Number(amount), now.signed.postingDate])
    },
  }

  private async change(actor: Actor, more: { postingDate?: IsoDate; description?: string }): Promise<void> {
    const { payment } = await this.stored()
    const { postingDate, description } = payment as { postingDate: IsoDate; description: string }
    const kept = { bankAccountNo: "BANK", paymentMethodCode: "BANK", externalDocumentNo: "" }
    await changeOrder(actor, this.no, await this.version(), { ...kept, postingDate, description, ...more })
    if (more.postingDate !== undefined && more.postingDate !== postingDate) this.hands.add(actor.userId)
  }
}

const step = (...whats: readonly Step["what"][]) =>
  fc.record({
    what: fc.constantFrom(...whats),
    who: fc.nat({ max: 6 }),
    to: fc.nat({ max: 6 }),
    amount: fc.constantFrom(10, 200, 500, 2000),
  })

const some = (maxLength: number) => fc.array(step(...deeds), { maxLength })

/** One payment after the other, each asked for, approved and registered, with anything else in between: of deeds alone few would arrive. */
const steps = fc
  .array(fc.tuple(step("pay"), some(3), step("asked"), some(2), step("asked"), some(2), step("register")), {
    minLength: 8,
    maxLength: 10,
  })
  .chain(payments =>
    // Somewhere among them the third proposes where the vendor is paid.
    fc.nat({ max: payments.length }).map(at => {
      const proposal: Step = { what: "propose", who: 3, to: 0, amount: 2000 }
      return [...payments.slice(0, at).flat(2), proposal, ...payments.slice(at).flat(2)]
    }),
  )

/** The straight way: the third pays, whose superior approves, and the head registers. */
const straight: Step[] = [
  { what: "pay", who: 3, to: 0, amount: 500 },
  { what: "approve", who: 1, to: 0, amount: 0 },
  { what: "register", who: 2, to: 0, amount: 0 },
]

test("no walk of any roles pays what nobody may have approved", { timeout: 300_000 }, async () => {
  let [registered, proposed] = [0, 0]
  await fc.assert(
    fc.asyncProperty(steps, async walked => {
      const home = await makeApprovalCompany({ paymentApprovalFrom: String(FROM) })
      const third = await makeActor(home.company.id, "purchasing_manager")
      const both = await makeActor(home.company.id, "purchasing_manager", "administrator")
      for (const each of [third, both]) await setApprover(each, { superiorId: home.lead.userId, approvalLimit: "3000" })
      const walk = new Walk(home, [home.buyer, home.lead, home.head, third, both, home.administrator, home.asker])
      for (const step of straight) await walk.take(step)
      expect(walk.registered).toBe(1)
      for (const step of walked) await walk.take(step)
      registered += walk.registered - 1
      proposed += walk.proposers.size
    }),
    { numRuns: 10, endOnFailure: true },
  )
  // Walks that never arrive, or in which nobody has a hand in the vendor, would prove nothing; beyond the straight way ten of them do.
  expect(registered).toBeGreaterThan(0)
  expect(proposed).toBeGreaterThan(0)
})
