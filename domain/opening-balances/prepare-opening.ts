import { and, eq, inArray } from "drizzle-orm"
import { openingAccountLine, openingPreparation, openingStockLine, openingVendorLine } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal, Stale } from "@/domain/errors"
import { whyNotClearing } from "./check-opening"
import { countPreparation, lockPreparation } from "./lock-preparation"
import type { OpeningLineValues, PartName } from "./opening-part"
import { parts } from "./parts"
import { readPrepared } from "./read-prepared"

const tables = { vendors: openingVendorLine, accounts: openingAccountLine, stock: openingStockLine }

/**
 * Says when a company begins, and which account stands between the transactions of its opening.
 * @param seen version that the form was made from
 * @throws Forbidden; Stale; Refusal at clearingAccountNo
 */
export async function prepareOpening(
  actor: Actor,
  { startDate, clearingAccountNo }: { startDate: IsoDate | null; clearingAccountNo: string | null },
  seen: number,
): Promise<void> {
  authorise(actor, "opening_balance.post")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const { version } = await lockPreparation(tx, companyId)
    if (version !== seen) throw new Stale(version, [])
    const prepared = await readPrepared(tx, companyId)
    const code = clearingAccountNo === null ? null : whyNotClearing(clearingAccountNo, prepared)
    if (clearingAccountNo !== null && code !== null) {
      const params = { no: clearingAccountNo, name: prepared.chart.get(clearingAccountNo)?.name ?? "" }
      throw new Refusal([{ field: "clearingAccountNo", code, params }])
    }
    await tx
      .update(openingPreparation)
      .set({ startDate, clearingAccountNo, version: version + 1 })
      .where(eq(openingPreparation.companyId, companyId))
  })
}

/**
 * Adds a line that was typed, or changes the one of its key.
 * @throws Forbidden; Refusal with the reasons at its columns
 */
export async function putOpeningLine(actor: Actor, part: PartName, values: OpeningLineValues): Promise<void> {
  authorise(actor, "opening_balance.post")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockPreparation(tx, companyId)
    const [judged] = await parts[part].judge(tx, companyId, [values])
    if (!judged?.line) throw new Refusal(judged?.issues ?? [])
    await parts[part].put(tx, companyId, [judged.line])
    await countPreparation(tx, companyId)
  })
}

/** Takes lines out, or all lines of a part; those that are gone are passed over. @throws Forbidden */
export async function removeOpeningLines(actor: Actor, part: PartName, nos: readonly number[] | "all"): Promise<void> {
  authorise(actor, "opening_balance.post")
  if (nos !== "all" && nos.length === 0) return
  await inCompany(actor.companyId, tx => removeLines(tx, actor.companyId, part, nos))
}

async function removeLines(tx: Tx, companyId: number, part: PartName, nos: readonly number[] | "all"): Promise<void> {
  const table = tables[part]
  await lockPreparation(tx, companyId)
  await tx
    .delete(table)
    .where(and(eq(table.companyId, companyId), nos === "all" ? undefined : inArray(table.no, [...nos])))
  await countPreparation(tx, companyId)
}
