import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Instant } from "@/components/date"
import { Empty } from "@/components/empty"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Role } from "@/domain/access/rights"
import { listUserHistory, type UserChange } from "@/domain/users/user-history"

type Props = {
  params: Promise<{ company: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("users.history"))("title") }
}

/** Who gave or took which rights, and when; for administrators and purchasing managers. */
export default async function UserHistoryPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("user_history.see", (await params).company)
  const { before } = await searchParams
  const cursor = typeof before === "string" && /^\d{1,15}$/.test(before) ? Number(before) : undefined
  const { changes, next } = await listUserHistory(actor, { before: cursor, limit: pageLength })
  const t = await getTranslations("users.history")
  const path = `/${company.slug}/administration/user-history`
  return (
    <>
      <PageHead title={t("title")} />
      {changes.length === 0 ? <Empty title={t("none")}>{t("noneText")}</Empty> : <Changes changes={changes} />}
      <Pager previous={cursor ? path : undefined} next={next ? `${path}?before=${next}` : undefined} />
    </>
  )
}

async function Changes({ changes }: { changes: readonly UserChange[] }) {
  const t = await getTranslations("users.history")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("when")}</Column>
          <Column>{t("who")}</Column>
          <Column>{t("whom")}</Column>
          <Column>{t("what")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {changes.map(change => (
          <Row key={change.id}>
            <Cell className="mid">
              <Instant at={change.at} />
            </Cell>
            <Cell className="mid" label={t("who")}>
              {change.actorName || t("system")}
            </Cell>
            <Cell className="lead term" label={t("whom")}>
              {change.name}
              <span className="hint below">{change.email}</span>
            </Cell>
            <Cell className="mid meaning" label={t("what")}>
              <What change={change} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

async function What({ change: { kind, before, after } }: { change: UserChange }) {
  const t = await getTranslations("users")
  const what = `history.kind.${kind.replace("user.", "")}` as Parameters<typeof t>[0]
  const named = (roles: readonly Role[]) => roles.map(role => t(`role.${role}`)).join(", ") || t("history.noRole")
  const hints = [
    before && t("history.from", { roles: named(before) }),
    after && t(before ? "history.to" : "history.as", { roles: named(after) }),
  ].filter(hint => hint !== undefined)
  return (
    <>
      {t.has(what) ? t(what) : kind}
      {hints.map(hint => (
        <span key={hint} className="hint below">
          {hint}
        </span>
      ))}
    </>
  )
}
