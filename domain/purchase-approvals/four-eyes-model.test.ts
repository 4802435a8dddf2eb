/** Every role walks the table at random against the database: nothing is posted that not enough people agreed to, just as it is. */
import { and, eq } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { approval, approvalAccountLimit, approvalUser, approvalVendorLimit } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readStanding } from "@/domain/approvals/in-force"
import { readLines } from "@/domain/documents/store-lines"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { markReviewed } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import {
  approvalsOf,
  makeApprovalCompany,
  setAccountLimit,
  setApprover,
  setGroup,
  setSubstitute,
  setVendorLimit,
  storedDraft,
} from "@/test/approvals"
import { editOf } from "@/test/edit"
import { makeActor } from "@/test/factories"
import { approve, reject } from "./decide"
import { delegate, reassign } from "./hand-on"
import { sendForApproval } from "./send-for-approval"
import { cancelApproval, reopen } from "./take-back"

type Step = { what: (typeof deeds)[number]; who: number; to: number; price: number }

const deeds = [
  ...["send", "send", "approve", "approve", "approve", "post", "post", "edit", "describe"],
  ...[
    "reject",
    "cancel",
    "reopen",
    "delegate",
    "reassign",
    "limit",
    "vendorLimit",
    "accountLimit",
    "substitute",
    "review",
  ],
] as const

/** Where an item of the test's companies is bought. */
const PURCHASES = "7000"

async function limitsOf({ companyId, userId }: Actor, vendorNo: string) {
  return inCompany(companyId, async tx => {
    const [u, v, a] = [approvalUser, approvalVendorLimit, approvalAccountLimit]
    const [general] = await tx.select().from(u).where(eq(u.userId, userId))
    const [ofVendor] = await tx
      .select()
      .from(v)
      .where(and(eq(v.userId, userId), eq(v.vendorNo, vendorNo)))
    const [ofAccount] = await tx
      .select()
      .from(a)
      .where(and(eq(a.userId, userId), eq(a.accountNo, PURCHASES)))
    return { general, ofVendor, ofAccount }
  })
}

/** What the walk remembers by itself, beside what the portal does. */
class Walk {
  no = ""
  /** Who made, sent or edited the draft. */
  readonly hands = new Set<number>()
  posted = 0

  constructor(
    readonly home: Awaited<ReturnType<typeof makeApprovalCompany>>,
    readonly people: readonly Actor[],
  ) {}

  async begin(price: string): Promise<void> {
    this.no = await this.home.draft(this.home.buyer, price)
    this.hands.clear()
    this.hands.add(this.home.buyer.userId)
  }

  async take({ what, who, to, price }: Step): Promise<void> {
    const [actor, other] = [this.people[who % this.people.length]!, this.people[to % this.people.length]!]
    try {
      await this.deeds[what](actor, other, price)
    } catch (error) {
      if (![Refusal, Forbidden, NotFound, Stale].some(kind => error instanceof kind)) throw error
    }
  }

  private readonly version = async () => (await storedDraft(this.home.company.id, this.no)).version

  private readonly deeds: Record<Step["what"], (actor: Actor, other: Actor, price: number) => Promise<void>> = {
    send: async actor => {
      await sendForApproval(actor, this.no, await this.version())
      this.hands.add(actor.userId)
    },
    approve: async actor => {
      await approve(actor, this.no, await this.version())
      expect(this.hands.has(actor.userId), "a hand in it").toBe(false)
      const { reviewState, amountIncludingVat } = await storedDraft(actor.companyId, this.no)
      if (reviewState !== "reviewed") return
      // Whoever approved it last could, by their own limits.
      const { general, ofVendor, ofAccount } = await limitsOf(actor, this.home.vendor.no)
      const limit = ofVendor ?? general!
      expect(limit.unlimited || Number(limit.approvalLimit) >= Number(amountIncludingVat), "a limit").toBe(true)
      if (ofAccount)
        expect(Number(ofAccount.approvalLimit), "an account's").toBeGreaterThanOrEqual(Number(amountIncludingVat))
    },
    reject: async actor => reject(actor, this.no, await this.version(), "No"),
    cancel: async actor => cancelApproval(actor, this.no, await this.version()),
    reopen: async actor => reopen(actor, this.no, await this.version()),
    review: async actor => markReviewed(actor, this.no, await this.version()),
    delegate: async (actor, other) => delegate(actor, this.no, await this.version(), other.userId, "Away"),
    reassign: async (actor, other) => {
      const open = (await approvalsOf(actor.companyId, this.no)).at(-1)?.entries.find(({ state }) => state === "open")
      await reassign(actor, this.no, await this.version(), open?.id ?? 0, other.userId, "Away")
    },
    edit: async (actor, _other, price) => this.edit(actor, String(price)),
    describe: async actor => this.edit(actor, null),
    limit: async (actor, other, price) => {
      const superiorId = other === actor ? null : other.userId
      await setApprover(actor, { approvalLimit: String(price), superiorId })
    },
    vendorLimit: async (actor, other, price) => {
      await setVendorLimit(actor, this.home.vendor.no, other === actor ? null : String(price * 2))
    },
    // All that the draft has is an item, which is bought on this account.
    accountLimit: async (actor, _other, price) => {
      await setAccountLimit(actor, PURCHASES, String(price * 10))
    },
    substitute: async (actor, other, price) => {
      if (actor !== other) await setSubstitute(actor, other, String(price))
    },
    post: async actor => this.post(actor),
  }

