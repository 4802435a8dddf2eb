import { randomBytes } from "node:crypto"
import type { Actor } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { makeCompany, makeMember, makeUser } from "@/test/factories"

/** A company that no other test knows: what it holds changes by nobody else's hand. */
export type OwnCompany = { id: number; slug: string; name: string }

export type Member = { email: `${string}@${string}`; actor: Actor }

/** A company with its setup alone. @param name begins its own; the address is made from it too */
export async function ownCompany(name: string): Promise<OwnCompany> {
  const slug = `${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}-${randomBytes(4).toString("hex")}`
  const { id } = await makeCompany({ slug, name })
  return { id, slug, name }
}

/** A user of the company alone, in English, with the demo's password. */
export async function ownUser(company: OwnCompany, name: string, ...roles: Role[]): Promise<Member> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@${company.slug}.example` as const
  const user = await makeUser({ email, name })
  return { email, actor: await makeMember(company.id, user, roles) }
}
