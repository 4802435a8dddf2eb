import type { Metadata } from "next"
import { getFormatter, getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { requireActorWith } from "@/app/actor"
import { ArrivalNotice } from "@/components/arrival-notice"
import { Form } from "@/components/form/form"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Actor } from "@/domain/access/actor"
import { readCompanyReadiness, readinessJobs } from "@/domain/readiness/read-company-readiness"
import { readSetupAreas } from "@/domain/readiness/read-setup-areas"
import { putAway } from "./actions"
import { AreaRow } from "./area-row"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("first_steps"))("title") }
}

/** What of the company is set up and what is not, area by area: each is opened, left and come back to in any order. */
export default async function FirstStepsPage({ params, searchParams }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const { areas, facts, settled, isPutAway } = await readSetupAreas(actor)
  const t = await getTranslations("first_steps")
  const readiness = await getTranslations("readiness")
  const search = await searchParams
  const [invited, asked] = [Number(parameter(search, "invited")), Number(parameter(search, "of"))]
  return (
    <>
      <PageHead
        title={t("title")}
        hint={t("count", { settled, all: areas.length })}
        subject={t("text")}
        actions={
          <Form action={putAway.bind(null, company.slug, !isPutAway)} holdsWork={false}>
            <SubmitButton className="btn">{t(isPutAway ? "bringBack" : "putAway")}</SubmitButton>
          </Form>
        }
      />
      {asked > 0 && (
        <ArrivalNotice>{readiness(invited < asked ? "invitedSome" : "invited", { invited, asked })}</ArrivalNotice>
      )}
      <Table>
        <TableHead>
          <Row>
            <Column>{t("areaColumn")}</Column>
            <Column>{t("state")}</Column>
            <Column>{t("what")}</Column>
            <Column>
              <span className="hidden">{t("settle")}</span>
            </Column>
          </Row>
        </TableHead>
        <TableBody>
          {areas.map(area => (
            <AreaRow key={area.name} area={area} facts={facts} actor={actor} company={company.slug} />
          ))}
          <ReadinessRow actor={actor} company={company.slug} />
        </TableBody>
      </Table>
    </>
  )
}

/** The last: whether each job can be done, tried and not ticked. */
async function ReadinessRow({ actor, company }: { actor: Actor; company: string }) {
  const [t, readiness] = [await getTranslations("first_steps"), await getTranslations("readiness")]
  const format = await getFormatter()
  const { jobs } = await readCompanyReadiness(actor)
  const lacking = readinessJobs.filter(job => jobs[job].length > 0)
  return (
    <Row>
      <Cell className="lead term">
        <Link className="link" href={`/${company}/administration/readiness`}>
          {readiness("title")}
        </Link>
      </Cell>
      <Cell className="mid" label={t("state")}>
        <State name={lacking.length === 0 ? "ready" : "unproven"}>
          {t(`states.${lacking.length === 0 ? "done" : "lacks"}`)}
        </State>
      </Cell>
      <Cell className="mid meaning" label={t("what")}>
        <p>{readiness("count", { ready: readinessJobs.length - lacking.length, all: readinessJobs.length })}</p>
        {lacking.length > 0 && (
          <p className="hint">
            {t("notReady", {
              jobs: format.list(
                lacking.map(job => readiness(`jobs.${job}`)),
                { type: "unit" },
              ),
            })}
          </p>
        )}
      </Cell>
      <Cell className="mid" />
    </Row>
  )
}
