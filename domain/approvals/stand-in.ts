import { type Bearing, suffices, tooLow, type Weighed } from "./limits"
import type { ApprovalPeople, Person } from "./people"
import type { Subject } from "./subject"

/** From a substitute to the substitute's own, and no further. */
const LONGEST_CHAIN = 2

type Asked = { person: Person; forUserId: number | null }

/**
 * Who is asked in the place of somebody who is stood in for today: the first substitute, in their order, who may approve it, up to the
 * cap, and with a limit of their own that suffices where one must. Where none may, the absent one is asked after all.
 */
export function standIn(
  setup: Pick<ApprovalPeople, "people" | "substitutes">,
  subject: Bearing & Pick<Subject, "excluded">,
  person: Person,
  mustSuffice: boolean,
): Asked {
  return substituteOf(setup, subject, person, mustSuffice, 1) ?? { person, forUserId: null }
}

function substituteOf(
  setup: Pick<ApprovalPeople, "people" | "substitutes">,
  subject: Bearing & Pick<Subject, "excluded">,
  person: Person,
  mustSuffice: boolean,
  hop: number,
): Asked | undefined {
  for (const { substituteId, cap } of setup.substitutes.filter(({ userId }) => userId === person.userId)) {
    const substitute = setup.people.get(substituteId)
    if (!substitute || subject.excluded.has(substituteId) || !substitute.isReviewer) continue
    const isAbsent = setup.substitutes.some(({ userId }) => userId === substituteId)
    const further =
      isAbsent && hop < LONGEST_CHAIN ? substituteOf(setup, subject, substitute, mustSuffice, hop + 1) : undefined
    // Whoever is between hands on no more than their own limits allow.
    if (further && mayStandIn(substitute, cap, subject, mustSuffice))
      return { person: further.person, forUserId: person.userId }
    if (!isAbsent && mayStandIn(substitute, cap, subject, mustSuffice))
      return { person: substitute, forUserId: person.userId }
  }
  return undefined
}

/** Whether a substitute's cap, and limit where one must suffice, let them approve it; the limit of whom they stand in for is asked elsewhere. */
export function mayStandIn(substitute: Person, cap: string | null, subject: Bearing, mustSuffice: boolean): boolean {
  return isWithinCap(cap, subject) && (!mustSuffice || !tooLow(substitute, subject))
}

function isWithinCap(cap: string | null, subject: Weighed): boolean {
  return cap === null || suffices({ approvalLimit: cap, unlimited: false }, subject)
}
