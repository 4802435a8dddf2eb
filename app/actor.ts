import "server-only"
import { headers } from "next/headers"
import { forbidden, notFound, redirect } from "next/navigation"
import { type Actor, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { CompanyInfo } from "@/domain/users/memberships"
import type { SignedInUser } from "@/domain/users/presence"
import { noteUnderWay } from "@/watch/under-way"
import { pathHeader } from "./path-header"
import { readersLanguage } from "./readers-language"
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
  return presence === "signed_out" ? toSignIn() : (presence ?? notFound())
}

/** As requireActor, for a page that wants a right: without it, 403 and the nearest forbidden.tsx. */
export async function requireActorWith(right: Right, companySlug: string): Promise<Presence> {
  const presence = await requireActor(companySlug)
  if (!may(presence.actor, right)) forbidden()
  return presence
}

/** The actor of a route handler; undefined for nobody, an unknown company and a foreign one. */
export async function presenceIn(companySlug: string): Promise<Presence | undefined> {
  const presence = await whoAsksIn(companySlug)
  return presence === "signed_out" ? undefined : presence
}

/**
 * The actor of an action.
 * @returns "signed_out" for nobody, and where the company has ended the session that asks; undefined for an unknown company and a
 *   foreign one
 */
export async function whoAsksIn(companySlug: string): Promise<Presence | "signed_out" | undefined> {
  // Of an action it is the client's to change.
  const found = await presenceAt(typeof companySlug === "string" ? companySlug : "")
  if (!found || found.membership === "session_ended") return "signed_out"
  const { user, membership } = found
  if (!membership) return undefined
  const { company, roles } = membership
  noteUnderWay({ company: company.id })
  const language = await readersLanguage(user)
  return { actor: { userId: user.id, name: user.name, language, companyId: company.id, roles }, company }
}

/**
 * Whether the company has ended the session that asks, and so wants a new sign-in. What the session opens elsewhere it
 * goes on opening: no company ends what is another's.
 */
export async function leftBehind(companySlug: string): Promise<boolean> {
  return (await membershipIn(companySlug)) === "session_ended"
}
