import { eq } from "drizzle-orm"
import { purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { areasOf } from "./read-setup-areas"
import { areaSubject, areasSubject, type SetupArea, setupAreas } from "./setup-areas"

/**
 * Says that an area was looked at and is right as it is, or takes that back. It holds for what was seen: once something else lacks, or
 * somebody changed what the template made, it counts no more. Nothing is written where it is said already.
 *
 * @param seen what the page showed, of `AreaRead`
 * @throws Refusal setup_area.stale where the area is otherwise by now; NotFound for an unknown area; Forbidden
 */
export async function settleArea(actor: Actor, area: string, seen: string, isRight: boolean): Promise<void> {
  authorise(actor, "company.administer")
  const name = setupAreas.find(each => each === area)
  if (!name) throw new NotFound(`setup area ${area}`)
  await inCompany(actor.companyId, async tx => {
    await inTurn(tx, actor.companyId)
    const { areas } = await areasOf(tx, actor.companyId)
    const read = areas.find(each => each.name === name)!
    if ((read.looked !== null) === isRight) return
    if (isRight && read.seen !== seen) throw refuse("setup_area.stale")
    await tell(tx, actor, isRight ? "confirmed" : "reopened", name, isRight ? { area, seen } : { area })
  })
}

/** Has the Role Center of administrators tell of the areas no more, or again. @throws Forbidden */
export async function putSetupAway(actor: Actor, isAway: boolean): Promise<void> {
  authorise(actor, "company.administer")
  await inCompany(actor.companyId, async tx => {
    await inTurn(tx, actor.companyId)
    if ((await areasOf(tx, actor.companyId)).isPutAway === isAway) return
    await tell(tx, actor, isAway ? "put_away" : "brought_back")
  })
}

/** Two who press at once, or one who presses twice, say it once. */
async function inTurn(tx: Tx, companyId: number): Promise<void> {
  await tx
    .select({ companyId: purchasesSetup.companyId })
    .from(purchasesSetup)
    .where(eq(purchasesSetup.companyId, companyId))
    .for("update")
}

async function tell(tx: Tx, actor: Actor, verb: string, area?: SetupArea, data?: Record<string, unknown>) {
  const subjectNo = area ? areaSubject(area) : areasSubject
  const { companyId } = actor
  await recordEvent(tx, { companyId, actor, kind: `setup_area.${verb}`, subjectType: "setup", subjectNo, data })
}
