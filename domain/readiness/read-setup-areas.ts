import { createHash } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { event, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { IMPORT_SERIES } from "@/domain/import-kinds/limits"
import { type AreaFacts, readAreaFacts } from "./area-facts"
import { type ByWhom, byWhom, isAway, readChanges, readDeeds } from "./area-history"
import { bankLacks, cardLacks, type Lack, peopleLacks, seriesLacking, table } from "./lacks"
import { areaSubject, areasSubject, type SetupArea, setupAreas, templateTables } from "./setup-areas"

/** What the data says of an area: that something lacks, that it is done, that it is as the template made it, or that nothing is there. */
export type AreaState = "lacks" | "done" | "template" | "none"

export type AreaRead = {
  name: SetupArea
  state: AreaState
  lacks: Lack[]
  /** Who changed it last, of what a template made; null: nobody. */
  changed: ByWhom | null
  /** Who looked at it as it is and found it right; null: nobody, or it is otherwise by now. */
  looked: ByWhom | null
  /** Stands for what was seen: other where its state or what lacks is other. */
  seen: string
}

export type SetupAreas = {
  areas: AreaRead[]
  facts: AreaFacts
  /** How many are done, or were found right as they are. */
  settled: number
  /** An administrator said that the Role Center shall not tell of them any more. */
  isPutAway: boolean
}

export const isSettled = ({ state, looked }: AreaRead) => state === "done" || looked !== null

/** What of the company is set up, worked out from what it holds. @throws Forbidden */
export async function readSetupAreas(actor: Actor): Promise<SetupAreas> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, tx => areasOf(tx, actor.companyId))
}

/**
 * As `readSetupAreas`, for the Role Center: null where it has nothing to tell, as all is settled, somebody put it away, or the company
 * was not set up here.
 *
 * @throws Forbidden
 */
export async function readUnfinishedSetup(actor: Actor): Promise<SetupAreas | null> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const founded = await tx
      .select({ id: event.id })
      .from(event)
      .where(
        and(
          eq(event.companyId, companyId),
          eq(event.subjectType, "setup"),
          eq(event.subjectNo, "company-information"),
          eq(event.kind, "setup.created"),
        ),
      )
      .limit(1)
    if (founded.length === 0 || isAway((await readDeeds(tx, companyId)).get(areasSubject))) return null
    const read = await areasOf(tx, companyId)
    return read.settled === read.areas.length ? null : read
  })
}

/** In the caller's transaction. The caller has asked for the right. */
export async function areasOf(tx: Tx, companyId: number): Promise<SetupAreas> {
  const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
  const facts = await readAreaFacts(tx, companyId, setup!)
  const lacks = await readLacks(tx, companyId, setup!, facts)
  const changes = await readChanges(tx, companyId)
  const deeds = await readDeeds(tx, companyId)
  const areas = setupAreas.map((name): AreaRead => {
    const changed = changes.find(({ slug }) => templateTables[name]?.includes(slug)) ?? null
    const lacking = lacks[name] ?? []
    const state = lacking.length > 0 ? "lacks" : stateOf(name, facts, changed !== null)
    const seen = digest(state, lacking)
    const deed = deeds.get(areaSubject(name))
    const looked = deed?.kind === "setup_area.confirmed" && deed.data.seen === seen ? deed : null
    return { name, state, lacks: lacking, changed: byWhom(changed), looked: byWhom(looked), seen }
  })
  const isPutAway = isAway(deeds.get(areasSubject))
  return { areas, facts, settled: areas.filter(isSettled).length, isPutAway }
}

function stateOf(name: SetupArea, facts: AreaFacts, isChanged: boolean): AreaState {
  if (templateTables[name]) return isChanged ? "done" : "template"
  if (name === "opening") return facts.openedOn === null ? "none" : "done"
  if (name === "prices" || name === "sales") return facts[name] === 0 ? "none" : "done"
  return "done"
}

/** What a company says of itself on its documents. */
const said = ["address", "city", "vatRegistrationNo"] as const

async function readLacks(
  tx: Tx,
  companyId: number,
  setup: typeof purchasesSetup.$inferSelect,
  facts: AreaFacts,
): Promise<Partial<Record<SetupArea, Lack[]>>> {
  const people = await peopleLacks(tx, companyId)
  const lacking = await seriesLacking(tx, companyId)
  const chosen = Object.entries(setup).flatMap(([name, code]) => (name.endsWith("Nos") ? [String(code)] : []))
  const { unitsWithoutCode: units } = facts
  return {
    company: said
      .filter(field => facts.company[field] === "")
      .map(field => ({ code: "company_without", params: { field }, mend: table("company-information") })),
    chart: facts.accounts === 0 ? [{ code: "no_account", mend: table("chart-of-accounts") }] : [],
    posting: facts.vatCases === 0 ? [{ code: "no_vat", mend: table("vat-posting-setup") }] : [],
    terms: facts.terms === 0 ? [{ code: "no_terms", mend: table("payment-terms") }] : [],
    units: units.map(code => ({ code: "unit_without_code", params: { code }, mend: table("units-of-measure", code) })),
    series: lacking(...chosen, IMPORT_SERIES),
    banks: await bankLacks(tx, companyId),
    users: [...people.buy, ...people.review, ...people.post],
    ...(await cardLacks(tx, companyId)),
  }
}

function digest(state: AreaState, lacks: readonly Lack[]): string {
  const said = JSON.stringify([state, ...lacks.map(({ code, params }) => [code, params])])
  return createHash("sha256").update(said).digest("base64url").slice(0, 16)
}
