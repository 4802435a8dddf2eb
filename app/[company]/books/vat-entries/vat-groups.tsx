import { getTranslations } from "next-intl/server"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { VatGroupTable } from "@/app/[company]/books/vat-group-table"
import { Link } from "@/components/link"
import type { VatEntryGroup, VatEntryList } from "@/domain/books/list-vat-entries"
import { groupParameters } from "./group"

type Props = { list: VatEntryList; path: string; search: Search; group: VatEntryGroup | undefined }

/** Totals per VAT group, each the way to its entries; the one chosen is marked. */
export async function VatGroups({ list, path, search, group }: Props) {
  const t = await getTranslations("books")
  const none = { bus: undefined, prod: undefined, type: undefined, percent: undefined, cursor: undefined }
  const keyOf = (of: VatEntryGroup) => Object.values(groupParameters(of)).join(" ")
  return (
    <>
      <VatGroupTable
        groups={list.groups}
        lcy={list.lcy}
        keyOf={keyOf}
        isChosen={each => group !== undefined && keyOf(group) === keyOf(each)}
        linked={(each, amount) => (
          <Link href={addressWith(path, search, { ...none, ...groupParameters(each) })}>{amount}</Link>
        )}
      />
      {group && (
        <p>
          <Link className="btn plain" href={addressWith(path, search, none)}>
            {t("allGroups")}
          </Link>
        </p>
      )}
    </>
  )
}
