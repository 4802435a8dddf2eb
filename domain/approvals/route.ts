/** Whom a draft, a payment or a bank account goes to. Pure. */
import { type Decimal, toPlain, ZERO } from "@/domain/money/decimal"
import { routedAmount, type TooLow, tooLow } from "./limits"
import type { ApprovalPeople, Person } from "./people"
import { standIn } from "./stand-in"
import type { Exclusion, Subject } from "./subject"

/** Why somebody in the way is passed over. */
export type PassedOver = { userId: number; name: string } & ({ why: Exclusion | "no_right" } | TooLow)

export type RoutedEntry = { approverId: number; forUserId: number | null; deadlineDays: number | null }
export type RoutedStep = { needed: number; entries: RoutedEntry[] }
export type Way = "superior" | "chain" | "group" | "person"

export type Route = {
  way: Way
  /** The rule by which it goes that way; null: none holds. */
  ruleNo: number | null
  ruleName: string | null
  routedAmount: string
  /** None: nobody is left who may. */
  steps: RoutedStep[]
  passedOver: PassedOver[]
  /** Where nobody is left: who could be given what they lack, none of them excluded. */
  couldBeGiven: { userId: number; name: string; lacks: "limit" | "right" | "place" }[]
}

/**
 * The steps that a draft goes through: by the first rule that holds, else the first superior of the sender whose limit suffices. Whoever
 * approves last has a limit that suffices; nobody who is excluded is asked, nor anybody in their name.
 */
export function routeOf(setup: ApprovalPeople, subject: Subject): Route {
  const routed = routedAmount([...setup.people.values()], subject)
  const rule = setup.rules.find(each => holds(each, subject, routed))
  const way = rule?.way ?? "superior"
  const passedOver: PassedOver[] = []
  const find = new Finder(setup, subject, passedOver)
  const found =
    way === "group"
      ? find.group(rule!.groupCode!)
      : way === "person"
        ? find.person(rule!.userId!)
        : find.superiors(way === "chain")
  const steps = found.length > 0 ? found : find.oneself()
  return {
    way,
    ruleNo: rule?.no ?? null,
    ruleName: rule?.name ?? null,
    routedAmount: toPlain(routed),
    steps,
    passedOver,
    couldBeGiven: steps.length > 0 ? [] : find.couldBeGiven(),
  }
}

function holds(rule: ApprovalPeople["rules"][number], subject: Subject, routed: Decimal): boolean {
  return (
    rule.subject === subject.kind &&
    (rule.minimumAmount === null || routed.gte(rule.minimumAmount)) &&
    (rule.vendorNo === null || subject.vendorNos.includes(rule.vendorNo)) &&
    (rule.accountNo === null || subject.accountNos.has(rule.accountNo)) &&
    (rule.requesterId === null || rule.requesterId === subject.requesterId) &&
    (rule.differencePercent === null ||
      ((subject.differencePercent ?? ZERO).gt(ZERO) && (subject.differencePercent ?? ZERO).gte(rule.differencePercent)))
  )
}

class Finder {
  constructor(
    private readonly setup: ApprovalPeople,
    private readonly subject: Subject,
    private readonly passedOver: PassedOver[],
  ) {}

  /** The sender, where the company allows that as there is nobody else. */
  oneself(): RoutedStep[] {
    const own = this.setup.people.get(this.subject.ownApproverId ?? 0)
    if (!own) return []
    return [{ needed: 1, entries: [{ approverId: own.userId, forUserId: null, deadlineDays: own.deadlineDays }] }]
  }

  /**
   * Up from the sender, once each: to the first that suffices, alone or with all before. None where nobody does. Of what has no amount the
   * whole chain is everybody up to its end.
   */
  superiors(isChain: boolean): RoutedStep[] {
    const steps: RoutedStep[] = []
    const isToTheEnd = isChain && this.subject.isWithoutAmount === true
    for (const person of this.above()) {
      if (!this.isFree(person)) continue
      const low = tooLow(person, this.subject)
      if (!low || isChain) steps.push({ needed: 1, entries: [this.entry(person, !low)] })
      else this.passOver(person, low)
      if (!low && !isToTheEnd) return steps
    }
    return isToTheEnd ? steps : []
  }

  private *above(): Generator<Person> {
    const seen = new Set([this.subject.senderId])
    let next = this.setup.people.get(this.subject.senderId)?.superiorId ?? null
    while (next !== null && !seen.has(next)) {
      seen.add(next)
      const person = this.setup.people.get(next)
      if (!person) return
      yield person
      next = person.superiorId
    }
  }

  /** All steps of a group; the members of the last one need limits that suffice. None where a step has too few left. */
  group(code: string): RoutedStep[] {
    const steps = this.setup.groups.get(code) ?? []
    const routed = steps.map(({ needed, members }, index) => {
      const isLast = index === steps.length - 1
      const left = members
        .map(userId => this.setup.people.get(userId))
        .filter(person => person !== undefined)
        .filter(person => this.isFree(person) && (!isLast || this.isEnough(person)))
      const entries = new Map(left.map(person => this.entry(person, isLast)).map(entry => [entry.approverId, entry]))
      return { needed, entries: [...entries.values()] }
    })
    return routed.some(({ needed, entries }) => entries.length < needed) ? [] : routed
  }

  person(userId: number): RoutedStep[] {
    const person = this.setup.people.get(userId)
    if (!(person && this.isFree(person) && this.isEnough(person))) return []
    return [{ needed: 1, entries: [this.entry(person, true)] }]
  }

  /** Who is not excluded, with the one thing that they lack to approve it. */
  couldBeGiven(): Route["couldBeGiven"] {
    const free = [...this.setup.people.values()].filter(({ userId }) => !this.subject.excluded.has(userId))
    return free
      .map(person => ({ person, enough: !tooLow(person, this.subject) }))
      .filter(({ person, enough }) => person.isReviewer || enough)
      .map(({ person: { userId, name, isReviewer }, enough }) => ({
        userId,
        name,
        lacks: !isReviewer ? ("right" as const) : enough ? ("place" as const) : ("limit" as const),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  private entry(person: Person, mustSuffice: boolean): RoutedEntry {
    const { person: who, forUserId } = standIn(this.setup, this.subject, person, mustSuffice)
    return { approverId: who.userId, forUserId, deadlineDays: who.deadlineDays }
  }

  /** Not excluded, and with a role that approves. */
  private isFree(person: Person): boolean {
    const why = this.subject.excluded.get(person.userId) ?? (person.isReviewer ? undefined : "no_right")
    if (why) this.passOver(person, { why })
    return !why
  }

  private isEnough(person: Person): boolean {
    const low = tooLow(person, this.subject)
    if (low) this.passOver(person, low)
    return !low
  }

  private passOver({ userId, name }: Person, why: { why: Exclusion | "no_right" } | TooLow): void {
    this.passedOver.push({ userId, name, ...why })
  }
}
