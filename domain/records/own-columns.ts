/** Columns of lists that each user shows or hides, per company. */
import { and, eq } from "drizzle-orm"
import { listColumns } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import { NotFound } from "@/domain/errors"

/** A column that a list can do without, and whom alone it is shown to. */
type OptionalColumn = { name: string; right?: Right }

/** Lists of master data with their optional columns, in their order. */
const columnsOfLists = {
  vendors: [
    { name: "city" },
    { name: "country" },
    { name: "vat" },
    { name: "balance", right: "books.see" },
    { name: "overdue", right: "books.see" },
    { name: "terms" },
    { name: "currency" },
    { name: "blocked" },
  ],
} as const satisfies Record<string, readonly OptionalColumn[]>

export type ListWithColumns = keyof typeof columnsOfLists

type ListNamed<List extends ListWithColumns> = (typeof columnsOfLists)[List][number]["name"]

export type OwnColumns<List extends ListWithColumns = ListWithColumns> = {
  /** What the reader may choose from. */
  offered: ListNamed<List>[]
  /** What is shown; none that is not offered. */
  shown: ReadonlySet<ListNamed<List>>
}

/** Whether a list has columns to choose: of an address or a form it is anybody's word. */
const isListWithColumns = (list: unknown): list is ListWithColumns =>
  typeof list === "string" && Object.hasOwn(columnsOfLists, list)

/** The columns of a list as the actor has chosen them; all, where nothing was. @throws Forbidden */
export async function readOwnColumns<List extends ListWithColumns>(
  actor: Actor,
  list: List,
): Promise<OwnColumns<List>> {
  authorise(actor, "master_data.see")
  const offered = offeredTo(actor, list)
  const [kept] = await inCompany(actor.companyId, tx =>
    tx
      .select({ hidden: listColumns.hidden })
      .from(listColumns)
      .where(
        and(
          eq(listColumns.companyId, actor.companyId),
          eq(listColumns.userId, actor.userId),
          eq(listColumns.list, list),
        ),
      ),
  )
  return { offered, shown: new Set(offered.filter(name => !kept?.hidden.includes(name))) }
}

/**
 * Keeps which columns of a list the actor sees in this company from now on. The last one said stands: there is nothing to lose.
 *
 * @param shown their names; what is no column of the list is left out
 * @throws Forbidden; NotFound for a list without such columns
 */
export async function saveOwnColumns(actor: Actor, list: string, shown: readonly string[]): Promise<void> {
  authorise(actor, "master_data.see")
  if (!isListWithColumns(list)) throw new NotFound("list")
  const hidden = offeredTo(actor, list).filter(name => !shown.includes(name))
  const { companyId, userId } = actor
  const target = [listColumns.companyId, listColumns.userId, listColumns.list]
  await inCompany(companyId, tx =>
    tx.insert(listColumns).values({ companyId, userId, list, hidden }).onConflictDoUpdate({ target, set: { hidden } }),
  )
}

function offeredTo<List extends ListWithColumns>(actor: Actor, list: List): ListNamed<List>[] {
  const columns: readonly OptionalColumn[] = columnsOfLists[list]
  return columns.filter(({ right }) => !right || may(actor, right)).map(({ name }) => name as ListNamed<List>)
}
