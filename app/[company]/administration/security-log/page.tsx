import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import type { TypedDate } from "@/app/[company]/administration/typed-date"
import { requireActorWith } from "@/app/actor"
import { issueSentences } from "@/app/issue-sentences"
import { Empty } from "@/components/empty"
import { FilterField } from "@/components/filter-field"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { PlainTextField } from "@/components/plain-text-field"
import { securityKinds } from "@/domain/security-log/kinds"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { listUsers } from "@/domain/users/company-users"
import { formatDate } from "@/language/date-format"
import { securityFilterIn } from "./filter"
import { SecurityTable } from "./security-table"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security_log"))("title") }
}

/** What happened to the security of the company, by person, kind and date; for administrators. */
export default async function SecurityLogPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const search = await searchParams
  const users = await listUsers(actor)
  const { filter, person, kind, dates } = securityFilterIn(search, users, company.timeZone)
  const cursor = parameter(search, "before")
  const before = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
  const { lines, next } = await listSecurityLog(actor, filter, { before, limit: pageLength })
  const [t, say] = await Promise.all([getTranslations("security_log"), issueSentences()])
  const path = `/${company.slug}/administration/security-log`
  const says = ({ problem, typed = "" }: TypedDate) => problem && say({ code: `date_${problem}`, params: { typed } })
  const shown = ({ date, typed }: TypedDate) => (date ? formatDate(date, actor.language) : typed)
  const isFiltered = Boolean(person || kind || dates.from.typed || dates.to.typed)
  const asked = Object.entries({ person, kind, from: filter.from, to: filter.to })
  const query = Object.fromEntries(asked.filter((each): each is [string, string] => Boolean(each[1])))
  return (
    <>
      <PageHead title={t("title")} actions={<FileLinks path={path} query={query} />} />
      <p className="soft">{t("text", { company: company.name })}</p>
      <ListFilters action={path} filtered={isFiltered}>
        <FilterField
          name="person"
          label={t("person")}
          all={t("everybody")}
          words={users.map(({ userId }) => String(userId))}
          chosen={person}
          text={id => users.find(({ userId }) => String(userId) === id)?.name ?? id}
        />
        <FilterField
          name="kind"
          label={t("kind")}
          all={t("everything")}
          words={securityKinds}
          chosen={kind}
          text={each => t(`kinds.${each}`)}
        />
        <PlainTextField
          key={`from ${dates.from.typed}`}
          name="from"
          label={t("from")}
          defaultValue={shown(dates.from)}
          error={says(dates.from)}
          autoComplete="off"
        />
        <PlainTextField
          key={`to ${dates.to.typed}`}
          name="to"
          label={t("to")}
          defaultValue={shown(dates.to)}
          error={says(dates.to)}
          autoComplete="off"
        />
      </ListFilters>
      {lines.length === 0 ? <Empty title={t("none")}>{t("noneText")}</Empty> : <SecurityTable lines={lines} />}
      <Pager
        previous={before ? addressWith(path, search, { before: undefined }) : undefined}
        next={next ? addressWith(path, search, { before: String(next) }) : undefined}
      />
    </>
  )
}
