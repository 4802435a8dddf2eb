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
import { auditChoices, listAudit, listAuditPeople } from "@/domain/history/list-audit"
import { formatDate } from "@/language/date-format"
import { AuditTable } from "./audit-table"
import { auditFilterIn } from "./filter"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

const pageLength = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") }
}

/** All that happened in the company, by person, document, kind and date; for administrators and purchasing managers. */
export default async function AuditPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("audit.see", (await params).company)
  const [search, people] = [await searchParams, await listAuditPeople(actor)]
  const { filter, person, dates } = auditFilterIn(search, people, company.timeZone)
  const cursor = parameter(search, "before")
  const before = cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
  const { rows, next } = await listAudit(actor, filter, { before, limit: pageLength })
  const [t, say] = await Promise.all([getTranslations("audit"), issueSentences()])
  const path = `/${company.slug}/administration/audit`
  const says = ({ problem, typed = "" }: TypedDate) => problem && say({ code: `date_${problem}`, params: { typed } })
  const shown = ({ date, typed }: TypedDate) => (date ? formatDate(date, actor.language) : typed)
  const { subject, no, from, to } = filter
  const asked = Object.entries({ person, subject, no, from, to }).filter((each): each is [string, string] => !!each[1])
  return (
    <>
      <PageHead title={t("title")} actions={<FileLinks path={path} query={Object.fromEntries(asked)} />} />
      <p className="soft">{t("text", { company: company.name })}</p>
      <ListFilters action={path} filtered={asked.length > 0 || Boolean(dates.from.typed || dates.to.typed)}>
        <FilterField
          name="person"
          label={t("person")}
          all={t("everybody")}
          words={people.map(({ userId }) => String(userId))}
          chosen={person}
          text={id => people.find(({ userId }) => String(userId) === id)?.name ?? id}
        />
        <FilterField
          name="subject"
          label={t("subject")}
          all={t("everything")}
          words={auditChoices}
          chosen={subject}
          text={each => t(`subjects.${each}`)}
        />
        <PlainTextField key={`no ${no}`} name="no" label={t("no")} defaultValue={no} autoComplete="off" />
        {(["from", "to"] as const).map(name => (
          <PlainTextField
            key={`${name} ${dates[name].typed}`}
            name={name}
            label={t(name)}
            defaultValue={shown(dates[name])}
            error={says(dates[name])}
            autoComplete="off"
          />
        ))}
      </ListFilters>
      {rows.length === 0 ? (
        <Empty title={t("none")}>{t("noneText")}</Empty>
      ) : (
        <AuditTable rows={rows} slug={company.slug} />
      )}
      <Pager
        previous={before ? addressWith(path, search, { before: undefined }) : undefined}
        next={next ? addressWith(path, search, { before: String(next) }) : undefined}
      />
    </>
  )
}
