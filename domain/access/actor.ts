import { Forbidden } from "@/domain/errors"
import type { Language } from "@/language/language"
import { type Right, type Role, rights } from "./rights"

/** Who acts, and in which company: the first argument of every operation. */
export type Actor = {
  userId: number
  /** As shown to colleagues. */
  name: string
  language: Language
  companyId: number
  roles: readonly Role[]
  /** Where the request comes from, for the security log; undefined for a job. */
  from?: RequestOrigin
}

/** Where a request comes from. */
export type RequestOrigin = {
  /** An IP address that the client cannot choose. */
  address: string
  /** What the browser calls itself: the client's to write. */
  userAgent: string
}

/** Whether one of the actor's roles grants the right. */
export function may(actor: Pick<Actor, "roles">, right: Right): boolean {
  const granted: readonly Role[] = rights[right]
  return actor.roles.some(role => granted.includes(role))
}

/** @throws Forbidden unless one of the actor's roles grants the right. */
export function authorise(actor: Pick<Actor, "roles">, right: Right): void {
  if (!may(actor, right)) throw new Forbidden(right)
}
