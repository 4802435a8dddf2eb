import "server-only"
import { getTranslations } from "next-intl/server"
import { issueSentences } from "@/app/issue-sentences"
import type { Actor } from "@/domain/access/actor"
import type { Issue } from "@/domain/errors"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import type { ImportRow } from "@/domain/imports/read-import-rows"

type Reason = Pick<Issue, "code" | "params">

/** Says why a row is refused, or what is remarkable about it, with columns under the names that the reader has for them. */
export async function reasonSentences(kind: AnyImportKind, language: Actor["language"]) {
  const say = await issueSentences()
  return ({ code, params = {} }: Reason): string => {
    const { column } = params
    return say({
      code,
      params: typeof column === "string" ? { ...params, column: kind.label(column, language) } : params,
    })
  }
}

/** Says what is there and what the file says instead, a sentence for each cell that differs. */
export async function changeSentences(kind: AnyImportKind, language: Actor["language"]) {
  const t = await getTranslations("imports")
  return ({ changes }: Pick<ImportRow, "changes">): string[] =>
    Object.entries(changes).map(([column, [before, after]]) =>
      t("change", {
        column: column === "lines" ? t("lines") : kind.label(column, language),
        before: before || t("blank"),
        after: after || t("blank"),
      }),
    )
}

/** What a reason is called where rows are counted by it: without what differs from row to row, where that has a name. */
export async function reasonTitles(kind: AnyImportKind, language: Actor["language"]) {
  const [t, say] = [await getTranslations("imports.titles"), await reasonSentences(kind, language)]
  return (reason: Reason): string => (t.has(reason.code) ? t(reason.code) : say(reason))
}
