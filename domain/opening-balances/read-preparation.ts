import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Issue } from "@/domain/errors"
import { Decimal, sum } from "@/domain/money/decimal"
import { readPurchasesSetup } from "@/domain/posting/purchases-setup"
import { openingProblems } from "./check-opening"
import { type ControlBalance, controlBalances, owed, trialBalanceSum } from "./control-differences"
import { isLast, lastOpening, type PostedOpening } from "./lock-preparation"
import type { PreparedOpening } from "./prepared"
import { type OpeningPreview, previewOpening } from "./preview-opening"
import { readBooked } from "./read-booked"
import { readPrepared } from "./read-prepared"

export type Preparation = {
  prepared: PreparedOpening
  /** What the vendors' documents come to, what the trial balance leaves, and what stock is worth. */
  totals: { vendors: Decimal; trialBalance: Decimal; stock: Decimal }
  controls: ControlBalance[]
  /** Every reason why it cannot be posted; none: it can. */
  problems: Issue[]
  /** The opening that posting would replace, and whether nothing was posted after it; null: none stands. */
  standing: (PostedOpening & { isLast: boolean }) | null
  /** What posting would write; null where something stands in its way. */
  preview: OpeningPreview | null
}

/** What is prepared of a company's opening, and everything that stands in its way. @throws Forbidden */
export async function readPreparation(actor: Actor): Promise<Preparation> {
  authorise(actor, "books.see")
  return inCompany(actor.companyId, tx => readIn(tx, actor))
}

async function readIn(tx: Tx, actor: Actor): Promise<Preparation> {
  const { companyId } = actor
  const prepared = await readPrepared(tx, companyId)
  const last = await lastOpening(tx, companyId)
  const standing = last?.stands ? last : null
  const purchases = await readPurchasesSetup(tx, companyId, false)
  const booked = await readBooked(tx, actor, prepared, purchases, standing?.no ?? null)
  const problems = openingProblems(prepared, booked)
  return {
    prepared,
    totals: {
      vendors: sum(prepared.vendors.map(owed)),
      trialBalance: trialBalanceSum(prepared),
      stock: controlTotal(prepared),
    },
    controls: controlBalances(prepared),
    problems,
    standing: standing && { ...standing, isLast: await isLast(tx, standing) },
    preview: problems.length === 0 ? previewOpening(prepared, (last?.no ?? 0) + 1) : null,
  }
}

const controlTotal = ({ stock }: PreparedOpening) => sum(stock.map(({ costAmount }) => new Decimal(costAmount)))
