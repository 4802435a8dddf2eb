import { getTranslations } from "next-intl/server"
import { addressWith } from "@/app/_lists/list-address"
import { Plus } from "@/components/icons"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import type { RecordValues } from "@/domain/records/definition"
import { listSetup } from "@/domain/setup/read-setup"
import { tablePath } from "./addresses"
import { SetupTable } from "./setup-table"

type Below = { table: string; fields: readonly string[] }

/** Tables that belong below a row of another: by which fields they point to its key, if by any. */
const related: Record<string, readonly Below[]> = {
  currencies: [{ table: "exchange-rates", fields: ["currencyCode"] }],
  "approval-users": [
    { table: "approval-vendor-limits", fields: ["userId"] },
    { table: "approval-account-limits", fields: ["userId"] },
  ],
  "approval-groups": [{ table: "approval-group-steps", fields: ["groupCode"] }],
  "approval-group-steps": [{ table: "approval-group-members", fields: ["groupCode", "step"] }],
  "base-calendar": [{ table: "holidays", fields: [] }],
  "posting-dates": [{ table: "user-posting-dates", fields: [] }],
}

/** Rows shown; the whole table is a link away. */
const shownRows = 10

type Props = { actor: Actor; company: string; table: string; rowKey: readonly string[] }

/** What belongs to a row: the rates of a currency, the steps of a group, an approver's limits, the users with posting dates of their own. */
export function RelatedTables({ table, ...row }: Props) {
  return related[table]?.map(below => <RelatedTable key={below.table} {...row} below={below} />)
}

async function RelatedTable({ actor, company, below, rowKey }: Omit<Props, "table"> & { below: Below }) {
  const t = await getTranslations("setup")
  const { fields } = below
  // A user is found by no text of the row.
  const isSearched = fields.length > 0 && fields[0] !== "userId"
  const path = tablePath(company, below.table)
  const given: RecordValues = Object.fromEntries(fields.map((name, index) => [name, rowKey[index]!]))
  const list = await listSetup(actor, below.table, { of: given })
  const rows = list.rows.slice(0, shownRows)
  return (
    <Section
      title={t(`table.${below.table}.title`)}
      aside={
        <span className="actions">
          <Link className="link" href={addressWith(path, {}, { q: isSearched ? rowKey[0] : undefined })}>
            {t("all")}
          </Link>
          <Link className="btn" href={addressWith(`${path}/new`, {}, given)}>
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
