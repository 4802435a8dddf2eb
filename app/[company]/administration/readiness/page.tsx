import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { readCompanyReadiness, readinessJobs } from "@/domain/readiness/read-company-readiness"
import { Lacks } from "./lacks"
import { Samples } from "./samples"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("readiness"))("title") }
}

/** Whether the company can do each of its jobs, what lacks where it cannot, and where to go to mend it. */
export default async function ReadinessPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const { jobs, samples } = await readCompanyReadiness(actor)
  const [t, steps] = [await getTranslations("readiness"), await getTranslations("first_steps")]
  const ready = readinessJobs.filter(job => jobs[job].length === 0).length
  return (
    <>
      <PageHead
        title={t("title")}
        hint={t("count", { ready, all: readinessJobs.length })}
        subject={t("text")}
        actions={
          <Link className="btn" href={`/${company.slug}/administration/first-steps`}>
            {steps("title")}
          </Link>
        }
      />
      <Table>
        <TableHead>
          <Row>
            <Column>{t("job")}</Column>
            <Column>{t("state")}</Column>
            <Column>{t("lacks")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {readinessJobs.map(job => (
            <Row key={job}>
              <Cell className="lead term">{t(`jobs.${job}`)}</Cell>
              <Cell className="mid">
                <State name={jobs[job].length === 0 ? "ready" : "open"}>
                  {jobs[job].length === 0 ? undefined : t("notReady")}
                </State>
              </Cell>
              <Cell className="mid meaning" label={jobs[job].length > 0 ? t("lacks") : undefined}>
                <Lacks actor={actor} company={company.slug} lacks={jobs[job]} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <Section title={t("samples.title")}>
        <p className="soft read">{t("samples.text")}</p>
        <Samples samples={samples} company={company.slug} />
      </Section>
    </>
  )
}