  private async edit(actor: Actor, price: string | null): Promise<void> {
    const page = await readPurchaseDocument(actor, this.no)
    const lines = { [page.lines[0]!.lineId]: price === null ? { description: `By ${actor.userId}` } : { price } }
    const was = page.lines[0]!.price
    await savePurchaseDocument(actor, this.no, editOf(page, { lines }))
    if (price !== null && price !== was) this.hands.add(actor.userId)
  }

  private async post(actor: Actor): Promise<void> {
    const { companyId } = actor
    const header = await storedDraft(companyId, this.no)
    const now = await inCompany(companyId, async tx =>
      readStanding(tx, header, await readLines(tx, "purchase", companyId, this.no)),
    )
    await postPurchaseDocument(actor, this.no, { unreviewed: true })
    this.posted += 1
    expect(header.reviewState).toBe("reviewed")
    const good = (await approvalsOf(companyId, this.no)).filter(each => each.state === "approved")
    expect(good).toHaveLength(1)
    const { entries, digest, amount } = good[0]!
    expect(digest).toBe(now.digest)
    const last = Math.max(...entries.map(({ step }) => step))
    const agreed = entries.filter(entry => entry.step === last && entry.state === "approved")
    expect(agreed.length).toBeGreaterThan(0)
    for (const each of entries.filter(({ state: is }) => is === "approved")) {
      expect(this.hands.has(each.approverId), "a hand in it").toBe(false)
      expect(each.digest).toBe(now.digest)
    }
    expect(Number(amount)).toBeCloseTo(Number(header.amountIncludingVat), 2)
    await this.begin("100")
  }
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom(...deeds),
    who: fc.nat({ max: 6 }),
    to: fc.nat({ max: 6 }),
    price: fc.constantFrom(10, 100, 500, 2000),
  }),
  { minLength: 80, maxLength: 100 },
)

/** The straight way: the buyer sends, the superior approves, the head posts. */
const straight = (["send", "approve", "post"] as const).map((what, who): Step => ({ what, who, to: who, price: 10 }))

test("no walk of any roles posts what nobody may have approved", { timeout: 300_000 }, async () => {
  let posted = 0
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (walked, byGroup) => {
      const home = await makeApprovalCompany()
      const both = await makeActor(home.company.id, "order_processor", "purchasing_manager", "administrator")
      const third = await makeActor(home.company.id, "purchasing_manager")
      for (const each of [both, third]) await setApprover(each, { approvalLimit: "3000", superiorId: home.head.userId })
      if (byGroup)
        await setGroup(home.company.id, [
          [home.lead, both, third],
          [home.head, both, third],
        ])
      const walk = new Walk(home, [home.buyer, home.lead, home.head, both, third, home.administrator, home.asker])
      await walk.begin("100")
      for (const step of walked) await walk.take(step)
      posted += walk.posted
      const all = await inCompany(home.company.id, tx => tx.select().from(approval))
      expect(all.every(({ sentBy }) => sentBy > 0)).toBe(true)
    }),
    { numRuns: 8, endOnFailure: true, examples: [[straight, false]] },
  )
  // Walks that never arrive would prove nothing; by chance alone eight of them may.
  expect(posted).toBeGreaterThan(0)
})
