import { useTranslations } from "next-intl"
import type { MergedNoun } from "@/domain/merging/named"
import type { MergeRead } from "@/domain/merging/read-merge"

/** What a merge moves, and what it leaves where it is. */
export function MergeCounts({ noun, read }: { noun: MergedNoun; read: MergeRead }) {
  const t = useTranslations("merging")
  const { from, into, moves, stays, accounts } = read
  const counts = (of: MergeRead["moves"]) =>
    Object.entries(of)
      .map(([thing, count]) => t(`count.${thing as keyof MergeRead["moves"]}`, { count, noun }))
      .join(", ")
  return (
    <ul>
      <li>
        {Object.keys(moves).length > 0
          ? t("moves", { no: into.no, what: counts(moves) })
          : t("movesNothing", { no: into.no })}
      </li>
      {Object.keys(stays).length > 0 && <li>{t("stays", { no: from.no, intoNo: into.no, what: counts(stays) })}</li>}
      {noun === "vendor" && <li>{t("accounts", { no: from.no, intoNo: into.no, count: accounts })}</li>}
      <li>{t(`books.${noun}`, { no: from.no })}</li>
      <li>{t("undoable")}</li>
    </ul>
  )
}
