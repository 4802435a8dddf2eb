import type { Actor } from "@/domain/access/actor"
import { type Role, roles } from "@/domain/access/rights"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { administrationRows } from "./administration-rows"
import type { Operation } from "./operations"
import { paperRows } from "./paper-rows"
import { purchaseRows } from "./purchase-rows"
import { handOver, makeRecords, type Records } from "./records"
import type { Row } from "./row"
import { tradeRows } from "./trade-rows"

/** docs/design.md, "Who may", for every operation: each stands here once, whatever it is asked. */
export const table: Record<string, Row | Row[]> = { ...tradeRows, ...purchaseRows, ...paperRows, ...administrationRows }

/** Parts of operations, which have asked for the right: they decide of a record that was read, or call others. */
export const parts = [
  "authorisePapers",
  "authorisePurchaseDocument",
  "maySeePurchaseDocument",
  "mayRemove",
  "mayTendPapers",
  "mayTick",
  "unlessPosted",
  "readWorkOverview",
]

/** Who tries: nobody, each role, and two who hold two. */
const held: Role[][] = [
  [],
  ...roles.map(role => [role]),
  ["order_processor", "administrator"],
  ["purchaser", "administrator"],
]

/** Those who try, in the company of the records and in another one. */
export type Tried = {
  records: Records
  here: Actor[]
  abroad: Actor[]
  /** The order processor of here, and the records again with what that one asked for. */
  processor: Actor
  asked: Records
  /** As `asked`, with a draft that is reviewed. */
  reviewed: Records
}

/** Makes two companies, who tries in each, and in the first what they ask for. */
export async function makeTried(): Promise<Tried> {
  const [home, other] = [await makeCompany(), await makeCompany()]
  const boss = await makeActor(home.id, ...roles)
  const records = await makeRecords(boss)
  const here = await Promise.all(held.map(each => makeActor(home.id, ...each)))
  const abroad = await Promise.all(held.map(each => makeActor(other.id, ...each)))
  const processor = here[1]!
  const request = await makePurchaseRequest(processor)
  const [waiting, reviewed] = [
    await makePurchaseInvoice(boss, records.vendorNo, []),
    await makePurchaseInvoice(boss, records.vendorNo, []),
  ]
  await handOver(home.id, waiting, processor.userId, "ready_for_review")
  await handOver(home.id, reviewed, processor.userId, "reviewed")
  const asked = { ...records, requestNo: request.no, draftNo: waiting }
  return { records, here, abroad, processor, asked, reviewed: { ...asked, draftNo: reviewed } }
}

export const rows = Object.entries(table).flatMap(([name, each]) => [each].flat().map(row => ({ name, row })))

/** What everybody gets who tries, here and elsewhere, by the roles they hold. */
export async function answersTo({ run }: Operation, row: Row, { records, here, abroad }: Tried) {
  const asked = row.asked(records)
  return { here: await outcomes(run, here, asked), elsewhere: await outcomes(run, abroad, asked) }
}

/** What they should get. */
export function expectedOf(row: Row) {
  const anybodys = { ...row, who: row.who.replaceAll(/[o×]/gu, "✓") }
  return { here: expected(row, row.here), elsewhere: expected(anybodys, row.elsewhere) }
}

/** What those get who have no right to an operation at all, for something that nothing can be made of. */
export async function answersToDenied(name: string, operation: Operation, tried: Tried): Promise<Outcome[]> {
  const { run, takesKind } = operation
  const all = [table[name]!].flat()
  const denied = tried.here.filter(({ roles: holding }) => all.every(row => answerTo(holding, row) === "forbidden"))
  const firsts = takesKind ? all.map(row => row.asked(tried.records)[0]) : [{}]
  const answers = await Promise.all(firsts.map(first => outcomes(run, denied, [first, {}, {}, {}])))
  return answers.flatMap(Object.values)
}

export type Outcome = "forbidden" | "unknown" | "past"

/** By roles, what each of those who try gets. @param allowed what those get whose it is */
function expected(row: Row, allowed: Outcome): Record<string, Outcome> {
  return Object.fromEntries(held.map(holding => [holding.join(", "), answerTo(holding, row, allowed)]))
}

/** Of several roles the one that gives most decides. */
function answerTo(
  holding: readonly Role[],
  { who, also }: Pick<Row, "who" | "also">,
  allowed: Outcome = "past",
): Outcome {
  if (also && answerTo(holding, { who: also }) === "forbidden") return "forbidden"
  const given = roles.flatMap((role, column) => (holding.includes(role) ? who[column] : []))
  return given.includes("✓") ? allowed : given.includes("o") ? "unknown" : "forbidden"
}

async function outcomes(run: Operation["run"], actors: readonly Actor[], asked: readonly unknown[]) {
  const answers = await Promise.all(actors.map(actor => outcome(run, actor, asked)))
  return Object.fromEntries(actors.map((actor, at) => [actor.roles.join(", "), answers[at]!]))
}

/** "past": it came to look at what it was asked, and did it or refused. */
export async function outcome(run: Operation["run"], actor: Actor, asked: readonly unknown[]): Promise<Outcome> {
  try {
    await run(actor, ...asked)
    return "past"
  } catch (error) {
    if (error instanceof Forbidden) return "forbidden"
    if (error instanceof NotFound) return "unknown"
    if (error instanceof Refusal || error instanceof Stale) return "past"
    throw error
  }
}
