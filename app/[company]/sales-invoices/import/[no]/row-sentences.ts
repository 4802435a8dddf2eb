import "server-only"
import { getTranslations } from "next-intl/server"
import type { ImportRow } from "@/domain/sales-import/read-import-rows"

/** What became of a row, a sentence a reason, in the reader's language. */
export async function salesRowSentences(): Promise<(row: ImportRow) => string[]> {
  const t = await getTranslations("sales_import")
  return ({ reasons, params, outcome }) =>
    reasons.length === 0
      ? [t(`outcome.${outcome}`)]
      : reasons.map(reason => {
          const key = `reason.${reason}.row`
          return t.has(key) ? t(key, params) : t(`reason.${reason}.title`)
        })
}
