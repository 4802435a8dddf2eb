import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { ListFilters } from "@/components/list-filters"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import type { WorkHead } from "@/domain/background-work/list-work"
import { pieceOutcomes } from "@/domain/background-work/read-work"
import { piecesAsked } from "./pieces-asked"

type Props = {
  kind: WorkHead["kind"]
  /** Of the work's page, and what stands in its address. */
  path: string
  search: Search
  /** How many are shown, and behind which the next page begins. */
  shown: number
  next?: number
  /** The table of those shown. */
  children: ReactNode
}

/** The pieces of a work, filtered by what came of them. */
export async function Pieces({ kind, path, search, shown, next, children }: Props) {
  const [t, of] = [await getTranslations("background_work"), await getTranslations(kind)]
  const { outcome, after } = piecesAsked(search)
  return (
    <Section title={of("pieces")}>
      <ListFilters action={path} filtered={outcome !== undefined}>
        <FilterField
          name="outcome"
          label={t("result")}
          all={t("all")}
          words={pieceOutcomes}
          chosen={outcome}
          text={each => of(`outcome.${each}`)}
        />
      </ListFilters>
      {shown === 0 ? <Empty title={of("nothingFound")}>{t("nothingFoundThen")}</Empty> : children}
      <Pager
        previous={after === undefined ? undefined : addressWith(path, search, { after: undefined })}
        next={next === undefined ? undefined : addressWith(path, search, { after: String(next) })}
      />
    </Section>
  )
}
