/** Whatever limits people have, a way never ends with somebody of whom one that applies is too low. */
import fc from "fast-check"
import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import { ownApproverOf } from "./own-approver"
import type { ApprovalPeople, Person } from "./people"
import { routeOf } from "./route"
import type { Subject } from "./subject"

const vendors = ["V1", "V2", "V3"]
const accounts = ["4000", "4999", "7000"]
const money = fc.integer({ min: 0, max: 40 }).map(each => each * 50)
const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })

type Drawn = {
  general: number | undefined
  unlimited: boolean
  vendor: Record<string, number | null | undefined>
  account: Record<string, number | undefined>
  superior: number
  isReviewer: boolean
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  general: some(money),
  unlimited: fc.boolean(),
  vendor: fc.record(Object.fromEntries(vendors.map(no => [no, some(fc.option(money))]))),
  account: fc.record(Object.fromEntries(accounts.map(no => [no, some(money)]))),
  superior: fc.nat({ max: 6 }),
  isReviewer: fc.boolean(),
})
const sums = fc.record({ amount: money, others: fc.array(money, { maxLength: 3 }) })
type Sums = { amount: number; others: number[] }

function personOf(each: Drawn, userId: number): Person {
  const text = (value: number | null | undefined) => (value === null || value === undefined ? null : String(value))
  return {
    userId,
    name: `P${userId}`,
    superiorId: each.superior === 0 ? null : each.superior,
    deadlineDays: null,
    isReviewer: each.isReviewer,
    unlimited: each.unlimited,
    approvalLimit: each.unlimited ? null : text(each.general),
    ofVendors: new Map(
      Object.entries(each.vendor).flatMap(([no, limit]) =>
        limit === undefined ? [] : [[no, { approvalLimit: text(limit), unlimited: limit === null }] as const],
      ),
    ),
    ofAccounts: new Map(
      Object.entries(each.account).flatMap(([no, limit]) =>
        limit === undefined ? [] : [[no, String(limit)] as const],
      ),
    ),
  }
}

/** By the words of the rule, in plain numbers. @param up what is within; undefined: anything is */
function isWithin(up: number | undefined, { amount, others }: Sums): boolean {
  if (up === undefined) return true
  let together = amount
  for (const other of others) if (other > 0 && other <= up) together += other
  return amount <= up && together <= up
}

function mayApprove(who: Drawn, whole: Sums, named: string[], parts: Record<string, Sums | undefined>, isOwn = false) {
  for (const no of named) {
    const own = who.vendor[no]
    if (own === null) continue
    if (own !== undefined && !isWithin(own, whole)) return false
    if (own === undefined && !isOwn && !who.unlimited && (who.general === undefined || !isWithin(who.general, whole)))
      return false
  }
  return Object.entries(who.account).every(([no, up]) => up === undefined || !parts[no] || isWithin(up, parts[no]))
}

const setupOf = (people: Drawn[], more: Partial<ApprovalPeople>): ApprovalPeople => ({
  people: new Map(people.map((each, index) => [index + 1, personOf(each, index + 1)])),
  rules: [],
  groups: new Map(),
  substitutes: [],
  limitedAccounts: new Map(),
  ...more,
})

const weighedOf = ({ amount, others }: Sums) => ({
  amount: new Decimal(amount),
  others: others.map(each => new Decimal(each)),
})

const matter = fc.record({
  whole: sums,
  named: fc.subarray(vendors, { minLength: 1, maxLength: 2 }),
  parts: fc.record(Object.fromEntries(accounts.map(no => [no, some(sums)]))),
})

test("no way ends with somebody whose general, vendor's or account's limit is too low, nor in the name of one", () => {
  let found = 0
  const ways = fc.constantFrom("superior", "chain", "group", "person")
  const who = fc.integer({ min: 1, max: 6 })
  const away = fc.array(fc.record({ userId: who, substituteId: who, cap: fc.option(money.map(String)) }), {
    maxLength: 3,
  })
  fc.assert(
    fc.property(
      fc.array(drawn, { minLength: 6, maxLength: 6 }),
      matter,
      ways,
      away,
      (people, asked, way, substitutes) => {
        const rule = { no: 1, name: "R", subject: "purchase_document", way, groupCode: "G", userId: 4 } as const
        const blank = { companyId: 1, minimumAmount: null, vendorNo: null, accountNo: null, requesterId: null }
        const setup = setupOf(people, {
          rules: [{ ...blank, ...rule, differencePercent: null }],
          groups: new Map([["G", [{ step: 1, needed: 1, members: [2, 3, 4, 5, 6] }]]]),
          substitutes: substitutes.filter(({ userId, substituteId }) => userId !== substituteId),
        })
        const parts = Object.entries(asked.parts).flatMap(([no, part]) =>
          part ? [[no, weighedOf(part)] as const] : [],
        )
        const subject: Subject = {
          ...weighedOf(asked.whole),
          kind: "purchase_document",
          senderId: 1,
          requesterId: 1,
          vendorNos: asked.named,
          parts: new Map(parts),
          accountNos: new Set(),
          differencePercent: null,
          excluded: new Map([[1, "sent"]]),
        }
        const { steps, passedOver } = routeOf(setup, subject)
        const may = (userId: number) => mayApprove(people[userId - 1]!, asked.whole, asked.named, asked.parts)
        for (const { approverId, forUserId } of steps.at(-1)?.entries ?? []) {
          found += 1
          expect(may(approverId), "who is asked").toBe(true)
          if (forUserId !== null) expect(may(forUserId), "for whom").toBe(true)
        }
        for (const { userId, why } of passedOver.filter(each => each.why.startsWith("limit")))
          expect(may(userId), why).toBe(false)
      },
    ),
    { numRuns: 3000 },
  )
  expect(found).toBeGreaterThan(100)
})

test("who alone approves their own is held against limits for a vendor and for an account, and the company's amount", () => {
  let allowed = 0
  fc.assert(
    fc.property(drawn, matter, money, (alone, asked, upTo) => {
      const setup = setupOf([{ ...alone, isReviewer: true }], {})
      const parts = Object.entries(asked.parts).flatMap(([no, part]) => (part ? [[no, weighedOf(part)] as const] : []))
      const bearing = { ...weighedOf(asked.whole), vendorNos: asked.named, parts: new Map(parts), senderId: 1 }
      const own = ownApproverOf(setup, { ownApprovalBelow: String(upTo) }, bearing)
      const all = asked.whole.others.reduce((sum, each) => sum + each, asked.whole.amount)
      const may = all < upTo && mayApprove(alone, asked.whole, asked.named, asked.parts, true)
      expect(own).toBe(may ? 1 : undefined)
      allowed += may ? 1 : 0
    }),
    { numRuns: 1000 },
  )
  expect(allowed).toBeGreaterThan(10)
})
