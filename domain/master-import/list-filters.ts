import { type SQL, sql } from "drizzle-orm"
import { company } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { FOUND_AT_MOST } from "@/domain/lists/search-once"
import { priceStates } from "@/domain/price-lists/price-states"

/** What an address asks of a list, by name; undefined: nothing. */
export type AskedOfList = (name: string) => string | undefined

/** Conditions on the alias t that leave the rows a list shows for what is asked. @param actor who asks: what roles do not see filters nothing */
export type ListFilter = (asked: AskedOfList, companyId: number, actor: Actor) => SQL[]

/** The filter of a list of cards: what is searched for, and whether it is blocked. @param isBlocked as SQL of the alias t */
export function cardFilter(
  searchedBy: "search_vendors" | "search_customers" | "search_items",
  isBlocked: string,
): ListFilter {
  return asked => {
    const [search, blocked] = [asked("search")?.trim(), asked("blocked")]
    return [
      ...(search ? [sql`t.no in (select f.no from ${sql.raw(searchedBy)}(${search}, ${FOUND_AT_MOST}) as f)`] : []),
      ...(blocked === "yes" ? [sql.raw(isBlocked)] : []),
      ...(blocked === "no" ? [sql`not (${sql.raw(isBlocked)})`] : []),
    ]
  }
}

/** The filter of a price list: whose, of which item, and where a row stands today by the company's clocks. */
export function priceFilter(partner: "vendorNo" | "customerNo"): ListFilter {
  const column = sql.raw(partner === "vendorNo" ? "t.vendor_no" : "t.customer_no")
  return (asked, companyId) => {
    const [of, item] = [asked("partner")?.trim(), asked("item")?.trim()]
    const state = priceStates.find(each => each === asked("state"))
    const today = sql`(select (now() at time zone c.time_zone)::date from ${company} c where c.id = ${companyId})`
    const inState = {
      current: sql`t.starting_date <= ${today} and (t.ending_date is null or t.ending_date >= ${today})`,
      coming: sql`t.starting_date > ${today}`,
      ended: sql`t.ending_date < ${today}`,
    }
    return [
      ...(of ? [sql`${column} = ${of}`] : []),
      ...(item ? [sql`t.item_no = ${item}`] : []),
      ...(state ? [sql`(${inState[state]})`] : []),
    ]
  }
}
