/** Who walks the table of rights, in a company of their own; and of what the table's rows are made. */
import type { APIRequestContext, PlaywrightWorkerArgs } from "@playwright/test"
import { roles } from "@/domain/access/rights"
import type { Call } from "@/e2e/support/call-action"
import { type Member, type OwnCompany, ownCompany, ownUser } from "@/e2e/support/own-company"
import { signIn } from "@/e2e/support/portal"

/** Order processor, purchaser, purchasing manager, administrator: ✓ may, – is told so, · finds nothing there. */
export type Row = `${Cell}${Cell}${Cell}${Cell}`
export type Cell = "✓" | "–" | "·"

export type Someone = Member & { request: APIRequestContext }

/** A noun's rows of the table: a file of this folder, and a line of every-noun.ts. */
export type Rights = {
  /** Pages that need no document, below the company's address. */
  openPages?: Record<string, Row>
  /** Pages about something: `made` makes it, for whoever looks, and answers where it is. */
  pagesOf?: { page: string; of: string; row: Row; made: (who: Someone) => Promise<string> }[]
  /** Actions, by their file below app/ and their name. */
  operations?: Record<string, Operation[]>
}

export type Operation = {
  row: Row
  /** Of whom the thing is that it is tried on, where that matters. */
  of?: string
  /** Makes what it needs, and answers how it is called below the company's address. */
  made: (who: Someone) => Promise<Omit<Call, "action" | "at" | "bound"> & { at: string; bound?: unknown[] }>
}

export let company: OwnCompany
/** One user a role, in the table's order. */
export const people: Someone[] = []
/** Whose documents are everybody else's: a purchaser with nothing to do in the tests themselves. */
export let colleague: Member

/** Founds the company and signs its people in, once for the whole walk. */
export async function foundCompany({ playwright }: Pick<PlaywrightWorkerArgs, "playwright">): Promise<void> {
  company = await ownCompany("Rechten")
  colleague = await ownUser(company, "Cor Collega", "purchaser")
  for (const role of roles) {
    const member = await ownUser(company, `Rol ${role.replace("_", " ")}`, role)
    const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
    await signIn({ request }, member.email)
    people.push({ ...member, request })
  }
}

/** Ends what foundCompany began. */
export async function dismissPeople(): Promise<void> {
  await Promise.all(people.map(({ request }) => request.dispose()))
}

/** An administrator asks for nothing: what would be theirs is made as by somebody who may. */
export function asTrader({ actor }: Member) {
  return actor.roles.includes("administrator") ? { ...actor, roles: ["purchaser" as const] } : actor
}
