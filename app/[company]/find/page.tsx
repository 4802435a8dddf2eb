import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { kindName, recordPath } from "@/app/[company]/_find/find-candidates"
import { FindField } from "@/app/[company]/_find/find-field"
import { foundPages } from "@/app/[company]/_find/found-pages"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { findRecords, isNumberOf } from "@/domain/find/find-records"
import { groupedBy } from "@/domain/lists/grouped-by"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("find"))("title") }
}

/** Everything that a text may mean: pages and records. One that is exactly that number is gone to at once. */
export default async function FindPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("company.enter", (await params).company)
  const search = await searchParams
  const text = parameter(search, "q")?.trim() ?? ""
  const [records, t] = [await findRecords(actor, text), await getTranslations("find")]
  const exact = records.filter(record => isNumberOf(record, text))
  if (exact.length === 1 && parameter(search, "open")) redirect(recordPath(company.slug, exact[0]!))
  const pages = foundPages(actor, company.slug, text)
  const kinds = groupedBy(records.map(record => [record.kind, record] as const))
  return (
    <>
      <PageHead title={t("title")} />
      <ClientMessages namespaces={["find"]}>
        <FindField
          id="find.here"
          action={`/${company.slug}/find`}
          lookup={`/api/${company.slug}/lookup/everything`}
          text={text}
        />
      </ClientMessages>
      {text === "" && <p className="hint">{t("begin")}</p>}
      {text !== "" && records.length + pages.length === 0 && <Empty title={t("nothing")}>{t("nothingText")}</Empty>}
      {pages.length > 0 && (
        <Section title={t("pages")}>
          <ul className="directory">
            {pages.map(({ name, href }) => (
              <li key={href}>
                <Link className="link" href={href}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {[...kinds].map(([kind, found]) => (
        <Section key={kind} title={kindName(actor, kind)}>
          <ul className="directory">
            {found.map(record => (
              <li key={record.no}>
                <Link className="link" href={recordPath(company.slug, record)}>
                  {record.no} {record.name}
                </Link>
                {record.detail && <span className="hint">{record.detail}</span>}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  )
}
