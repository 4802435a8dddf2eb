import { Pager } from "@/components/pager"
import { addressWith, type Search } from "./list-address"

/** The way to the pages around; what was said on arrival is not said again there. */
export function ListPager(props: { list: { previous?: string; next?: string }; path: string; search: Search }) {
  const { list, path, search } = props
  const at = (cursor?: string) => cursor && addressWith(path, search, { cursor, deleted: undefined })
  return <Pager previous={at(list.previous)} next={at(list.next)} />
}
