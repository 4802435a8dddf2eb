import { getTranslations } from "next-intl/server"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import { listSetup } from "@/domain/setup/read-setup"
import { tablePath } from "./addresses"
import { SetupTable } from "./setup-table"

/** Tables that belong below a row of another: by which field they point to it, if by any. */
const related: Record<string, { table: string; field?: string }> = {
  currencies: { table: "exchange-rates", field: "currencyCode" },
  "base-calendar": { table: "holidays" },
  "posting-dates": { table: "user-posting-dates" },
}

/** Rows shown; the whole table is a link away. */
const shownRows = 10

type Props = { actor: Actor; company: string; table: string; rowKey: readonly string[] }

/** What belongs to a row: the rates of a currency, the users with posting dates of their own. */
export async function RelatedTable({ actor, company, table, rowKey }: Props) {
  const below = related[table]
  if (!below) return null
  const t = await getTranslations("setup")
  const code = below.field && rowKey[0]
  const list = await listSetup(actor, below.table, { search: code })
  const rows = list.rows.filter(({ values }) => !below.field || values[below.field] === code).slice(0, shownRows)
  const path = tablePath(company, below.table)
  return (
    <Section
      title={t(`table.${below.table}.title`)}
      aside={
        <span className="actions">
          <Link className="link" href={code ? `${path}?q=${encodeURIComponent(code)}` : path}>
            {t("all")}
          </Link>
          <Link className="btn" href={code ? `${path}/new?${below.field}=${encodeURIComponent(code)}` : `${path}/new`}>
            <Plus className="icon" aria-hidden="true" />
            {t(`table.${below.table}.new`)}
          </Link>
        </span>
      }
    >
      {rows.length > 0 ? (
        <SetupTable company={company} list={{ ...list, rows }} />
      ) : (
        <p className="soft">{t("empty")}</p>
      )}
    </Section>
  )
}
