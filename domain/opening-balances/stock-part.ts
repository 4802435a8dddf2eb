import { and, eq, sql } from "drizzle-orm"
import { insertAll } from "@/db/bulk-rows"
import { item, openingStockLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readCompanyCurrency } from "@/domain/books/company-currency"
import type { Issue } from "@/domain/errors"
import { Decimal, round, toPlain } from "@/domain/money/decimal"
import type { JudgedLine, OpeningLineValues, OpeningPart } from "./opening-part"

type Line = Omit<typeof openingStockLine.$inferSelect, "companyId" | "no">

/** Stock by item, in base units, with what it cost. */
export const stockPart: OpeningPart<Line> = {
  name: "stock",
  columns: [
    { name: "itemNo", kind: "code", required: true, maximum: 20 },
    { name: "quantity", kind: "number", required: true },
    { name: "unitCost", kind: "number" },
    { name: "costAmount", kind: "number" },
  ],
  decimals: async (tx, companyId) => ({ costAmount: (await readCompanyCurrency(tx, companyId)).decimals }),
  judge: async (tx, companyId, rows) => {
    const setup = await readSetup(tx, companyId, rows)
    return rows.map(row => judge(row, setup))
  },
  values,
  put: async (tx, companyId, lines) => {
    const kept = await tx.execute<{ no: number; itemNo: string }>(sql`
      ${insertAll(openingStockLine, companyId, lines, ["no"])}
      on conflict (company_id, item_no) do update set quantity = excluded.quantity, cost_amount = excluded.cost_amount
      returning no, item_no as "itemNo"`)
    const nos = new Map(kept.map(({ no, itemNo }) => [itemNo, no]))
    return lines.map(({ itemNo }) => nos.get(itemNo)!)
  },
}

/** However it was typed, stock is told by what all of it costs. */
function values({ itemNo, quantity, costAmount }: Line): OpeningLineValues {
  return {
    itemNo,
    quantity: toPlain(new Decimal(quantity)),
    unitCost: "",
    costAmount: toPlain(new Decimal(costAmount)),
  }
}

type Setup = Awaited<ReturnType<typeof readSetup>>

async function readSetup(tx: Tx, companyId: number, rows: readonly OpeningLineValues[]) {
  const nos = sql.param([...new Set(rows.map(({ itemNo = "" }) => itemNo))])
  const [lcy, items, lines] = await Promise.all([
    readCompanyCurrency(tx, companyId),
    tx
      .select({ no: item.no, type: item.type, group: item.inventoryPostingGroup })
      .from(item)
      .where(and(eq(item.companyId, companyId), sql`${item.no} = any(${nos}::text[])`)),
    tx
      .select()
      .from(openingStockLine)
      .where(and(eq(openingStockLine.companyId, companyId), sql`${openingStockLine.itemNo} = any(${nos}::text[])`)),
  ])
  return {
    lcy,
    items: new Map(items.map(row => [row.no, row])),
    lines: new Map(lines.map(row => [row.itemNo, row])),
  }
}

function judge(row: OpeningLineValues, { lcy, items, lines }: Setup): JudgedLine<Line> {
  const { itemNo = "", quantity: typed = "" } = row
  const issues: Issue[] = itemIssues(itemNo, items)
  const quantity = new Decimal(typed || 0)
  if (typed === "") issues.push({ field: "quantity", code: "required" })
  else if (quantity.lte(0)) issues.push({ field: "quantity", code: "opening.quantity_not_positive" })
  const costAmount = costOf(row, quantity, lcy, issues)
  const before = lines.get(itemNo)
  return {
    key: itemNo === "" ? null : itemNo,
    line: issues.length > 0 ? null : { itemNo, quantity: toPlain(quantity), costAmount: toPlain(costAmount) },
    issues,
    before: before ? { no: before.no, values: values(before) } : null,
  }
}

function itemIssues(itemNo: string, items: Setup["items"]): Issue[] {
  const field = "itemNo"
  if (itemNo === "") return [{ field, code: "required" }]
  const found = items.get(itemNo)
  const params = { item: itemNo }
  if (!found) return [{ field, code: "opening.item_gone", params }]
  if (found.type !== "inventory") return [{ field, code: "opening.item_not_stocked", params }]
  return found.group ? [] : [{ field, code: "opening.item_without_group", params }]
}

/** What all of it costs: as typed, else quantity by unit cost; both, where they agree. */
function costOf(row: OpeningLineValues, quantity: Decimal, lcy: Setup["lcy"], issues: Issue[]): Decimal {
  const { unitCost = "", costAmount = "" } = row
  if (unitCost === "" && costAmount === "") issues.push({ field: "unitCost", code: "required" })
  const worked = round(quantity.times(unitCost || 0), lcy.decimals)
  const amount = costAmount === "" ? worked : new Decimal(costAmount)
  if (unitCost !== "" && costAmount !== "" && !worked.eq(amount)) {
    issues.push({ field: "costAmount", code: "opening.cost_differs", params: { amount: worked.toFixed(lcy.decimals) } })
  }
  if (amount.isNegative()) issues.push({ field: costAmount ? "costAmount" : "unitCost", code: "opening.cost_negative" })
  if (!round(amount, lcy.decimals).eq(amount)) {
    const params = { decimals: lcy.decimals, currency: lcy.code }
    issues.push({ field: "costAmount", code: "opening.too_many_decimals", params })
  }
  return amount
}
