/** The two companies and the one person of domain/users/doors.test.ts: as they are, and as they ought to be. */
import { expect } from "vitest"
import type { Actor } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { NotFound, Refusal } from "@/domain/errors"
import { listInvitations } from "@/domain/users/company-users"

export const sides = ["a", "b"] as const
export type Side = (typeof sides)[number]
export const other = { a: "b", b: "a" } as const

/** Made before the first test. */
export const companies = {} as Record<Side, { id: number; slug: string; admin: Actor }>

export type Member = { roles: Role[]; disabled: boolean }

/** What ought to be, of one person and the two companies. */
export type Model = {
  /** The password of the account, which the person chose; undefined: there is none. */
  password?: string
  in: Record<Side, Member | undefined>
  /** What is in the mailbox and still good for something. */
  mail: Record<Side, { token: string; purpose: "join" | "new_password"; roles: Role[] } | undefined>
  /** Links that were good for something. */
  old: string[]
  sessions: { id: string; open: Set<Side> }[]
}

/** The person, as the world has them. */
export type Real = {
  email: string
  userId?: number
  /** How many passwords the person has chosen. */
  chosen: number
  /** The hash that was compared last: to compare one takes its time. */
  looked?: string
}

/** The open invitations of the person, as the company's page lists them. */
export async function mine(admin: Actor, real: Real) {
  return (await listInvitations(admin)).filter(({ email }) => email === real.email)
}

/** Whatever was tried is refused, or nothing is found to try it on. */
export async function refused(work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error instanceof Refusal || error instanceof NotFound).toBe(true)
}
