import "server-only"
import { headers } from "next/headers"
import { forbidden, notFound, redirect } from "next/navigation"
import { type Actor, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import type { CompanyInfo } from "@/domain/users/memberships"
import type { Closed, SignedInUser } from "@/domain/users/presence"
import { noteUnderWay } from "@/watch/under-way"
import { pathHeader } from "./path-header"
import { readersLanguage } from "./readers-language"
import { requestOrigin } from "./request-origin"
import { currentUser, membershipIn, presenceAt } from "./session"

/** Who acts, and the company of the address. */
export type Presence = { actor: Actor; company: CompanyInfo }

/** The signed-in user, for pages outside a company; sends everybody else to sign in and back. */
export async function requireUser(): Promise<SignedInUser> {
  return (await currentUser()) ?? toSignIn()
}

async function toSignIn(): Promise<never> {
  const path = (await headers()).get(pathHeader) ?? "/"
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}

/**
 * The actor of a page. Sends who is not signed in to sign in and back; answers 404 alike for a company that does not
 * exist and for one the user does not belong to. Asked in every page: a layout alone protects nothing.
 */
export async function requireActor(companySlug: string): Promise<Presence> {
  const presence = await whoAsksIn(companySlug)
  return isLeftOut(presence) ? toSignIn() : (presence ?? notFound())
}

/** As requireActor, for a page that wants a right: without it, 403 and the nearest forbidden.tsx. */
export async function requireActorWith(right: Right, companySlug: string): Promise<Presence> {
  const presence = await requireActor(companySlug)
  if (may(presence.actor, right)) return presence
  await noteRefusal(presence.actor, right)
  forbidden()
}

/** The actor of a route handler; undefined for nobody, an unknown company and a foreign one. */
export async function presenceIn(companySlug: string): Promise<Presence | undefined> {
  const presence = await whoAsksIn(companySlug)
  return isLeftOut(presence) ? undefined : presence
}

/**
 * Who has to sign in (again): nobody is signed in, or the company wants it, at an end of its own or after a long pause, or a
 * second factor.
 */
export type LeftOut = "signed_out" | "signed_out_idle" | "signed_out_factor"

export function isLeftOut(presence: Presence | LeftOut | undefined): presence is LeftOut {
  return typeof presence === "string"
}

/**
 * The actor of an action.
 * @returns why not, for nobody, and where the company wants a new sign-in; undefined for an unknown company and a foreign one
 */
export async function whoAsksIn(companySlug: string): Promise<Presence | LeftOut | undefined> {
  // Of an action it is the client's to change.
  const found = await presenceAt(typeof companySlug === "string" ? companySlug : "")
  if (!found || found.membership === "session_ended") return "signed_out"
  const { user, membership } = found
  if (membership === "session_idle") return "signed_out_idle"
  if (membership === "other_sign_in_wanted") return "signed_out"
  if (membership === "second_factor_wanted") return "signed_out_factor"
  if (!membership) return undefined
  const { company, roles } = membership
  noteUnderWay({ company: company.id })
  const language = await readersLanguage(user)
  const from = await requestOrigin()
  return { actor: { userId: user.id, name: user.name, language, companyId: company.id, roles, from }, company }
}

/**
 * Why the company wants a new sign-in of the session that asks, if it does. What the session opens elsewhere it goes on
 * opening: no company ends what is another's.
 */
export async function leftBehind(companySlug: string): Promise<Closed | undefined> {
  const membership = await membershipIn(companySlug)
  return typeof membership === "string" ? membership : undefined
}
